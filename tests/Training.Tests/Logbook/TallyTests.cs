using Microsoft.EntityFrameworkCore;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
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
            var kept = await db.Tallies.Select(t => new { t.ParticipantId, t.TechniqueId, t.Stage, t.Entrustment, t.HospitalId, t.Signed }).ToListAsync();
            var signed = await (from decision in db.Decisions
                                join version in db.EntryVersions on decision.EntryVersionId equals version.Id
                                join entry in db.LogbookEntries on version.EntryId equals entry.Id
                                where decision.Kind == DecisionKind.Signed
                                select new { entry.ParticipantId, version.TechniqueId, version.Stage, Entrustment = decision.Entrustment ?? 0, entry.HospitalId }).ToListAsync();
            return (
                kept.Select(t => $"{t.ParticipantId}/{t.TechniqueId}/{t.Stage}/{t.Entrustment}/{t.HospitalId}: {t.Signed}").Order().ToList(),
                signed.GroupBy(s => s).Select(g => $"{g.Key.ParticipantId}/{g.Key.TechniqueId}/{g.Key.Stage}/{g.Key.Entrustment}/{g.Key.HospitalId}: {g.Count()}").Order().ToList());
        });
        Assert.Equal(counted, kept);
    }
}
