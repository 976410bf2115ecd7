using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Logbook.Entries;

/// <summary>Logs a case, or corrects one; used by the pages and by the recipe.</summary>
internal sealed class SubmitCase(TrainingDbContext db, ITechniques techniques, IAuditTrail audit, TimeProvider clock)
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
        var changed = await db.LogbookEntries
            .Where(e => e.Id == entry.Id && e.CurrentNumber == shown && e.SignedAt == null)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(e => e.CurrentNumber, version.Number)
                    .SetProperty(e => e.TechniqueId, content.TechniqueId)
                    .SetProperty(e => e.WaitingSince, now),
                ct);
        if (changed != 1)
        {
            throw new RuleViolation("Case.ChangedMeanwhile");
        }

        db.Add(version);
        audit.Add(EventOf("Logbook.CaseCorrected", entry, version, participation) with { Reason = reason });
        return version;
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
