using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Questions.Attempts;
using Training.Questions.Bank;
using Training.Questions.Model;
using Training.Questions.Quizzes;
using Training.Tests.Support;

namespace Training.Tests.Quizzes;

/// <summary>An author makes a quiz, publishes it and changes it for those who come later.</summary>
public sealed class AuthoringTests
{
    private const string Code = "VK-02";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Quiz_OfTenQuestions_IsWrittenChosenDrawnPublishedAndTaken(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (author, learner) = (await site.SignedInAsync("giaovu"), await site.SignedInAsync("hocvien"));
        var edit = await BeginAsync(author);
        Assert.Contains("Chưa có câu hỏi nào", (await author.GetAsync($"/courses/{Code}/publish")).Text, StringComparison.Ordinal);

        // Five written here, three of the bank, two drawn.
        Assert.Equal(422, (int)(await PressAsync(author, edit, "#write-question", new() { ["Input.Text"] = "Thiếu phương án?" })).Status);
        for (var number = 1; number <= 5; number++)
        {
            var written = await PressAsync(author, edit, "#write-question", new()
            {
                ["Input.Text"] = $"Câu viết {number}?",
                ["Input.Right"] = "1",
                ["Input.Option[0]"] = "Không",
                ["Input.Option[1]"] = "Có",
                ["Input.Option[2]"] = "Tùy lúc",
                ["Input.Feedback"] = "Vì quy trình ghi thế.",
            });
            Assert.True(written.IsRedirect, $"{written.Status} {string.Join(' ', written.Errors)}");
        }

        Guid[] bank = [await BankAsync(site, "Một lựa chọn"), await BankAsync(site, "Hai lựa chọn"), await BankAsync(site, "Ba lựa chọn")];
        Guid[] pool = [await BankAsync(site, "Rút một", "vô khuẩn"), await BankAsync(site, "Rút hai", "Vo Khuan"), await BankAsync(site, "Rút ba", "vô khuẩn")];
        var found = await author.GetAsync($"{edit}?q=lua+chon");
        Assert.Equal(3, found.Page.QuerySelectorAll("input[name=Chosen]").Length);
        var (address, fields) = Visitor.FormOf(found, [], "#add-chosen");
        Assert.True((await author.PostAsync(address, [.. fields, .. bank.Select(id => KeyValuePair.Create("Chosen", $"{id}"))])).IsRedirect);
        Assert.Equal(422, (int)(await PressAsync(author, edit, "#add-draw", new() { ["DrawCount"] = "0" })).Status);
        Assert.True((await PressAsync(author, edit, "#add-draw", new() { ["DrawCount"] = "4", ["DrawTags"] = "vô khuẩn" })).IsRedirect);
        Assert.Contains("chỉ có 3 câu phù hợp", (await author.GetAsync($"/courses/{Code}/publish")).Text, StringComparison.Ordinal);
        Assert.True((await PressAsync(author, edit, "button[aria-label='Bỏ mục 9 khỏi bài']", new() { ["Slot"] = "9" })).IsRedirect);
        Assert.True((await PressAsync(author, edit, "#add-draw", new() { ["DrawCount"] = "2", ["DrawTags"] = "vô khuẩn" })).IsRedirect);

        // Two more of the same three: nothing is asked twice, so one is left for them.
        Assert.True((await PressAsync(author, edit, "#add-draw", new() { ["DrawCount"] = "2", ["DrawTags"] = "vô khuẩn" })).IsRedirect);
        Assert.Contains("chỉ có 1 câu phù hợp", (await author.GetAsync($"/courses/{Code}/publish")).Text, StringComparison.Ordinal);
        Assert.True((await PressAsync(author, edit, "button[aria-label='Bỏ mục 10 khỏi bài']", new() { ["Slot"] = "10" })).IsRedirect);

        // Order and marks; a form of before is refused and shows the quiz as it is.
        var stale = await author.GetAsync(edit);
        Assert.True((await PressAsync(author, edit, "button[aria-label='Đưa mục 9 lên']", new() { ["Slot"] = "9" })).IsRedirect);
        Assert.True((await PressAsync(author, edit, "#save-marks", new() { ["Marks[1]"] = "2.5" })).IsRedirect);
        Assert.Equal(409, (int)(await author.SubmitAsync(stale, new() { ["Slot"] = "1" }, "button[aria-label='Bỏ mục 1 khỏi bài']")).Status);
        Assert.Equal(422, (int)(await PressAsync(author, edit, "#save-marks", new() { ["Marks[1]"] = "0" })).Status);

        var settings = await author.GetAsync($"{edit}/settings");
        Assert.True((await author.SubmitAsync(settings, new() { ["Input.TimeLimitMinutes"] = "20", ["Input.AttemptsAllowed"] = "2", ["Input.ShowAnswers"] = "Never" }, "button[form=settings]")).IsRedirect);
        Assert.Contains("10 câu, tổng 11,5 điểm", (await author.GetAsync(edit)).Text, StringComparison.Ordinal);
        foreach (var page in new[] { edit, $"{edit}/settings" })
        {
            var again = await site.AgainAsync(author, page);
            Assert.True(again.IsOk && site.Statements.Statements.Count <= 8, $"{page}: {site.Statements.Statements.Count}\n{string.Join("\n", site.Statements.Statements)}");
            Assert.True(again.Body.Length <= 60 * 1024, $"{page}: {again.Body.Length}");
        }

        // Nothing of it is there for learners before.
        Assert.Equal(403, (int)(await learner.GetAsync(edit)).Status);
        await PublishAsync(author);
        var quiz = await site.QuizAsync(Code);
        var start = await learner.GetAsync(quiz);
        Assert.Contains("20 phút", start.Text, StringComparison.Ordinal);
        Assert.Contains("còn 2 trong 2 lượt", start.Text, StringComparison.Ordinal);
        var attempt = await learner.StartQuizAsync(quiz);
        var asked = await site.AskedAsync(QuizDriver.AttemptOf(attempt));
        Assert.Equal(10, asked.Count);
        Assert.Equal(2, asked.Count(question => question.Body.Text.Vi.StartsWith("Rút", StringComparison.Ordinal)));
        Assert.True((await learner.PostAsync(attempt, await site.FilledAsync(attempt), QuizDriver.HandInButton)).IsRedirect);
        Assert.Equal(100m, await site.DataAsync(db => db.QuizAttempts.Select(a => a.Score).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task PublishedQuiz_AsksWhatItAskedWhateverTheBankAndTheNextDraftSay(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (author, learner) = (await site.SignedInAsync("giaovu"), await site.SignedInAsync("hocvien"));
        var edit = await BeginAsync(author);
        await PressAsync(author, edit, "#write-question", new() { ["Input.Text"] = "Rửa tay bao lâu?", ["Input.Right"] = "0", ["Input.Option[0]"] = "Ba phút", ["Input.Option[1]"] = "Một phút" });
        await PublishAsync(author);
        var quiz = await site.QuizAsync(Code);
        var before = await site.DataAsync(db => db.QuizAttempts.CountAsync());
        Assert.Equal(0, before);

        // The question is corrected in the bank, the draft of the next version asks another besides.
        var question = await site.DataAsync(db => db.BankQuestions.Where(q => q.Name == "Rửa tay bao lâu?").Select(q => q.Id).SingleAsync());
        var form = await author.GetAsync($"/questions/{question}/edit");
        Assert.True((await author.SubmitAsync(form, new() { ["Input.Text"] = "Rửa tay ngoại khoa bao lâu?", ["Input.Name"] = "Rửa tay", ["Input.Reason"] = "Rõ hơn" }, "#save")).IsRedirect);
        Assert.True((await author.PostAsync($"/courses/{Code}/edit?handler=Begin", Visitor.FormOf(await author.GetAsync($"/courses/{Code}/edit"), [], "form[action*='handler=Begin'] button").Fields)).IsRedirect);
        Assert.True((await PressAsync(author, edit, "#write-question", new() { ["Input.Text"] = "Câu mới?", ["Input.Right"] = "0", ["Input.Option[0]"] = "Có", ["Input.Option[1]"] = "Không" })).IsRedirect);

        var asked = await site.AskedAsync(QuizDriver.AttemptOf(await learner.StartQuizAsync(quiz)));
        Assert.Equal("Rửa tay bao lâu?", Assert.Single(asked).Body.Text.Vi);

        // The next version has both, as they are now; whoever began the first finishes that.
        await PublishAsync(author, "Thêm một câu");
        var other = await site.SignedInAsync("bsnoi");
        Assert.Equal(["Rửa tay ngoại khoa bao lâu?", "Câu mới?"], (await site.AskedAsync(QuizDriver.AttemptOf(await other.StartQuizAsync(quiz)))).Select(q => q.Body.Text.Vi).OrderDescending(StringComparer.Ordinal));
        Assert.Single(await site.AskedAsync(QuizDriver.AttemptOf(await learner.StartQuizAsync(quiz))));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task PreTest_AndPostTest_ShowTheGain(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (author, learner) = (await site.SignedInAsync("giaovu"), await site.SignedInAsync("hocvien"));
        var before = await BeginAsync(author, "Đầu vào");
        var after = await AddQuizAsync(author, "Đầu ra");
        foreach (var edit in new[] { before, after })
        {
            for (var number = 1; number <= 2; number++)
            {
                await PressAsync(author, edit, "#write-question", new() { ["Input.Text"] = $"Câu {number}?", ["Input.Right"] = "0", ["Input.Option[0]"] = "Có", ["Input.Option[1]"] = "Không" });
            }
        }

        var settings = await author.GetAsync($"{after}/settings");
        var pre = settings.Page.QuerySelectorAll("#Input_PreTestKey option").Single(option => option.TextContent == "Đầu vào").GetAttribute("value");
        Assert.True((await author.SubmitAsync(settings, new() { ["Input.PreTestKey"] = pre }, "button[form=settings]")).IsRedirect);
        await PublishAsync(author);
        var (first, second) = (before[..^"/edit".Length], after[..^"/edit".Length]);
        Assert.True((await site.PassQuizAsync(learner, first, wrong: 1)).IsRedirect);
        Assert.DoesNotContain("Tiến bộ", (await learner.GetAsync(second)).Text, StringComparison.Ordinal);
        Assert.True((await site.PassQuizAsync(learner, second)).IsRedirect);

        Assert.Contains("Đầu vào 50 %, sau khi học 100 %: 50 điểm phần trăm", (await learner.GetAsync(second)).Text, StringComparison.Ordinal);
        Assert.Contains("1 người: 50 % → 100 %, g = 1", (await author.GetAsync($"{second}/results")).Text, StringComparison.Ordinal);
    }

    private static async Task<string> BeginAsync(Visitor author, string title = "Kiểm tra")
    {
        var begun = await author.SubmitAsync(await author.GetAsync("/courses/new"), new() { ["Input.TitleVi"] = "Vô khuẩn trong phòng mổ", ["Input.SummaryVi"] = "Cho điều dưỡng mới vào phòng mổ.", ["Input.Hours"] = "2", ["Code"] = Code });
        Assert.True(begun.IsRedirect, $"{begun.Status} {string.Join(' ', begun.Errors)}");
        return await AddQuizAsync(author, title);
    }

    private static async Task<string> AddQuizAsync(Visitor author, string title)
    {
        var (_, fields) = Visitor.FormOf(await author.GetAsync($"/courses/{Code}/edit"), new() { ["Kind"] = "quiz", ["Title"] = title }, "form[action*='handler=Item'] button");
        var added = await author.PostAsync($"/courses/{Code}/edit?handler=Item", fields);
        Assert.True(added.IsRedirect, $"{added.Status} {added.Text}");
        return added.Location!;
    }

    private static async Task<Answer> PressAsync(Visitor author, string edit, string button, Dictionary<string, string?> values) => await author.SubmitAsync(await author.GetAsync(edit), values, button);

    private static async Task PublishAsync(Visitor author, string? changes = null)
    {
        var published = await author.SubmitAsync(await author.GetAsync($"/courses/{Code}/publish"), changes is null ? [] : new() { ["ChangesVi"] = changes }, "button[form=publish-form]");
        Assert.True(published.IsRedirect, $"{published.Status} {string.Join(' ', published.Errors)} {published.Text}");
    }

    private static Task<Guid> BankAsync(Site site, string name, string? tag = null) => site.DataAsync(async db =>
    {
        var (question, version) = QuizOfTests.Question(site, QuizOfTests.Single($"{name}?"), name);
        question.SearchText = Training.Modules.VietnameseText.Fold(name);
        db.AddRange(question, version);
        if (tag is not null)
        {
            db.Add(new QuestionTag { QuestionId = question.Id, Tag = tag, Key = Training.Modules.VietnameseText.Fold(tag) });
        }

        await db.SaveChangesAsync();
        return question.Id;
    });
}
