using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Workflow;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Logbook.Entries;

/// <summary>Logs a case, or corrects one; used by the pages and by the recipe.</summary>
internal sealed class SubmitCase(TrainingDbContext db, ITechniques techniques, IProcesses processes, IAuditTrail audit, TimeProvider clock)
{
    // Without vowels, so that no word comes out, and without characters that are easily mistaken.
    private const string CodeAlphabet = "23456789BCDFGHJKLMNPQRSTVWXZ";

    /// <summary>Adds a new entry with its first version to the running write.</summary>
    /// <exception cref="RuleViolation">See <see cref="CaseRules"/>.</exception>
    public async Task<(LogbookEntry Entry, EntryVersion Version)> AddAsync(
        Participation participation, CaseContent content, string? sourceKey, DateTimeOffset submittedAt, CancellationToken ct)
    {
        var (participant, transfer) = participation;
        CaseRules.Check(content, participation, (await techniques.GetAsync(ct)).Package(transfer.PackageVersionId), clock.Today());
        var entry = new LogbookEntry
        {
            Id = Guid.CreateVersion7(submittedAt),
            ParticipantId = participant.Id,
            TransferId = transfer.Id,
            PersonId = participant.PersonId,
            HospitalId = transfer.ReceivingHospitalId,
            CaseCode = RandomNumberGenerator.GetString(CodeAlphabet, 8),
            SourceKey = sourceKey,
        };
        var version = entry.Submit(content, null, submittedAt);
        db.Add(entry);
        db.Add(version);
        return (entry, version);
    }

    /// <summary>Asks for the signature: begins the process of the entry, which must have been added to the running write.</summary>
    public async Task RequestSignOffAsync(LogbookEntry entry, EntryVersion version, TransferInfo transfer, CancellationToken ct)
        => await processes.StartAsync(
            CaseProcess.Key,
            CaseProcess.Of(entry.Id),
            new Concerned(entry.PersonId, transfer.GivingHospitalId, transfer.ReceivingHospitalId),
            CaseProcess.Variables(version.Stage, (await techniques.GetAsync(ct)).Technique(version.TechniqueId)),
            ct);

    /// <summary>The event of a case that somebody logged; a recipe is one event as a whole.</summary>
    public void Record(LogbookEntry entry, EntryVersion version, Participation participation) => audit.Add(EventOf("Logbook.CaseSubmitted", entry, version, participation));

    /// <summary>Adds the next version of an entry that is not signed.</summary>
    /// <param name="entry">As it was when the form was shown.</param>
    /// <param name="participation">The learner's place in the transfer.</param>
    /// <param name="content">What is said now.</param>
    /// <param name="reason">Why it is corrected.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleViolation">It is signed, or was corrected meanwhile, or see <see cref="CaseRules"/>.</exception>
    public async Task<EntryVersion> CorrectAsync(LogbookEntry entry, Participation participation, CaseContent content, string reason, CancellationToken ct)
    {
        CaseRules.Check(content, participation, (await techniques.GetAsync(ct)).Package(participation.Transfer.PackageVersionId), clock.Today());
        if (PatientIdentityScreen.Find(reason) is { } finding)
        {
            throw new RuleViolation($"Case.Identity.{finding}") { Field = "Reason" };
        }

        var shown = entry.CurrentNumber;
        var now = clock.GetUtcNow();
        var version = entry.Submit(content, reason, now);
        await processes.HoldAsync(CaseProcess.Of(entry.Id), ct);
        var changed = await db.LogbookEntries
            .Where(e => e.Id == entry.Id && e.CurrentNumber == shown && e.SignedAt == null && e.WithdrawnAt == null)
            .Where(e => e.WaitingSince == null || e.DecidedNumber != shown)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(e => e.CurrentNumber, version.Number)
                    .SetProperty(e => e.TechniqueId, content.TechniqueId)
                    .SetProperty(e => e.WaitingSince, now)
                    .SetProperty(e => e.LateSince, (DateTimeOffset?)null),
                ct);
        if (changed != 1)
        {
            throw new RuleViolation("Case.ChangedMeanwhile");
        }

        db.Add(version);
        audit.Add(EventOf("Logbook.CaseCorrected", entry, version, participation) with { Reason = reason });
        await ContinueAsync(entry, version, participation.Transfer, ct);
        return version;
    }

    /// <summary>Takes back a case that nobody has signed; it stays, and counts nowhere.</summary>
    /// <param name="entry">As it was when the page was shown.</param>
    /// <param name="participation">The learner's place in the transfer.</param>
    /// <param name="reason">Why.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleViolation">It is signed or taken back already, or the reason holds something about a patient.</exception>
    public async Task WithdrawAsync(LogbookEntry entry, Participation participation, string reason, CancellationToken ct)
    {
        if (PatientIdentityScreen.Find(reason) is { } finding)
        {
            throw new RuleViolation($"Case.Identity.{finding}") { Field = "Reason" };
        }

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
            throw new RuleViolation("Case.ChangedMeanwhile");
        }

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
