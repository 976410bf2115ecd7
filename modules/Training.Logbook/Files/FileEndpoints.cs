using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Entries;
using Training.Logbook.Redaction;
using Training.Media.Contracts;
using Training.Transfers.Contracts;

namespace Training.Logbook.Files;

/// <summary>Files of a case, for whoever may open the case.</summary>
internal static class FileEndpoints
{
    /// <param name="id">The entry.</param>
    /// <param name="number">The version.</param>
    /// <param name="place">The file's place in it, from 1.</param>
    /// <param name="db">The request's context.</param>
    /// <param name="redactions">Says what is hidden.</param>
    /// <param name="transfers">Says whose the case is.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IResult> AttachmentAsync(Guid id, int number, int place, TrainingDbContext db, Redactions redactions, ITransfers transfers, CancellationToken ct)
    {
        var found = await (from entry in db.LogbookEntries.AsNoTracking()
                           where entry.Id == id
                           join version in db.EntryVersions.AsNoTracking() on entry.Id equals version.EntryId
                           where version.Number == number
                           select new { entry.CaseCode, entry.ParticipantId, version }).SingleOrDefaultAsync(ct);
        return found?.version.Content.Attachments.ElementAtOrDefault(place - 1) is { } hash && await MayOpenAsync(id, found.version.Id, CaseField.OfFile(hash), found.ParticipantId, redactions, transfers, ct)
            ? FileResults.Serve(hash, $"{found.CaseCode}-{place}")
            : Results.NotFound();
    }

    // What is to be removed is for the two who deal with that.
    private static async Task<bool> MayOpenAsync(Guid entryId, Guid recordId, string field, Guid participantId, Redactions redactions, ITransfers transfers, CancellationToken ct)
    {
        var known = await redactions.OfAsync([entryId], ct);
        return known.Of(recordId, field) switch
        {
            Visibility.Shown => true,
            Visibility.Removed => false,
            _ => (await transfers.FindAsync([participantId], ct)) is [var participation]
                && known.States.Any(state => state.IsOpen && state.Targets.Any(t => t.RecordId == recordId && t.Field == field) && redactions.SeesHidden(state.Request, participation.Transfer)),
        };
    }

    /// <summary>What the mentor said aloud about a version.</summary>
    public static async Task<IResult> VoiceAsync(Guid id, int number, TrainingDbContext db, Redactions redactions, ITransfers transfers, CancellationToken ct)
    {
        var found = await (from entry in db.LogbookEntries
                           where entry.Id == id
                           join version in db.EntryVersions.IgnoreAutoIncludes() on entry.Id equals version.EntryId
                           where version.Number == number
                           join decision in db.Decisions on version.Id equals decision.EntryVersionId
                           select new { entry.CaseCode, entry.ParticipantId, DecisionId = decision.Id, decision.VoiceHash }).SingleOrDefaultAsync(ct);
        return found?.VoiceHash is { } hash && await MayOpenAsync(id, found.DecisionId, CaseField.Voice, found.ParticipantId, redactions, transfers, ct) ? FileResults.Serve(hash, $"{found.CaseCode}-{number}") : Results.NotFound();
    }
}
