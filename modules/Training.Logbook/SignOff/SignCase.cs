using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Batch;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Logbook.Rating;
using Training.Logbook.Redaction;
using Training.Logbook.Workflow;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Logbook.SignOff;

/// <summary>What a mentor decides, and the hash of what they were shown.</summary>
internal sealed record DecisionInput(Guid VersionId, DecisionKind Kind, int? Entrustment, string? Comment, string ShownHash)
{
    public int? Performance { get; init; }

    public int? Difficulty { get; init; }

    /// <summary>A reason of the list, for a return.</summary>
    public Guid? ReturnReasonId { get; init; }

    public string? VoiceHash { get; init; }

    /// <summary>The form that a phone without network showed; null for the one that is valid today.</summary>
    public Guid? RatingFormId { get; init; }

    /// <summary>When the mentor opened the case; null is refused.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When it was filled in, where it is signed later with others.</summary>
    public DateTimeOffset? RatedAt { get; init; }

    /// <summary>Under which the comment is sealed: made when the form is shown, so that what the device is asked to sign is what is stored; a comment without it is refused.</summary>
    public string? Salt { get; init; }

    /// <summary>Name and position of the mentor as a phone without network had them when it signed; null where they are looked up.</summary>
    public (string Name, string Position)? SignedAs { get; init; }
}

/// <summary>A decision that may be taken, and what has to be signed for it.</summary>
internal sealed record PreparedDecision(LogbookEntry Entry, EntryVersion Version, Decision Decision, SigningRequest Request)
{
    /// <summary>For what is signed later: whoever signs now is told by the write itself, behind their proof.</summary>
    /// <exception cref="RuleViolation">Somebody has decided.</exception>
    public PreparedDecision Undecided()
        => Entry.WaitingSince is null || Entry.DecidedNumber == Version.Number ? throw new RuleViolation("Sign.AlreadyDecided") { Status = 409 } : this;
}

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
    CaseChecks checks,
    Addressing addressing,
    Ratings ratings,
    Redactions redactions,
    IAuditTrail audit,
    TimeProvider clock)
{
    // As the column.
    private const int LongestComment = 500;

    /// <summary>Checks everything but the proof.</summary>
    /// <exception cref="RuleViolation">The decision is refused.</exception>
    public async Task<PreparedDecision> PrepareAsync(DecisionInput input, Guid mentorId, CancellationToken ct, SigningProof? proof = null, Guid? batchId = null)
    {
        var found = await (from v in db.EntryVersions.AsNoTracking()
                           where v.Id == input.VersionId
                           join e in db.LogbookEntries.AsNoTracking() on v.EntryId equals e.Id
                           select new { Version = v, Entry = e }).SingleOrDefaultAsync(ct)
            ?? throw new RuleViolation("Sign.NotYours");
        var (version, entry) = (found.Version, found.Entry);
        if (entry.WithdrawnAt is not null)
        {
            throw new RuleViolation("Sign.Withdrawn") { Status = 409 };
        }

        await redactions.RefuseWhileOpenAsync(entry.Id, ct);

        var now = clock.GetUtcNow();
        var mentor = await CheckMentorAsync(entry, version, mentorId, VietnamTime.DateOf(now), ct);
        var asksRating = input.Kind == DecisionKind.Signed && version.AsksRating;
        await CheckInputAsync(input, asksRating, ct);
        if (entry.CurrentNumber != version.Number || input.ShownHash != version.ContentHash || ContentHash.Of(version) != version.ContentHash)
        {
            throw new RuleViolation("Sign.Changed") { Status = 409 };
        }

        var turn = await addressing.OfAsync(entry, mentorId, ct);
        if (!turn.May)
        {
            throw new RuleViolation("Sign.ForSomebodyElse", turn.Addressee!.Display);
        }

        if (input.Kind == DecisionKind.Signed)
        {
            await checks.AtSigningAsync(version, (await transfers.FindAsync([entry.ParticipantId], ct)).Single(), ct);
        }

        var form = (await ratings.GetAsync(ct)).ShownOn(VietnamTime.DateOf(now), input.RatingFormId);
        var comment = CaseText.Of(input.Comment);
        var seals = SealedTexts.Of([new("comment", comment)], input.Salt is { } salt ? new Dictionary<string, string> { ["comment"] = salt } : null);
        Decision Decide(string? signedHash) => new()
        {
            Id = Guid.CreateVersion7(now),
            EntryVersionId = version.Id,
            TraineePersonId = entry.PersonId,
            MentorPersonId = mentorId,
            Kind = input.Kind,
            Entrustment = asksRating ? input.Entrustment : null,
            Performance = asksRating ? input.Performance : null,
            Difficulty = asksRating ? input.Difficulty : null,
            RatingFormId = asksRating ? form.Id : null,
            ReturnReasonId = input.Kind == DecisionKind.Returned ? input.ReturnReasonId : null,
            VoiceHash = input.VoiceHash,
            ForPersonId = turn.Addressee?.Id,
            ForName = turn.Addressee?.Display,
            Comment = comment,
            Sealed = seals,
            MentorName = input.SignedAs?.Name ?? mentor.Name,
            MentorPosition = input.SignedAs?.Position ?? mentor.Position,
            Method = proof?.Method ?? "",
            ProofId = proof?.Id,
            BatchId = batchId,
            SignedHash = signedHash,
            OpenedAt = input.OpenedAt,
            RatedAt = input.RatedAt,
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
        var prepared = await PrepareAsync(input, mentorId, ct, proof);
        await reauthentication.ConsumeAsync(proof, prepared.Request, ct);
        await StoreAsync(prepared, ct);
        return prepared.Decision;
    }

    /// <summary>Stores a decision whose proof was used up in this write: its own, or that of its batch.</summary>
    /// <exception cref="RuleViolation">Somebody else has decided meanwhile.</exception>
    public async Task StoreAsync(PreparedDecision prepared, CancellationToken ct)
    {
        var (entry, version, decision, _) = prepared;
        await processes.HoldAsync(CaseProcess.Of(entry.Id), ct);

        // Once more, behind the lock that asking for a removal takes too.
        await redactions.RefuseWhileOpenAsync(entry.Id, ct);
        var changed = await db.LogbookEntries
            .Where(e => e.Id == entry.Id && e.CurrentNumber == version.Number && e.WaitingSince != null && e.DecidedNumber != version.Number)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.DecidedNumber, version.Number), ct);
        if (changed != 1)
        {
            throw new RuleViolation("Sign.AlreadyDecided") { Status = 409 };
        }

        db.Add(decision);
        await db.Set<PreparedRating>().Where(p => p.EntryVersionId == version.Id && p.MentorPersonId == decision.MentorPersonId).ExecuteDeleteAsync(ct);
        await RecordAsync(entry, version, decision, ct);
        if ((await processes.WaitingAsync(CaseProcess.SubjectType, [entry.Id], CaseProcess.SignForm, ct)).MaxBy(waiting => waiting.MayDo) is not { } task)
        {
            throw new RuleViolation("Sign.NoProcess");
        }

        await processes.CompleteAsync(
            task.Id,
            decision.Kind == DecisionKind.Signed ? CaseProcess.Signed : CaseProcess.Returned,
            CaseProcess.Variables(version.Stage, (await techniques.GetAsync(ct)).Technique(version.TechniqueId)),
            ct);
        decision.Decided(entry, version);
    }

    private async Task RecordAsync(LogbookEntry entry, EntryVersion version, Decision decision, CancellationToken ct)
    {
        var transfer = (await transfers.FindAsync([entry.ParticipantId], ct)).Single().Transfer;
        audit.Add(new AuditEvent(Decision.ActionOf(decision.Kind), "Decision", decision.Id)
        {
            HospitalIds = [transfer.GivingHospitalId, transfer.ReceivingHospitalId],
            Reason = decision.Kind == DecisionKind.Returned ? decision.Comment ?? (await ratings.GetAsync(ct)).Reason(decision.ReturnReasonId)?.NameVi : null,
            Facts = new Dictionary<string, string?>
            {
                ["case"] = entry.CaseCode,
                ["version"] = $"{version.Number}",
                ["contentHash"] = decision.ContentHash,
                ["entrustment"] = decision.Entrustment is { } level ? $"{level}" : null,
                ["performance"] = decision.Performance is { } performance ? $"{performance}" : null,
                ["difficulty"] = decision.Difficulty is { } difficulty ? $"{difficulty}" : null,
                ["method"] = decision.Method,
                ["signedHash"] = decision.SignedHash,
                ["transfer"] = transfer.Code,
            },
        });
    }

    private async Task CheckInputAsync(DecisionInput input, bool asksRating, CancellationToken ct)
    {
        if (input.OpenedAt is null || (input.Comment is not null && !SealedTexts.IsSalt(input.Salt)))
        {
            throw new RuleViolation("Sign.NotOpened");
        }

        if (input.ReturnReasonId is not null && (await ratings.GetAsync(ct)).Reason(input.ReturnReasonId) is null)
        {
            throw new RuleViolation("Sign.ReasonMissing") { Field = "Input.Reason" };
        }

        if (input.Kind == DecisionKind.Returned && string.IsNullOrWhiteSpace(input.Comment) && input.ReturnReasonId is null)
        {
            throw new RuleViolation("Sign.ReasonMissing") { Field = "Input.Comment" };
        }

        if (asksRating)
        {
            Require(input.Entrustment is >= 1 and <= 5, "Sign.EntrustmentMissing", "Input.Entrustment");
            Require(input.Performance is >= 1 and <= 5, "Sign.PerformanceMissing", "Input.Performance");
            Require(input.Difficulty is >= 1 and <= 3, "Sign.DifficultyMissing", "Input.Difficulty");
        }

        if (input.Comment is { } comment && (comment.Length > LongestComment || comment.Contains('\0', StringComparison.Ordinal)))
        {
            throw new RuleViolation("Sign.CommentTooLong", LongestComment) { Field = "Input.Comment" };
        }

        CaseText.Screen(input.Comment, "Input.Comment");
    }

    private static void Require(bool holds, string key, string field)
    {
        if (!holds)
        {
            throw new RuleViolation(key) { Field = field };
        }
    }

    private async Task<(string Name, string Position)> CheckMentorAsync(LogbookEntry entry, EntryVersion version, Guid mentorId, DateOnly today, CancellationToken ct)
    {
        if (entry.PersonId == mentorId)
        {
            throw new RuleViolation("Sign.OwnCase");
        }

        // Inside the write nobody takes away what is read here before the signature is stored.
        if (db.Database.CurrentTransaction is not null)
        {
            await transfers.HoldSupervisionAsync(mentorId, ct);
            await people.HoldAppointmentsAsync(mentorId, ct);
        }

        // The right must cover the day of the case and still hold today.
        var rights = (await transfers.SupervisedByAsync(mentorId, ct)).Where(s => s.TransferId == entry.TransferId).ToArray();
        if (!rights.CoverAll(version.All, version.PerformedOn) || !rights.CoverAll(version.All, today))
        {
            throw new RuleViolation("Sign.NotYours");
        }

        var practice = (await people.PracticeAsync([mentorId], ct))[mentorId];
        var current = await people.AppointmentsOnAsync(mentorId, today, ct);
        if (!practice.IsAppointedOn(version.PerformedOn) || current.Count == 0)
        {
            throw new RuleViolation("Sign.NoAppointment", Show.Date(version.PerformedOn));
        }

        if (!practice.MayPractise(version.PerformedOn) || !practice.MayPractise(today))
        {
            throw new RuleViolation("Sign.LicenceEnded");
        }

        return ((await people.FindAsync([mentorId], ct))[mentorId].Display, current[0].InWords(await organizations.GetAsync(ct)));
    }
}
