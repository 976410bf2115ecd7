using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Content;
using Training.Logbook.Rating;
using Training.Logbook.Redaction;
using Training.Logbook.SignOff;
using Training.Logbook.Tallies;
using Training.Logbook.Workflow;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Logbook.Entries;

/// <summary>Logs a case, or corrects one; used by the pages and by the recipe.</summary>
internal sealed class SubmitCase(TrainingDbContext db, ITechniques techniques, CaseChecks checks, Addressing addressing, Redactions redactions, IProcesses processes, IAuditTrail audit, TimeProvider clock)
{
    // Without vowels, so that no word comes out, and without characters that are easily mistaken.
    private const string CodeAlphabet = "23456789BCDFGHJKLMNPQRSTVWXZ";

    /// <summary>Logs a case of the learner: checks everything, and adds the entry with its first version to the running write.</summary>
    /// <exception cref="RuleViolation">See <see cref="CaseChecks"/>.</exception>
    public async Task<(LogbookEntry Entry, EntryVersion Version)> LogAsync(Participation participation, CaseContent content, int? ownRating, DeviceCase? device, CancellationToken ct)
    {
        await checks.AtLoggingAsync(content, participation, null, ct);
        var (entry, version) = Add(participation, content, null, clock.GetUtcNow(), await addressing.OfAsync(content, participation, ct), device);
        if (ownRating is { } level)
        {
            db.Add(new SelfRating { EntryId = entry.Id, Number = version.Number, Entrustment = level, RatedAt = version.SubmittedAt });
        }

        Record(entry, version, participation);
        await ClaimAsync(entry, content, ct);
        await RequestSignOffAsync(entry, version, participation.Transfer, ct);
        return (entry, version);
    }

    /// <summary>Adds a case that a recipe tells about to the running write; only what its own content says is checked.</summary>
    /// <exception cref="RuleViolation">See <see cref="CaseRules"/>.</exception>
    public async Task<(LogbookEntry Entry, EntryVersion Version)> AddAsync(
        Participation participation, CaseContent content, string sourceKey, DateTimeOffset submittedAt, CancellationToken ct)
    {
        CaseRules.Check(content, participation, (await techniques.GetAsync(ct)).Package(participation.Transfer.PackageVersionId), clock.Today());
        var made = Add(participation, content, sourceKey, submittedAt, null, null);
        Claim(made.Entry, content);
        return made;
    }

    private (LogbookEntry Entry, EntryVersion Version) Add(Participation participation, CaseContent content, string? sourceKey, DateTimeOffset submittedAt, Guid? addressedTo, DeviceCase? device)
    {
        var (participant, transfer) = participation;
        var entry = new LogbookEntry
        {
            Id = device?.EntryId ?? Guid.CreateVersion7(submittedAt),
            ParticipantId = participant.Id,
            TransferId = transfer.Id,
            PersonId = participant.PersonId,
            HospitalId = transfer.ReceivingHospitalId,
            CaseCode = device?.CaseCode ?? NewCode(),
            SourceKey = sourceKey,
        };
        var version = entry.Submit(content, null, submittedAt, addressedTo, device?.Made);
        db.Add(entry);
        db.Add(version);
        return (entry, version);
    }

    public static string NewCode() => RandomNumberGenerator.GetString(CodeAlphabet, 8);

    /// <summary>Whether it could have been made by <see cref="NewCode"/>.</summary>
    public static bool IsCode(string code) => code.Length == 8 && code.All(CodeAlphabet.Contains);

    /// <summary>Asks for the signature: begins the process of the entry, which must have been added to the running write.</summary>
    public async Task RequestSignOffAsync(LogbookEntry entry, EntryVersion version, TransferInfo transfer, CancellationToken ct)
        => await processes.StartAsync(
            CaseProcess.Key,
            CaseProcess.Of(entry.Id),
            new Concerned(entry.PersonId, transfer.GivingHospitalId, transfer.ReceivingHospitalId),
            CaseProcess.Variables(version.Stage, (await techniques.GetAsync(ct)).Technique(version.TechniqueId)),
            ct);

    /// <summary>The event of a case that somebody logged; a recipe is one event as a whole.</summary>
    private void Record(LogbookEntry entry, EntryVersion version, Participation participation) => Tell(EventOf("Logbook.CaseSubmitted", entry, version, participation), entry, version);

    /// <summary>Adds the next version of an entry; one that was signed is superseded by it and needs a new signature.</summary>
    /// <param name="entry">As it was when the form was shown.</param>
    /// <param name="before">Its newest version then.</param>
    /// <param name="participation">The learner's place in the transfer.</param>
    /// <param name="content">What is said now.</param>
    /// <param name="reason">Why; needed unless something was only added to what nobody has decided about.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleViolation">It was corrected or decided about meanwhile, nothing changed, the reason is missing, or see <see cref="CaseChecks"/>.</exception>
    public async Task<EntryVersion> CorrectAsync(LogbookEntry entry, EntryVersion before, Participation participation, CaseContent content, string? reason, CancellationToken ct)
    {
        var change = Changes.Between(before.Content, content);
        if (change == Change.None)
        {
            throw new RuleViolation("Case.NothingChanged");
        }

        var (shown, signedAt) = (entry.CurrentNumber, entry.SignedAt);
        if (reason is null && (change == Change.Changed || entry.DecidedNumber == shown))
        {
            throw new RuleViolation(signedAt is null ? "Case.ReasonMissing" : "Case.SupersedeReason") { Field = "Reason" };
        }

        CaseText.Screen(reason, "Reason");
        await processes.HoldAsync(CaseProcess.Of(entry.Id), ct);
        await redactions.RefuseWhileOpenAsync(entry.Id, ct);
        await checks.AtLoggingAsync(content, participation, entry.Id, ct);
        var now = clock.GetUtcNow();
        var version = entry.Submit(content, reason, now, await addressing.OfAsync(content, participation, ct));
        var changed = await db.LogbookEntries
            .Where(e => e.Id == entry.Id && e.CurrentNumber == shown && e.SignedAt == signedAt && e.WithdrawnAt == null)
            .Where(e => e.WaitingSince == null || e.DecidedNumber != shown)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(e => e.CurrentNumber, version.Number)
                    .SetProperty(e => e.TechniqueId, content.TechniqueId)
                    .SetProperty(e => e.AddressedTo, entry.AddressedTo)
                    .SetProperty(e => e.WaitingSince, now)
                    .SetProperty(e => e.SignedAt, (DateTimeOffset?)null)
                    .SetProperty(e => e.LateSince, (DateTimeOffset?)null),
                ct);
        if (changed != 1)
        {
            throw new RuleViolation("Case.ChangedMeanwhile") { Status = 409 };
        }

        if (signedAt is not null)
        {
            await TakeOutAsync(entry, before, version, ct);
        }

        db.Add(version);
        await db.Unscoped<CaseClaim>().Where(claim => claim.EntryId == entry.Id).ExecuteDeleteAsync(ct);
        Tell(EventOf(signedAt is null ? "Logbook.CaseCorrected" : "Logbook.CaseSuperseded", entry, version, participation) with { Reason = reason }, entry, version);
        await ClaimAsync(entry, content, ct);
        await ContinueAsync(entry, version, participation.Transfer, ct);
        return version;
    }

    // What was signed does not count while nobody has signed what supersedes it.
    private async Task TakeOutAsync(LogbookEntry entry, EntryVersion before, EntryVersion version, CancellationToken ct)
    {
        var decision = await db.Decisions.AsNoTracking().SingleAsync(d => d.EntryVersionId == before.Id, ct);
        await db.TallyAsync(TallyChange.Of(entry, before, decision).Select(change => change.Reversed), ct);
        version.Supersedes(entry, before);
    }

    // The check finds what is stored; of two that come at once the key finds the second.
    private async Task ClaimAsync(LogbookEntry entry, CaseContent content, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        Claim(entry, content);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new RuleViolation("Case.TwiceAtOnce") { Field = "Input.DayNumber" };
        }
    }

    private void Claim(LogbookEntry entry, CaseContent content) => db.AddRange(content.All.Select(done => new CaseClaim
    {
        PersonId = entry.PersonId,
        TechniqueId = done.TechniqueId,
        Stage = done.Stage,
        PerformedOn = content.PerformedOn,
        PlaceHospitalId = content.PlaceHospitalId,
        DayNumber = content.DayNumber,
        EntryId = entry.Id,
    }));

    /// <summary>Takes back a case that nobody has signed; it stays, and counts nowhere.</summary>
    /// <param name="entry">As it was when the page was shown.</param>
    /// <param name="participation">The learner's place in the transfer.</param>
    /// <param name="reason">Why.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleViolation">It is signed or taken back already, or the reason holds something about a patient.</exception>
    public async Task WithdrawAsync(LogbookEntry entry, Participation participation, string reason, CancellationToken ct)
    {
        CaseText.Screen(reason, "Reason");
        var now = clock.GetUtcNow();
        await processes.HoldAsync(CaseProcess.Of(entry.Id), ct);
        var changed = await db.LogbookEntries
            .Where(e => e.Id == entry.Id && e.SignedAt == null && e.WithdrawnAt == null)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(e => e.WithdrawnAt, now)
                    .SetProperty(e => e.WithdrawnBecause, reason)
                    .SetProperty(e => e.WaitingSince, (DateTimeOffset?)null),
                ct);
        if (changed != 1)
        {
            throw new RuleViolation("Case.ChangedMeanwhile") { Status = 409 };
        }

        await db.Unscoped<CaseClaim>().Where(claim => claim.EntryId == entry.Id).ExecuteDeleteAsync(ct);
        var version = await db.EntryVersions.AsNoTracking().SingleAsync(v => v.EntryId == entry.Id && v.Number == entry.CurrentNumber, ct);
        audit.Add(EventOf("Logbook.CaseWithdrawn", entry, version, participation) with { Reason = reason });
        await processes.SendAsync(CaseProcess.WithdrawnMessage, CaseProcess.Of(entry.Id), null, new Dictionary<string, object>(), ct);
    }

    /// <summary>Where the process waits for the correction it goes on; where there is none any more, a new one begins; else it waits already.</summary>
    private async Task ContinueAsync(LogbookEntry entry, EntryVersion version, TransferInfo transfer, CancellationToken ct)
    {
        var subject = CaseProcess.Of(entry.Id);
        if ((await processes.WaitingAsync(subject.Type, [subject.Id], CaseProcess.CorrectForm, ct)).MaxBy(waiting => waiting.MayDo) is { } task)
        {
            var technique = (await techniques.GetAsync(ct)).Technique(version.TechniqueId);
            await processes.CompleteAsync(task.Id, CaseProcess.Corrected, CaseProcess.Variables(version.Stage, technique), ct);
        }
        else if (!(await processes.FindAsync(subject, ct)).Any(run => run.EndedAt is null))
        {
            await RequestSignOffAsync(entry, version, transfer, ct);
        }
        else
        {
            // The technique may be another one now, and with it whoever may sign.
            await processes.ReassignAsync(subject, MentorOfEntry.Name, ct);
        }
    }

    // The trail, and whoever reacts to what people log.
    private void Tell(AuditEvent auditEvent, LogbookEntry entry, EntryVersion version)
    {
        audit.Add(auditEvent);
        version.Logged(entry);
    }

    private static AuditEvent EventOf(string action, LogbookEntry entry, EntryVersion version, Participation participation) => new(action, "EntryVersion", version.Id)
    {
        HospitalIds = [participation.Transfer.GivingHospitalId, participation.Transfer.ReceivingHospitalId],
        Facts = new Dictionary<string, string?>
        {
            ["case"] = entry.CaseCode,
            ["version"] = $"{version.Number}",
            ["contentHash"] = version.ContentHash,
            ["transfer"] = participation.Transfer.Code,
        },
    };
}

/// <summary>What a device without network has made of a case.</summary>
/// <param name="EntryId">Of the entry, version 7.</param>
/// <param name="CaseCode">Shown to the mentor in the room.</param>
/// <param name="Made">Of its first version.</param>
internal sealed record DeviceCase(Guid EntryId, string CaseCode, DeviceMade Made);
