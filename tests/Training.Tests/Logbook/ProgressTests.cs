using Training.Tests.Support;

namespace Training.Tests.Logbook;

public sealed class ProgressTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Progress_OfTheDemosTrainee_SaysWhatIsMissingAndWhoseTurnItIs(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var page = await trainee.GetAsync("/logbook/progress");
        Assert.Equal(200, (int)page.Status);
        var steps = page.Page.QuerySelectorAll("section.next li").Select(li => li.TextContent).ToArray();
        Assert.Contains(steps, step => step.Contains("bị trả lại, cần sửa", StringComparison.Ordinal) && step.Contains("bạn làm", StringComparison.Ordinal));
        Assert.Contains(steps, step => step.Contains("đang chờ ký", StringComparison.Ordinal) && step.Contains("người hướng dẫn ký", StringComparison.Ordinal));
        Assert.Contains(steps, step => step.Contains("Thêm 1 ca “Độc lập”", StringComparison.Ordinal));
        Assert.NotEmpty(page.Page.QuerySelectorAll("svg.curve[role=img]"));
        Assert.Contains("Cấp cứu", page.Text, StringComparison.Ordinal);

        // Behind each number stands its list.
        foreach (var link in page.Page.QuerySelectorAll("a.ring-box").Select(a => a.GetAttribute("href")!))
        {
            Assert.Equal(200, (int)(await trainee.GetAsync(link)).Status);
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Rating_OfTheMentor_IsHiddenUntilTheLearnerHasRated_AndTheOtherWayRound(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        var (entryId, versionId) = await site.LogCaseAsync(trainee);
        Assert.DoesNotContain("tự chấm", (await mentor.GetAsync($"/sign/{versionId}")).Text, StringComparison.Ordinal);
        Assert.True((await mentor.SignAsync(versionId, 2)).IsRedirect);
        const string given = "Tôi phải chỉ từng bước";
        var before = await trainee.GetAsync($"/logbook/{entryId}");
        Assert.DoesNotContain(given, before.Page.QuerySelector("main .callout.done")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("hiện ra sau khi bạn tự chấm", before.Text, StringComparison.Ordinal);
        var silent = await trainee.SubmitAsync(before, []);
        Assert.Equal(422, (int)silent.Status);

        Assert.True((await trainee.SubmitAsync(before, new() { ["OwnRating"] = "4" })).IsRedirect);
        var after = await trainee.GetAsync($"/logbook/{entryId}");
        Assert.Contains(given, after.Page.QuerySelector("main .callout.done")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Học viên tự chấm: 4", System.Text.RegularExpressions.Regex.Replace((await mentor.GetAsync($"/logbook/{entryId}")).Text, @"\s+", " "), StringComparison.Ordinal);

        // Once, and by nobody else.
        Assert.Equal(404, (int)(await trainee.SubmitAsync(before, new() { ["OwnRating"] = "5", ["_key"] = Guid.CreateVersion7().ToString() })).Status);
    }
}
