using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Questions.Quizzes;
using Training.Tests.Support;

namespace Training.Tests.Quizzes;

/// <summary>Essays wait for a person, whose mark reaches the course.</summary>
public sealed class MarkingByHandTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Essay_WaitsForItsMarkerAndThenCounts(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var address = await site.AskAsync(null, QuizOfTests.Single(), QuizOfTests.Essay());
        var learner = await site.SignedInAsync("hocvien");
        var handedIn = await site.PassQuizAsync(learner, address);
        var review = await learner.FollowAsync(handedIn);
        Assert.Contains("chờ người chấm", review.Text, StringComparison.Ordinal);
        Assert.Null(await ScoreAsync(site));
        Assert.Equal(403, (int)(await learner.GetAsync($"{address}/results/marking")).Status);

        var marker = await site.SignedInAsync("quantri");
        var results = await marker.GetAsync($"{address}/results");
        Assert.Contains("1", results.Page.QuerySelector("a.figure b")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("cách xử trí", results.Page.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        var list = await marker.GetAsync($"{address}/results/marking");
        Assert.DoesNotContain("Phượng", list.Text, StringComparison.Ordinal);
        var where = list.Page.QuerySelector("main ul.list a")!.GetAttribute("href")!;
        var form = await marker.GetAsync(where);
        Assert.Contains("Bài viết của học viên", form.Text, StringComparison.Ordinal);
        Assert.Contains($"{QuizOfTests.Secret} cho người chấm", form.Text, StringComparison.Ordinal);
        Assert.Equal(422, (int)(await marker.SubmitAsync(form, new() { ["Input.Comment"] = "Tốt" }, "button[form=mark]")).Status);
        Assert.Equal(422, (int)(await marker.SubmitAsync(form, new() { ["Input.Levels[0][0]"] = "7" }, "button[form=mark]")).Status);
        var marked = await marker.SubmitAsync(form, new() { ["Input.Levels[0][0]"] = "1", ["Input.Comment"] = "Cần nói rõ hơn về chống đông." }, "button[form=mark]");
        Assert.True(marked.IsRedirect, $"{marked.Status} {string.Join(' ', marked.Errors)}");
        Assert.Equal(62.5m, await ScoreAsync(site));

        review = await learner.GetAsync(handedIn.Location!);
        Assert.Contains("62,5 %", review.Text, StringComparison.Ordinal);
        Assert.Contains("Cần nói rõ hơn", review.Text, StringComparison.Ordinal);

        // Marked again only with a reason; both marks are kept.
        form = await marker.GetAsync(where);
        Assert.Equal(422, (int)(await marker.SubmitAsync(form, new() { ["Input.Levels[0][0]"] = "2" }, "button[form=mark]")).Status);
        Assert.True((await marker.SubmitAsync(form, new() { ["Input.Levels[0][0]"] = "2", ["Input.Reason"] = "Đọc sót trang hai" }, "button[form=mark]")).IsRedirect);
        Assert.Equal(100m, await ScoreAsync(site));
        Assert.Equal(2, await site.DataAsync(db => db.HandMarks.CountAsync()));

        // How hard it was is told by the mark that counts.
        var essay = (await marker.GetAsync($"{address}/results")).Page.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("cách xử trí", StringComparison.Ordinal));
        Assert.Equal(["1", "100 %"], essay.QuerySelectorAll("td").Take(2).Select(cell => cell.TextContent.Trim()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Results_CountFirstAttemptsAndTheGain(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var address = await site.AskAsync(null, QuizOfTests.Single("Câu dễ?"), QuizOfTests.Single("Câu khó?"));
        var people = new[] { "hocvien", "bsnoi", "huongdan" };
        foreach (var (index, account) in people.Index())
        {
            var learner = await site.SignedInAsync(account);
            Assert.True((await site.PassQuizAsync(learner, address, wrong: index)).IsRedirect);
            Assert.True((await site.PassQuizAsync(learner, address)).IsRedirect);
        }

        var author = await site.SignedInAsync("quantri");
        var results = await author.GetAsync($"{address}/results");
        Assert.Contains("50 %", results.Page.QuerySelector(".figures")!.TextContent, StringComparison.Ordinal);
        var easy = results.Page.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("Câu dễ?", StringComparison.Ordinal));
        Assert.Equal(["3", "33,3 %"], easy.QuerySelectorAll("td").Take(2).Select(cell => cell.TextContent.Trim()));
        var answers = await author.GetAsync(easy.QuerySelector("a")!.GetAttribute("href")!.Split('#')[0]);
        Assert.Equal(["1", "2", "0"], answers.Page.QuerySelectorAll("#answers tbody td").Select(cell => cell.TextContent.Trim()));
        foreach (var account in people.Take(2))
        {
            Assert.Equal(403, (int)(await (await site.SignedInAsync(account)).GetAsync($"{address}/results")).Status);
        }
    }

    private static Task<decimal?> ScoreAsync(Site site) => site.DataAsync(async db =>
    {
        var quiz = await db.QuizAttempts.Select(a => a.QuizId).SingleAsync();
        return await db.ItemProgress.Where(p => p.ContentId == quiz).Select(p => p.Score).SingleAsync();
    });
}
