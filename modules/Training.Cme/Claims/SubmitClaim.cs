using Microsoft.EntityFrameworkCore;
using Training.Cme.Rules;
using Training.Cme.Running;
using Training.Data;
using Training.Identity.Contracts;
using Training.Media.Contracts;
using Training.Modules;
using Training.Workflows.Contracts;

namespace Training.Cme.Claims;

/// <summary>Stores what a practitioner enters about themselves, and begins or goes on with the process that has it approved. Call inside a write.</summary>
internal sealed class SubmitClaim(TrainingDbContext db, CreditRules rules, IPeople people, IProcesses processes, IAuditTrail audit, TimeProvider clock)
{
    /// <summary>A new claim.</summary>
    /// <param name="personId">Whose.</param>
    /// <param name="hospitalId">The hospital of one of their appointments today.</param>
    /// <param name="facts">What they did.</param>
    /// <param name="evidence">Taken in before the write.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleViolation">A fact is wrong, they do not work there today, or the activity is entered already.</exception>
    public async Task<Guid> EnterAsync(Guid personId, Guid hospitalId, ClaimFacts facts, TakenFile evidence, CancellationToken ct)
    {
        await people.HoldAppointmentsAsync(personId, ct);
        if ((await people.AppointmentsOnAsync(personId, clock.Today(), ct)).All(a => a.HospitalId != hospitalId))
        {
            throw new RuleViolation("Claim.NotThere") { Field = "Input.Hospital" };
        }

        var claim = new CreditClaim { PersonId = personId, HospitalId = hospitalId, CurrentNumber = 1 };
        db.Add(claim);
        await AddAsync(claim, facts, evidence.Hash, evidence.Kind, ct);
        audit.Add(EventOf(CreditClaim.EnteredAction, claim));
        await processes.StartAsync(
            ClaimProcess.Key, ClaimProcess.Of(claim.Id), new Concerned(personId, hospitalId, null), new Dictionary<string, object> { ["person"] = $"{personId}" }, ct);
        return claim.Id;
    }

    /// <summary>The next version of a claim that was returned; without a new file the old evidence stays.</summary>
    /// <exception cref="RuleViolation">A fact is wrong, or the task is over.</exception>
    public async Task CorrectAsync(Guid claimId, Guid taskId, ClaimFacts facts, TakenFile? evidence, CancellationToken ct)
    {
        await processes.HoldAsync(ClaimProcess.Of(claimId), ct);
        var claim = await db.Claims.SingleAsync(c => c.Id == claimId, ct);
        var before = await db.Set<ClaimVersion>().AsNoTracking().SingleAsync(v => v.ClaimId == claimId && v.Number == claim.CurrentNumber, ct);
        claim.CurrentNumber++;
        await AddAsync(claim, facts, evidence?.Hash ?? before.EvidenceHash, evidence?.Kind ?? before.EvidenceKind, ct);
        audit.Add(EventOf(CreditClaim.CorrectedAction, claim));
        await processes.CompleteAsync(taskId, ClaimProcess.Corrected, new Dictionary<string, object>(), ct);
    }

    /// <summary>Ends a claim that was returned, without hours.</summary>
    /// <exception cref="RuleViolation">The task is over.</exception>
    public async Task WithdrawAsync(Guid claimId, Guid taskId, CancellationToken ct)
    {
        await processes.HoldAsync(ClaimProcess.Of(claimId), ct);
        var claim = await db.Claims.SingleAsync(c => c.Id == claimId, ct);
        claim.WithdrawnAt = clock.GetUtcNow();
        audit.Add(EventOf(CreditClaim.WithdrawnAction, claim));
        await processes.CompleteAsync(taskId, ClaimProcess.Withdrawn, new Dictionary<string, object>(), ct);
    }

    private async Task AddAsync(CreditClaim claim, ClaimFacts facts, string hash, FileKind kind, CancellationToken ct)
    {
        var rule = await rules.FindAsync(facts.Activity, facts.To, ct);
        facts.Check(rule, clock.Today());
        if (await IsTwiceAsync(claim, facts, ct))
        {
            throw new RuleViolation("Claim.Twice") { Field = "Input.Title" };
        }

        db.Add(new ClaimVersion
        {
            ClaimId = claim.Id,
            Number = claim.CurrentNumber,
            RuleId = rule!.Id,
            From = facts.From,
            To = facts.To,
            Units = facts.Units,
            Hundredths = rule.HundredthsOf(facts.Units),
            Title = facts.Title,
            Organizer = facts.Organizer,
            EvidenceHash = hash,
            EvidenceKind = kind,
            At = clock.GetUtcNow(),
        });
    }

    // The same activity on the same days with the same words, in another claim that was not withdrawn.
    private async Task<bool> IsTwiceAsync(CreditClaim claim, ClaimFacts facts, CancellationToken ct)
    {
        var titles = await (from other in db.Claims
                            where other.PersonId == claim.PersonId && other.Id != claim.Id && other.WithdrawnAt == null
                            join version in db.Set<ClaimVersion>() on new { ClaimId = other.Id, Number = other.CurrentNumber } equals new { version.ClaimId, version.Number }
                            join rule in db.Set<CreditRule>() on version.RuleId equals rule.Id
                            where rule.Activity == facts.Activity && version.From == facts.From && version.To == facts.To
                            select version.Title).ToListAsync(ct);
        return titles.Any(title => VietnameseText.Fold(title) == VietnameseText.Fold(facts.Title));
    }

    // What it says is the person's own and stands in its versions; the trail knows the ids.
    private static AuditEvent EventOf(string action, CreditClaim claim) => new(action, nameof(CreditClaim), claim.Id)
    {
        HospitalIds = [claim.HospitalId],
        Facts = new Dictionary<string, string?> { ["person"] = $"{claim.PersonId}", ["number"] = FormattableString.Invariant($"{claim.CurrentNumber}") },
    };
}
