using System.Text;
using Training.Tests.Support;

namespace Training.Tests.Activities;

public sealed class PagesTests
{
    [Theory, OnSqlite]
    public async Task Pages_OfEveryKind_KeepTheBudgetAndBothLanguages(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var course = await Writing.BeginAsync(site);
        var link = await course.AddAsync("link", "Hướng dẫn", new() { ["Input.Address"] = "https://kcb.vn/x", ["AboutVi"] = "Đọc chương 2." });
        var assignment = await course.AddAsync("assignment", "Bài thu hoạch", new() { ["AboutVi"] = "Trình bày.", ["Input.Rubric"] = RubricTests.Text, ["Input.TakesText"] = "true" });
        var survey = await course.AddAsync("survey", "Khảo sát", new() { ["Input.Questions"] = "[1-5] Tôi tự tin *\n[_] Điều gì nên đổi?", ["Input.IsAnonymous"] = "true" });
        var session = await course.AddAsync("session", "Thực hành");
        await SessionTests.AnnounceAsync(course, session, 3);
        await course.PublishedAsync();
        await course.BeginDraftAsync();
        var (learner, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        Assert.True((await learner.SubmitAsync(await learner.GetAsync(assignment), new() { ["Input.Text"] = "Bài làm." }, "button[form=hand-in]")).IsRedirect);
        Assert.True((await learner.SubmitAsync(await learner.GetAsync(session), [], "form:has(input[name=DateId]) button")).IsRedirect);
        var marking = (await mentor.GetAsync("/activities/marking")).Page.QuerySelector("main .list a")!.GetAttribute("href")!;
        Assert.True((await mentor.SubmitAsync(await mentor.GetAsync(marking), new() { ["Input.Levels[0]"] = "1", ["Input.Levels[1]"] = "0", ["Input.Comment"] = "Tốt." }, "button[form=mark-form]")).IsRedirect);
        var date = (await mentor.GetAsync(session + "/dates")).Page.QuerySelector("main .list a")!.GetAttribute("href")!;

        var over = new List<string>();
        foreach (var (visitor, addresses) in new[]
        {
            (learner, new[] { link, assignment, survey, session }),
            (mentor, [marking, "/activities/marking", "/activities/marking?done=true", session + "/dates", date]),
            (course.Author, [link + "/edit", assignment + "/edit", survey + "/edit", survey + "/results", session + "/edit"]),
        })
        {
            foreach (var address in addresses)
            {
                var page = await site.AgainAsync(visitor, address);
                Assert.True(page.IsOk, $"{address}: {page.Status}");
                var statements = site.Statements.Statements.ToArray();
                if (statements.Length > 8 || Encoding.UTF8.GetByteCount(page.Body) > 60 * 1024)
                {
                    over.Add($"{address}: {statements.Length} statements, {page.Body.Length} characters{string.Concat(statements.Select(sql => "\n    " + sql.ReplaceLineEndings(" ")[..Math.Min(sql.Length, 200)]))}");
                }
            }
        }

        Assert.True(over.Count == 0, string.Join('\n', over));
    }
}
