using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Entries;

namespace Training.Logbook.Workflow;

/// <summary>Leads from a case to the page on which its newest version is signed.</summary>
internal static class NewestToSign
{
    public static async Task<IResult> GetAsync(Guid id, TrainingDbContext db, CancellationToken ct)
        => await (from entry in db.LogbookEntries
                  where entry.Id == id
                  join version in db.EntryVersions on new { EntryId = entry.Id, Number = entry.CurrentNumber } equals new { version.EntryId, version.Number }
                  select (Guid?)version.Id).SingleOrDefaultAsync(ct) is { } newest
            ? Results.LocalRedirect($"/sign/{newest}")
            : Results.NotFound();
}
