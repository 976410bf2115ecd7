using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Entries;
using Training.Logbook.Workflow;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Logbook.SignOff;

/// <summary>What a mentor decides, and the hash of what they were shown.</summary>
internal sealed record DecisionInput(Guid VersionId, DecisionKind Kind, int? Entrustment, string? Comment, string ShownHash);

/// <summary>A decision that may be taken, and what has to be signed for it.</summary>
internal sealed record PreparedDecision(LogbookEntry Entry, EntryVersion Version, Decision Decision, SigningRequest Request);

/// <summary>
/// Stores a mentor's decision about one version and hands it to the case's process, which says what follows. Runs inside a write: the
/// mentor's rights are read again there, the proof is used up for exactly this decision, the entry is changed by a conditional update, the
/// decision's unique index is the last guard. Of two mentors who decide at once, one gets the decision, the other is told.
/// </summary>
internal sealed class SignCase(
    TrainingDbContext db,
    ITransfers transfers,
    ITechniques techniques,
    IPeople people,
    IOrganizations organizations,
    IReauthentication reauthentication,
    IProcesses processes,
    IAuditTrail audit,
    TimeProvider clock)
{
    /// <summary>Checks everything but the proof.</summary>
    /// <exception cref="RuleViolation">The decision is refused.</exception>
    public async Task<PreparedDecision> PrepareAsync(DecisionInput input, Guid mentorId, CancellationToken ct, SigningProof? proof = null)
    {
        var found = await (from v in db.EntryVersions.AsNoTracking()
                           where v.Id == input.VersionId
                           join e in db.LogbookEntries.AsNoTracking() on v.EntryId equals e.Id
                           select new { Version = v, Entry = e }).SingleOrDefaultAsync(ct)
            ?? throw new RuleViolation("Sign.NotYours");
        var (version, entry) = (found.Version, found.Entry);
        if (entry.WithdrawnAt is not null)
        {
            throw new RuleViolation("Sign.Withdrawn");
        }

        var now = clock.GetUtcNow();
        var mentor = await CheckMentorAsync(entry, version, mentorId, VietnamTime.DateOf(now), ct);
        CheckInput(input, version);
        if (entry.CurrentNumber != version.Number || input.ShownHash != version.ContentHash || ContentHash.Of(version) != version.ContentHash)
        {
            throw new RuleViolation("Sign.Changed");
        }

        Decision Decide(string? signedHash) => new()
        {
            EntryVersionId = version.Id,
            TraineePersonId = entry.PersonId,
            MentorPersonId = mentorId,
            Kind = input.Kind,
            Entrustment = input.Kind == DecisionKind.Signed && version.Stage != Stage.O ? input.Entrustment : null,
            Comment = string.IsNullOrWhiteSpace(input.Comment) ? null : input.Comment.Trim(),
            MentorName = mentor.Name,
            MentorPosition = mentor.Position,
            Method = proof?.Method ?? "",
            ProofId = proof?.Id,
            SignedHash = signedHash,
            DecidedAt = now,
            ContentHash = version.ContentHash,
        };
        var hash = CanonicalJson.HashOf(SignedContent.Of(Decide(null)));
        var decision = Decide(hash);
        return new PreparedDecision(entry, version, decision, new SigningRequest(decision.SigningAction, hash));
    }

    /// <exception cref="RuleViolation">The decision or its proof is refused; nothing is stored.</exception>
    public async Task<Decision> DecideAsync(DecisionInput input, Guid mentorId, SigningProof proof, CancellationToken ct)
    {
        var (entry, version, decision, request) = await PrepareAsync(input, mentorId, ct, proof);
        await reauthentication.ConsumeAsync(proof, request, ct);
        await processes.HoldAsync(CaseProcess.Of(entry.Id), ct);
        var changed = await db.LogbookEntries
            .Where(e => e.Id == entry.Id && e.CurrentNumber == version.Number && e.WaitingSince != null && e.DecidedNumber != version.Number)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.DecidedNumber, version.Number), ct);
        if (changed != 1)
        {
            throw new RuleViolation("Sign.AlreadyDecided");
        }

        db.Add(decision);
        await RecordAsync(entry, version, decision, ct);
        if ((await processes.WaitingAsync(CaseProcess.SubjectType, [entry.Id], CaseProcess.SignForm, ct)).MaxBy(waiting => waiting.MayDo) is not { } task)
        {
            throw new RuleViolation("Sign.NoProcess");
        }

        await processes.CompleteAsync(
            task.Id,
            input.Kind == DecisionKind.Signed ? CaseProcess.Signed : CaseProcess.Returned,
            CaseProcess.Variables(version.Stage, (await techniques.GetAsync(ct)).Technique(version.TechniqueId)),
            ct);
        return decision;
    }

    private async Task RecordAsync(LogbookEntry entry, EntryVersion version, Decision decision, CancellationToken ct)
    {
        var transfer = (await transfers.FindAsync([entry.ParticipantId], ct)).Single().Transfer;
        audit.Add(new AuditEvent(Decision.ActionOf(decision.Kind), "Decision", decision.Id)
        {
            HospitalIds = [transfer.GivingHospitalId, transfer.ReceivingHospitalId],
            Reason = decision.Kind == DecisionKind.Returned ? decision.Comment : null,
            Facts = new Dictionary<string, string?>
            {
                ["case"] = entry.CaseCode,
                ["version"] = $"{version.Number}",
                ["contentHash"] = decision.ContentHash,
                ["entrustment"] = decision.Entrustment is { } level ? $"{level}" : null,
                ["method"] = decision.Method,
                ["signedHash"] = decision.SignedHash,
                ["transfer"] = transfer.Code,
            },
        });
    }

    private static void CheckInput(DecisionInput input, EntryVersion version)
    {
        if (input.Kind == DecisionKind.Returned && string.IsNullOrWhiteSpace(input.Comment))
        {
            throw new RuleViolation("Sign.ReasonMissing") { Field = "Input.Comment" };
        }

        if (input.Kind == DecisionKind.Signed && version.Stage != Stage.O && input.Entrustment is not (>= 1 and <= 5))
        {
            throw new RuleViolation("Sign.EntrustmentMissing") { Field = "Input.Entrustment" };
        }

        if (PatientIdentityScreen.Find(input.Comment) is { } finding)
        {
            throw new RuleViolation($"Case.Identity.{finding}") { Field = "Input.Comment" };
        }
    }

    private async Task<(string Name, string Position)> CheckMentorAsync(LogbookEntry entry, EntryVersion version, Guid mentorId, DateOnly today, CancellationToken ct)
    {
        if (entry.PersonId == mentorId)
        {
            throw new RuleViolation("Sign.OwnCase");
        }

        // The right must cover the day of the case and still hold today.
        var rights = (await transfers.SupervisedByAsync(mentorId, ct)).Where(s => s.TransferId == entry.TransferId).ToArray();
        if (!rights.Any(s => s.Covers(version.TechniqueId, version.PerformedOn)) || !rights.Any(s => s.Covers(version.TechniqueId, today)))
        {
            throw new RuleViolation("Sign.NotYours");
        }

        var then = await people.AppointmentsOnAsync(mentorId, version.PerformedOn, ct);
        var current = await people.AppointmentsOnAsync(mentorId, today, ct);
        if (then.Count == 0 || current.Count == 0)
        {
            throw new RuleViolation("Sign.NoAppointment", Show.Date(version.PerformedOn));
        }

        return ((await people.FindAsync([mentorId], ct))[mentorId].Display, current[0].InWords(await organizations.GetAsync(ct)));
    }
}
