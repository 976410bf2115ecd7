using Microsoft.EntityFrameworkCore;
using Training.Acceptance.Readiness;
using Training.Acceptance.Running;
using Training.Acceptance.Story;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Acceptance.Council;

/// <summary>What decides whether acceptance can be asked for.</summary>
/// <param name="Standing">The transfer.</param>
/// <param name="Last">The newest case; null where there is none.</param>
/// <param name="Preconditions">What is there and what is missing.</param>
/// <param name="Rule">The rule of the day; null where none holds.</param>
/// <param name="IsFree">Nothing runs, and nothing was accepted yet.</param>
internal sealed record Opening(TransferStanding Standing, CaseStory? Last, Preconditions Preconditions, AcceptanceRule? Rule, bool IsFree)
{
    public bool MayOpen => IsFree && Preconditions.IsComplete && Rule is not null;
}

/// <summary>Asks for the acceptance of a team: checks everything anew, names the council, and begins the process.</summary>
internal sealed class OpenCase(
    TrainingDbContext db, CaseReader cases, Checklist checklist, IStaff staff, IRoleHolders holders, IProcesses processes, PermissionCatalog permissions, ICurrentUser user, IAuditTrail audit, TimeProvider clock)
{
    /// <summary>Whether whoever asks is one of the two offices that may ask for it.</summary>
    public bool IsTheirs(TransferInfo transfer) => holders.Holds(transfer.TrainingOffice(), transfer.Coordinator());

    public async Task<Opening> ReadAsync(TransferStanding standing, CancellationToken ct)
    {
        var today = clock.Today();
        var last = await cases.NewestAsync(standing.Transfer.Id, ct);
        return new Opening(
            standing,
            last,
            await checklist.ReadAsync(standing, ct),
            await db.Set<AcceptanceRule>().AsNoTracking().Where(r => r.ValidFrom <= today).OrderByDescending(r => r.ValidFrom).FirstOrDefaultAsync(ct),
            await IsFreeAsync(standing, last, ct));
    }

    /// <summary>Whether nothing was accepted yet and nothing runs: the newest case has ended, or its process was cancelled. One statement where it has not ended.</summary>
    public async Task<bool> IsFreeAsync(TransferStanding standing, CaseStory? newest, CancellationToken ct)
        => standing.Accepted is null
            && (newest is not { MayBeTriedAgain: false }
                || !(await processes.FindAsync(AcceptanceProcess.SubjectOf(standing.Transfer.Id), ct)).Any(run => run.Id == newest.Case.InstanceId && run.EndedAt is null));

    /// <summary>Who could sit on the council: staff of both hospitals who may vote and are not in the team; one statement.</summary>
    public async Task<IReadOnlyList<StaffMember>> CandidatesAsync(TransferStanding standing, CancellationToken ct)
    {
        var team = standing.Team.Select(member => member.PersonId).ToHashSet();
        var roles = Roles.All.Where(role => permissions.Has(role, Permissions.Vote)).ToArray();
        var found = await staff.AtAsync([standing.Transfer.GivingHospitalId, standing.Transfer.ReceivingHospitalId], roles, ct);
        return [.. found.Where(member => !team.Contains(member.PersonId)).DistinctBy(member => member.PersonId)];
    }

    /// <summary>Call inside a write.</summary>
    /// <exception cref="RuleViolation">Something is missing, or the council is not as the rule has it.</exception>
    public async Task OpenAsync(TransferStanding standing, IReadOnlyCollection<Guid> chosen, CancellationToken ct)
    {
        var opening = await ReadAsync(standing, ct);
        if (!opening.MayOpen || opening.Rule is not { } rule)
        {
            throw new RuleViolation("Open.NotYet");
        }

        var transfer = standing.Transfer;
        var candidates = (await CandidatesAsync(standing, ct)).ToDictionary(candidate => candidate.PersonId);
        if (chosen.Any(id => !candidates.ContainsKey(id)))
        {
            throw new RuleViolation("Open.NotEligible") { Field = "Input.Council" };
        }

        Side SideOf(Guid person) => candidates[person].HospitalId == transfer.GivingHospitalId ? Side.Giver : Side.Receiver;
        var faults = CouncilRules.Check(rule, [.. chosen.Select(id => new CouncilChoice(id, SideOf(id)))], standing.Team.Select(m => m.PersonId).ToHashSet());
        if (faults.Count > 0)
        {
            throw new RuleViolation($"CouncilFault.{faults[0]}", rule.CouncilMinimum) { Field = "Input.Council" };
        }

        var instance = await processes.StartAsync(
            AcceptanceProcess.Key,
            AcceptanceProcess.SubjectOf(transfer.Id),
            new Concerned(null, transfer.ReceivingHospitalId, transfer.GivingHospitalId),
            new Dictionary<string, object> { ["council"] = chosen.Select(id => $"{id}").ToArray() },
            ct);
        Store(opening, rule, instance, [.. chosen.Select(id => (candidates[id], SideOf(id)))]);
    }

    private void Store(Opening opening, AcceptanceRule rule, Guid instance, IReadOnlyList<(StaffMember Person, Side Side)> council)
    {
        var acceptance = new AcceptanceCase
        {
            TransferId = opening.Standing.Transfer.Id,
            Number = 1 + (opening.Last?.Case.Number ?? 0),
            InstanceId = instance,
            RuleId = rule.Id,
            OpenedAt = clock.GetUtcNow(),
            OpenedByUserId = user.UserId,
            OpenedBy = user.Name,
        };
        db.Add(acceptance);
        db.AddRange(council.Select(member => new CouncilMember
        {
            CaseId = acceptance.Id,
            PersonId = member.Person.PersonId,
            Side = member.Side,
            Name = member.Person.Name,
            Position = member.Person.Position,
        }));
        audit.Add(CaseEvents.Of(AcceptanceCase.OpenedAction, acceptance, opening.Standing.Transfer, new Dictionary<string, string?>
        {
            ["number"] = $"{acceptance.Number}",
            ["instance"] = $"{instance}",
            ["council"] = string.Join(", ", council.Select(member => member.Person.PersonId)),
        }));
    }
}
