using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Data;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.Data;

public sealed class IdempotencyTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task EveryPostingForm_HasAKeyOfItsOwn(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var (entryId, versionId) = await site.LogCaseAsync(trainee);
        var keys = new List<string>();
        foreach (var (account, addresses) in new Dictionary<string, string[]>
        {
            ["hocvien"] = ["/logbook/new", "/logbook/new", $"/logbook/{entryId}/correct", await site.QuizAsync(), (await site.LessonsAsync())[0]],
            ["huongdan"] = [$"/sign/{versionId}"],
            ["quantri"] = [$"/admin/hospitals/{await site.HospitalIdAsync("bach-mai")}", $"/admin/techniques/{await site.TechniqueIdAsync("pci")}"],
        })
        {
            var visitor = await site.SignedInAsync(account);
            foreach (var address in addresses)
            {
                var forms = (await visitor.GetAsync(address)).Page.QuerySelectorAll("main form[method=post]");
                Assert.NotEmpty(forms);
                keys.AddRange(forms.Select(f => f.QuerySelector("input[name=_key]")?.GetAttribute("value") ?? ""));
            }
        }

        Assert.All(keys, key => Assert.True(Guid.TryParse(key, out _)));
        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Post_RefusedOnce_MayBeSentAgainWithTheSameKey(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var page = await trainee.GetAsync("/logbook/new");
        var wrong = await trainee.SubmitAsync(page, Journey.Case(await site.ChoiceAsync(), stage: "O"));
        Assert.Equal(422, (int)wrong.Status);
        Assert.Equal(0, await KeysAsync(site));

        var right = await trainee.SubmitAsync(page, Journey.Case(await site.ChoiceAsync()));

        Assert.True(right.IsRedirect);
        Assert.Equal(1, await KeysAsync(site));
        Assert.DoesNotContain("Đã gửi", wrong.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Post_DifferentFormsInParallel_AllHaveTheirEffect(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var before = await site.DataAsync(db => db.LogbookEntries.CountAsync());
        var choice = await site.ChoiceAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ => await trainee.SubmitAsync(await trainee.GetAsync("/logbook/new"), Journey.Case(choice))));

        Assert.All(answers, a => Assert.True(a.IsRedirect, $"{a.Status} {a.Text}"));
        Assert.Equal(before + 12, await site.DataAsync(db => db.LogbookEntries.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Purge_AfterTwoDays_ForgetsTheKeysOnly(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.LogCaseAsync(await site.SignedInAsync("hocvien"));
        var entries = await site.DataAsync(db => db.LogbookEntries.CountAsync());
        await PurgeAsync(site);
        Assert.Equal(1, await KeysAsync(site));

        site.Clock.Shift = TimeSpan.FromDays(3);
        await PurgeAsync(site);

        Assert.Equal(0, await KeysAsync(site));
        Assert.Equal(entries, await site.DataAsync(db => db.LogbookEntries.CountAsync()));
    }

    private static Task<int> KeysAsync(Site site) => site.DataAsync(db => db.Set<IdempotencyKey>().CountAsync());

    private static Task<bool> PurgeAsync(Site site) => site.DataAsync(async (_, services) =>
    {
        await services.GetServices<IBackgroundTask>().OfType<PurgeIdempotencyKeys>().Single().RunAsync(default);
        return true;
    });
}
