using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Entries;
using Training.Media.Contracts;

namespace Training.Logbook.Files;

/// <summary>Files of a case, for whoever may open the case.</summary>
internal static class FileEndpoints
{
    /// <param name="id">The entry.</param>
    /// <param name="number">The version.</param>
    /// <param name="place">The file's place in it, from 1.</param>
    /// <param name="db">The request's context.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IResult> AttachmentAsync(Guid id, int number, int place, TrainingDbContext db, CancellationToken ct)
    {
        var found = await (from entry in db.LogbookEntries.AsNoTracking()
                           where entry.Id == id
                           join version in db.EntryVersions.AsNoTracking() on entry.Id equals version.EntryId
                           where version.Number == number
                           select new { entry.CaseCode, version }).SingleOrDefaultAsync(ct);
        return found?.version.Content.Attachments.ElementAtOrDefault(place - 1) is { } hash ? FileResults.Serve(hash, $"{found.CaseCode}-{place}") : Results.NotFound();
    }

    /// <summary>What the mentor said aloud about a version.</summary>
    public static async Task<IResult> VoiceAsync(Guid id, int number, TrainingDbContext db, CancellationToken ct)
    {
        var found = await (from entry in db.LogbookEntries
                           where entry.Id == id
                           join version in db.EntryVersions.IgnoreAutoIncludes() on entry.Id equals version.EntryId
                           where version.Number == number
                           join decision in db.Decisions on version.Id equals decision.EntryVersionId
                           select new { entry.CaseCode, decision.VoiceHash }).SingleOrDefaultAsync(ct);
        return found?.VoiceHash is { } hash ? FileResults.Serve(hash, $"{found.CaseCode}-{number}") : Results.NotFound();
    }
}
