using Microsoft.EntityFrameworkCore;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Techniques.Contracts;
using Training.Tests.Support;

namespace Training.Tests.Logbook;

public sealed class TallyTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Tallies_OfTheDemoAndAfterMore_EqualARecount(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await AssertEqualsRecountAsync(site);

        var trainee = await site.SignedInAsync("hocvien");
        var mentor = await site.SignedInAsync("huongdan");
        await site.SignLastCaseAsync(trainee, mentor, 3);
        var (_, observed) = await site.LogCaseAsync(trainee, "O", "Observer");
        Assert.True((await mentor.SignAsync(observed, null)).IsRedirect);
        var (_, returned) = await site.LogCaseAsync(trainee);
        Assert.True((await mentor.ReturnAsync(returned, "Sai giai đoạn")).IsRedirect);

        await AssertEqualsRecountAsync(site);
    }

    internal static async Task AssertEqualsRecountAsync(Site site)
    {
        var (kept, counted) = await site.DataAsync(async db =>
        {
            var kept = await db.Tallies.Select(t => new { t.ParticipantId, t.TechniqueId, t.Stage, t.Entrustment, t.HospitalId, t.Signed, t.Emergency, t.Difficult, t.ManagedComplication }).Where(t => t.Signed != 0).ToListAsync();
            var signed = await (from decision in db.Decisions
                                join version in db.EntryVersions on decision.EntryVersionId equals version.Id
                                join entry in db.LogbookEntries on version.EntryId equals entry.Id
                                where decision.Kind == DecisionKind.Signed && entry.SignedAt != null && version.Number == entry.CurrentNumber
                                select new { entry, version, decision }).AsNoTracking().ToListAsync();
            var done = signed.SelectMany(s => s.version.All.Select(d => new
            {
                Key = $"{s.entry.ParticipantId}/{d.TechniqueId}/{d.Stage}/{(d.Stage == Stage.O ? 0 : s.decision.Entrustment ?? 0)}/{s.entry.HospitalId}",
                Emergency = s.version.Setting == CaseSetting.Emergency,
                Difficult = s.decision.Difficulty is { } rated ? rated == 3 : s.version.Complexity == Complexity.Difficult,
                Managed = s.version.ComplicationManaged == true,
            }));
            return (
                kept.Select(t => $"{t.ParticipantId}/{t.TechniqueId}/{t.Stage}/{t.Entrustment}/{t.HospitalId}: {t.Signed} {t.Emergency} {t.Difficult} {t.ManagedComplication}").Order().ToList(),
                done.GroupBy(d => d.Key).Select(g => $"{g.Key}: {g.Count()} {g.Count(d => d.Emergency)} {g.Count(d => d.Difficult)} {g.Count(d => d.Managed)}").Order().ToList());
        });
        Assert.Equal(counted, kept);
    }
}
