using System.Text;
using Training.Tests.LearningCurves;
using Training.Tests.Support;

namespace Training.Tests.Budgets;

/// <summary>A learner with 1 500 cases and a mentor for whom 500 wait: their pages cost no more than those of anybody else.</summary>
public sealed class LongListTests
{
    private const int MostStatements = 8;
    private const int MostBytes = 60 * 1024;

    [Theory, OnSqlite, OnPostgreSql]
    public async Task PagesOfALearnerAndAMentor_HoweverManyCases_KeepToTheBudget(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.PractisedAsync(new bool[1500], 30);
        await site.PractisedAsync(new bool[500], 1, waiting: true, aDay: 25);
        var member = await site.ParticipantIdAsync();
        var (entry, version) = await site.NewestAsync();
        await CheckAsync(
            site, "hocvien", "/", "/logbook", "/logbook?state=Signed", "/logbook?state=Waiting", "/logbook/progress", $"/logbook/members/{member}", $"/logbook/{entry}", "/logbook/new", "/curves");
        await CheckAsync(site, "huongdan", "/", "/sign", "/sign?p=2", "/sign?p=13", $"/sign/{version}", "/sign/batch", "/sign/severity", $"/logbook/members/{member}");
        await CheckAsync(site, "giaovu", "/", $"/transfers/{Given.Transfer}", $"/logbook/members/{member}");

        // All of them are reached: the queue counts them, and page follows page.
        var mentor = await site.SignedInAsync("huongdan");
        var first = await mentor.GetAsync("/sign");
        var total = int.Parse(System.Text.RegularExpressions.Regex.Match(first.Text, "([0-9]+) ca đang chờ").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(total, 500, 600);
        var seen = new HashSet<string>();
        for (var page = 1; page <= (total / 40) + 1; page++)
        {
            seen.UnionWith((await mentor.GetAsync($"/sign?p={page}")).Page.QuerySelectorAll("ul.list a").Select(a => a.GetAttribute("href")!));
        }

        Assert.Equal(total, seen.Count);
    }

    private static async Task CheckAsync(Site site, string account, params string[] addresses)
    {
        var visitor = await site.SignedInAsync(account);
        foreach (var address in addresses)
        {
            var page = await site.AgainAsync(visitor, address);
            Assert.True(page.IsOk, $"{account} {address}: {page.Status}");
            Assert.True(site.Statements.Statements.Count <= MostStatements, $"{account} {address}: {site.Statements.Statements.Count} statements");
            var bytes = Encoding.UTF8.GetByteCount(page.Body);
            Assert.True(bytes <= MostBytes, $"{account} {address}: {bytes} bytes");
        }
    }
}
