using System.Text;
using AngleSharp.Dom;
using Training.LearningCurves.Maths;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.LearningCurves;

/// <summary>The pages with curves: who sees which, what stands on them, and what they cost.</summary>
public sealed class CurvePageTests
{
    private const string OtherTechnique = "spinal-disc";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Mine_AfterCompetence_ShowsTheDrawingWithWordsAndTheTableBehindIt(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.ForgetPracticeAsync();
        await site.PractisedAsync([.. new bool[11], true, false]);
        var trainee = await site.SignedInAsync("hocvien");
        var page = await trainee.GetAsync("/curves");
        Assert.True(page.IsOk);

        var drawing = Assert.Single(page.Page.QuerySelectorAll("main svg.chart"));
        Assert.Equal("img", drawing.GetAttribute("role"));
        var described = drawing.GetAttribute("aria-labelledby")!.Split(' ').Select(id => page.Page.GetElementById(id)!).ToArray();
        Assert.Equal(["title", "desc"], described.Select(e => e.LocalName));
        Assert.Contains("13 ca", described[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Đủ bằng chứng đạt từ ca 11", described[1].TextContent, StringComparison.Ordinal);
        Assert.All(drawing.QuerySelectorAll("path.line, path.goal, path.alarm, path.miss"), path => Assert.Matches("^[MLHlm0-9 .-]*$", path.GetAttribute("d")));
        Assert.Single(drawing.QuerySelectorAll("circle.dot.done"));
        Assert.Equal(["giới hạn đạt 1,25", "giới hạn sa sút 2,50"], drawing.QuerySelectorAll("text.goal, text.alarm").Select(t => t.TextContent));

        var table = Assert.Single(page.Page.QuerySelectorAll("main details table"));
        Assert.NotEmpty(table.QuerySelector("caption")!.TextContent.Trim());
        Assert.All(table.QuerySelectorAll("thead th"), th => Assert.Equal("col", th.GetAttribute("scope")));
        var rows = table.QuerySelectorAll("tbody tr");
        Assert.Equal(13, rows.Length);
        Assert.All(rows, row => Assert.Equal("row", row.QuerySelector("th")!.GetAttribute("scope")));
        Assert.Equal(["13", "12", "11"], rows.Take(3).Select(row => row.QuerySelector("th")!.TextContent.Trim()));
        Assert.Contains("thất bại", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("0,69", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("1,30", rows[2].TextContent, StringComparison.Ordinal);
        Assert.Contains("đủ bằng chứng đạt", rows[2].TextContent, StringComparison.Ordinal);

        // Advice, and the rates of these very settings.
        var wrong = Math.Round(SignalRates.Of(new(.10, .20, 1.25, 2.5)).WronglyCompetent50 * 100);
        Assert.InRange(wrong, 64, 67);
        Assert.Contains($"Chỉ để tham khảo. Trong 100 chuỗi ca mô phỏng của người chưa đạt, {wrong} chuỗi vẫn được báo đạt trong 50 ca.", page.Text, StringComparison.Ordinal);
        var home = await trainee.GetAsync("/");
        Assert.NotNull(home.Page.QuerySelector("main a[href='/curves']"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Mine_WithoutCases_SaysWhatToDo(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var page = await (await site.SignedInAsync("bsnoi")).GetAsync("/curves");
        Assert.True(page.IsOk);
        Assert.Contains("Chưa có đường học", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Page.QuerySelectorAll("svg.chart"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task OfMember_IsForThoseWhoSeeTheCases_AndForTheTechnicalHead(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var address = $"/curves/members/{await site.ParticipantIdAsync()}";
        foreach (var account in new[] { "huongdan", "giaovu", "khth", "soyte", "boyte", "giamdoc" })
        {
            var visitor = await site.SignedInAsync(account);
            var seen = await visitor.GetAsync(address);
            Assert.True(seen.IsOk, account);
            Assert.Contains("những ca bạn được xem", seen.Text, StringComparison.Ordinal);
            Assert.NotEmpty(seen.Page.QuerySelectorAll("svg.chart"));
        }

        var head = await site.SignedInAsync(await site.AccountAsync("le-minh-duc", Roles.TechnicalHead, "bvdk-quang-ninh"));
        Assert.Contains("mọi ca đã được ký", (await head.GetAsync(address)).Text, StringComparison.Ordinal);

        // Somebody of another hospital is told nothing, not even that there is such a member.
        var mentor = await site.MentorAsync(Given.MentorElsewhere, "nhiet-doi-tw");
        Assert.Equal(404, (int)(await mentor.GetAsync(address)).Status);
        var elsewhere = await site.SignedInAsync(await site.AccountAsync("vang-thi-ngoc-diep", Roles.TechnicalHead, "bvdk-lao-cai"));
        Assert.Equal(404, (int)(await elsewhere.GetAsync(address)).Status);
        Assert.Equal(404, (int)(await head.GetAsync($"/curves/members/{Guid.Empty}")).Status);
        Assert.Equal(403, (int)(await (await site.SignedInAsync("bsnoi")).GetAsync(address)).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task OfTransfer_ShowsWhereTheTeamStands_AndLeadsToTheCurves(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var office = await site.SignedInAsync("giaovu");
        Assert.NotNull((await office.GetAsync($"/transfers/{Given.Transfer}")).Page.QuerySelector($"main a[href='/transfers/{Given.Transfer}/curves']"));
        var team = await office.GetAsync($"/transfers/{Given.Transfer}/curves");
        Assert.True(team.IsOk);
        var link = team.Page.QuerySelector($"main a[href^='/curves/members/{await site.ParticipantIdAsync()}?technique=']");
        Assert.True((await office.GetAsync(link!.GetAttribute("href")!)).IsOk);
        Assert.Equal(404, (int)(await (await site.MentorAsync(Given.MentorElsewhere, "nhiet-doi-tw")).GetAsync($"/transfers/{Given.Transfer}/curves")).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Pages_With1500Cases_KeepToTheBudget_AndLeadToEveryCase(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.ForgetPracticeAsync();
        foreach (var technique in new[] { PracticeData.Technique, OtherTechnique, "cervical-vertebra" })
        {
            await site.PractisedAsync([.. Enumerable.Range(0, 500).Select(n => n % 9 == 5)], technique: technique);
        }

        await site.PractisedAsync([.. Enumerable.Range(0, 1000).Select(n => n % 12 == 7)], lastDaysAgo: 600);
        var trainee = await site.SignedInAsync("hocvien");
        var mentor = await site.SignedInAsync("huongdan");
        var member = $"/curves/members/{await site.ParticipantIdAsync()}";
        foreach (var (visitor, address) in new[]
        {
            (trainee, "/curves"), (trainee, $"/curves?technique={PracticeData.Technique}"), (mentor, member), (mentor, $"{member}?technique={PracticeData.Technique}&before=700"),
            (mentor, $"/transfers/{Given.Transfer}/curves"), (trainee, "/"),
        })
        {
            var page = await site.AgainAsync(visitor, address);
            Assert.True(page.IsOk, address);
            Assert.True(site.Statements.Statements.Count <= 8, $"{address}: {site.Statements.Statements.Count} statements");
            Assert.True(Encoding.UTF8.GetByteCount(page.Body) <= 60 * 1024, $"{address}: {Encoding.UTF8.GetByteCount(page.Body)} bytes");
        }

        // The drawing says what it leaves out, and the table goes back to the first case.
        var (numbers, next) = (new List<string>(), (string?)$"/curves?technique={PracticeData.Technique}");
        Assert.Contains("bỏ qua 1200 ca", (await trainee.GetAsync(next!)).Text, StringComparison.Ordinal);
        while (next is { } address)
        {
            var page = await trainee.GetAsync(address);
            Assert.True(page.IsOk, $"{address}: {page.Status} {page.Text}");
            numbers.AddRange(page.Page.QuerySelectorAll("main tbody th").Select(th => th.TextContent.Trim()));
            next = page.Page.QuerySelector("main details .pager a")?.GetAttribute("href");
        }

        Assert.Equal(Enumerable.Range(1, 1500).Reverse().Select(n => $"{n}"), numbers);
    }

    [Theory, OnSqlite]
    public async Task Mine_InEnglish_WritesNumbersAsEnglishDoes_AndPathsAsPathsAre(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var token = (await trainee.GetAsync("/curves")).Page.QuerySelector("form#language input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await trainee.PostAsync("/language", [new("__RequestVerificationToken", token), new("culture", "en"), new("returnUrl", "/curves")]);
        var page = await trainee.GetAsync("/curves");
        Assert.Contains("limit for competence 1.25", page.Text, StringComparison.Ordinal);
        Assert.All(page.Page.QuerySelectorAll("svg.chart path"), path => Assert.DoesNotContain(",", path.GetAttribute("d"), StringComparison.Ordinal));
    }
}
