using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Training.Data;
using Training.Identity.Contracts;
using Training.Identity.Grants;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.Logbook;

/// <summary>What the tests of signing look up and plant.</summary>
internal static class SignTestData
{
    internal static async Task CorrectAsync(Visitor trainee, Guid entryId, string reason, string? note = null)
    {
        var values = new Dictionary<string, string?> { ["Reason"] = reason, ["Input.Sex"] = "Male" };
        if (note is not null)
        {
            values["Input.Note"] = note;
        }

        var corrected = await trainee.SubmitAsync(await trainee.GetAsync($"/logbook/{entryId}/correct"), values);
        Assert.True(corrected.IsRedirect, $"{corrected.Status} {string.Join(' ', corrected.Errors)}");
    }

    internal static Task<Guid> WaitingOfAsync(Site site, string person) => site.DataAsync(db => (
        from entry in db.LogbookEntries
        join version in db.EntryVersions on new { EntryId = entry.Id, Number = entry.CurrentNumber } equals new { version.EntryId, version.Number }
        join learner in db.People on entry.PersonId equals learner.Id
        where learner.Key == person && entry.WaitingSince != null
        orderby version.PerformedOn
        select version.Id).FirstAsync());

    internal static Task<Decision?> DecisionAsync(Site site, Guid versionId) => site.DataAsync(db => db.Decisions.AsNoTracking().SingleOrDefaultAsync(d => d.EntryVersionId == versionId));

    internal static async Task<int> StatusOfSigningAsync(Visitor mentor, Guid versionId)
    {
        // A decided version can be read, but has no form.
        var page = await mentor.GetAsync($"/sign/{versionId}");
        return page.Page.QuerySelector("#sign-form") is null ? 404 : (int)page.Status;
    }

    // A valid form of this session, filled in for a version that the session may not see.
    internal static async Task<List<KeyValuePair<string, string>>> FormAsync(Site site, Visitor visitor, Guid versionId, string page = "/logbook/new")
    {
        var (_, fields) = Visitor.FormOf(await visitor.GetAsync(page), []);
        var hash = await site.DataAsync(db => db.EntryVersions.Where(v => v.Id == versionId).Select(v => v.ContentHash).SingleOrDefaultAsync());
        return [.. fields.Where(f => f.Key.StartsWith('_')), .. Journey.Decision(4, "x").Select(f => new KeyValuePair<string, string>(f.Key, f.Value!)), new("Input.ShownHash", hash ?? "x")];
    }

    internal static async Task DecideInCodeAsync(Site site, Guid versionId, string mentorKey)
    {
        var mentor = await site.PersonIdAsync(mentorKey);
        var hash = await site.DataAsync(db => db.EntryVersions.Where(v => v.Id == versionId).Select(v => v.ContentHash).SingleAsync());
        await site.DataAsync(async (db, services) =>
        {
            var sign = (SignCase)services.GetService(typeof(SignCase))!;
            await db.WriteAsync(ct => sign.DecideAsync(new DecisionInput(versionId, DecisionKind.Signed, 4, null, hash), mentor, new SigningProof(Guid.CreateVersion7(), "password", null, 0), ct), default);
            return true;
        });
    }

    internal static async Task InsertDecisionAsync(Site site, Guid versionId, Guid trainee, Guid mentor)
    {
        var now = site.Clock.GetUtcNow();
        await site.DataAsync(db =>
        {
            object decidedAt = db.Database.IsSqlite() ? now.UtcTicks : now;
            return db.WriteAsync(
                ct => db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "Logbook_Decisions" ("Id", "EntryVersionId", "TraineePersonId", "MentorPersonId", "Kind", "MentorName", "MentorPosition", "Method", "DecidedAt", "ContentHash", "Sealed")
                    VALUES ({Guid.CreateVersion7()}, {versionId}, {trainee}, {mentor}, {"Signed"}, {"x"}, {"x"}, {"x"}, {decidedAt}, {"x"}, {""})
                    """,
                    ct),
                default);
        });
    }

    internal static Task<List<string>> PropertiesAsync(Site site, params Type[] types)
        => site.DataAsync(db => Task.FromResult(types.SelectMany(t => db.Model.FindEntityType(t)!.GetProperties()).Select(p => p.Name).Distinct().ToList()));

    internal static Task<(Dictionary<string, string> Version, Dictionary<string, string> Entry)> RowsAsync(Site site, Guid entryId) => site.DataAsync(async db =>
    {
        var version = await db.EntryVersions.AsTracking().SingleAsync(v => v.EntryId == entryId);
        var entry = await db.LogbookEntries.AsTracking().SingleAsync(e => e.Id == entryId);
        Dictionary<string, string> Dump(object row) => db.Entry(row).Properties.ToDictionary(p => p.Metadata.Name, p => p.CurrentValue is DateTimeOffset time ? $"{time:O}" : $"{p.CurrentValue}");
        return (Dump(version), Dump(entry));
    });

    internal static Dictionary<string, string> Without(Dictionary<string, string> row, params string[] names) => row.Where(p => !names.Contains(p.Key)).ToDictionary();
}
