using Microsoft.EntityFrameworkCore;
using Training.Activities.Assignments;
using Training.Activities.Content;
using Training.Activities.Surveys;
using Training.Data;
using Training.Tests.Support;

namespace Training.Tests.Activities;

public sealed class SurveyTests
{
    internal const string Text = "[1-5] Tôi tự tin mang găng | I am confident *\n[o] Đã làm bao nhiêu ca?\n- Chưa ca nào | None\n- Từ 1 đến 5\n[x] Cần gì?\n- Thiết bị\n- Người hướng dẫn\n[_] Điều gì nên đổi?";

    [Fact]
    public void Parse_WhatAnAuthorWrites_AndWritesItAgainTheSame()
    {
        var (list, errors) = QuestionList.Parse(Text);
        Assert.Empty(errors);
        Assert.Equal([SurveyQuestionKind.Scale, SurveyQuestionKind.One, SurveyQuestionKind.Several, SurveyQuestionKind.Words], list.Questions.Select(q => q.Kind));
        Assert.Equal(("I am confident", true, "None"), (list.Questions[0].NameEn, list.Questions[0].IsRequired, list.Questions[1].Options[0].NameEn));
        Assert.Equal(list.ToJson(), QuestionList.Parse(list.ToText()).List.ToJson());
        Assert.Equal(list.ToJson(), QuestionList.FromJson(list.ToJson()).ToJson());
    }

    [Theory]
    [InlineData("Câu không có kiểu", 1, "Survey.NoKind")]
    [InlineData("[1-5] Câu\n- lựa chọn", 2, "Survey.OptionWhere")]
    [InlineData("[o] Câu\n- một", 1, "Survey.HowManyOptions")]
    [InlineData("[x] Câu\n- một\n- một", 3, "Survey.OptionTwice")]
    [InlineData("[_] Câu\n[_] câu", 2, "Survey.Twice")]
    [InlineData("[_] *", 1, "Survey.Name")]
    public void Parse_WhatCanNotBeRead_NamesTheLine(string text, int line, string key) => Assert.Contains(new NotationError(line, key), QuestionList.Parse(text).Errors);

    [Fact]
    public void LastShown_CountsWholeGroups_AlsoWhereTwoCameAtOnce()
    {
        Assert.Equal(-1, ResultsReader.LastShown([]));
        Assert.Equal(-1, ResultsReader.LastShown([(0, 2)]));
        Assert.Equal(0, ResultsReader.LastShown([(0, 3)]));
        Assert.Equal(0, ResultsReader.LastShown([(0, 3), (1, 2)]));
        Assert.Equal(0, ResultsReader.LastShown([(0, 4), (1, 2)]));
        Assert.Equal(2, ResultsReader.LastShown([(0, 4), (1, 2), (2, 1)]));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task AnonymousSurvey_ShowsNothingOfFewerThanThree_AndKeepsNobodysName(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var course = await Writing.BeginAsync(site);
        var item = await course.AddAsync("survey", "Trước khóa học");
        Assert.Contains("chưa có câu hỏi", await course.ProblemsAsync(), StringComparison.Ordinal);
        Assert.True((await course.WriteAsync(item + "/edit", new() { ["Input.Questions"] = Text, ["Input.IsAnonymous"] = "true" })).IsRedirect);
        await course.PublishedAsync();

        var learner = await site.SignedInAsync("hocvien");
        var page = await learner.GetAsync(item);
        Assert.Contains("tên bạn không được lưu", page.Text, StringComparison.Ordinal);
        var missing = await learner.SubmitAsync(page, new() { [Field(3)] = "Ít thời gian quá." }, "button[form=survey-form]");
        Assert.Equal(422, (int)missing.Status);
        Assert.Contains("Ít thời gian", missing.Page.QuerySelector($"textarea[name='{Field(3)}']")!.TextContent, StringComparison.Ordinal);
        Assert.True((await learner.SubmitAsync(missing, new() { [Field(0)] = "2" }, "button[form=survey-form]")).IsRedirect);
        Assert.True(await Writing.IsFinishedAsync(learner, item));
        Assert.Null((await learner.GetAsync(item)).Page.QuerySelector("#survey-form"));
        Assert.Equal(409, (int)(await learner.SubmitAsync(page, new() { ["_key"] = $"{Guid.CreateVersion7():N}", [Field(0)] = "5" }, "button[form=survey-form]")).Status);

        await AnswerAsync(await site.SignedInAsync("bsnoi"), item, "3", "Phòng lạnh.");
        Assert.DoesNotContain("Phòng lạnh", await ResultsAsync(course, item), StringComparison.Ordinal);
        await AnswerAsync(await site.SignedInAsync("huongdan"), item, "4", "Thêm thực hành.");
        var results = await ResultsAsync(course, item);
        Assert.Contains("Kết quả của 3 người", results, StringComparison.Ordinal);
        Assert.Contains("Phòng lạnh", results, StringComparison.Ordinal);
        Assert.Contains("trung bình 3", results, StringComparison.Ordinal);

        // The fourth waits for two more: nobody sees what it added.
        await AnswerAsync(await site.SignedInAsync("khth"), item, "5", "Một mình.");
        Assert.DoesNotContain("Một mình", await ResultsAsync(course, item), StringComparison.Ordinal);

        // Nothing in the rows leads to a person, and only authors of the hospital read them.
        Assert.Equal((4, 0), await site.DataAsync(async db => (await db.Unscoped<SurveyResponse>().CountAsync(), await db.Unscoped<SurveyResponse>().CountAsync(r => r.PersonId != null))));
        Assert.Equal(404, (int)(await (await site.MentorAsync(Given.MentorElsewhere, "bvdk-quang-ninh")).GetAsync(item + "/results")).Status);
        Assert.Equal(403, (int)(await learner.GetAsync(item + "/results")).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task SurveyAfter_TakesOverTheQuestionsAndShowsWhatChanged(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var course = await Writing.BeginAsync(site);
        var before = await course.AddAsync("survey", "Trước khóa học", new() { ["Input.Questions"] = Text, ["Input.IsAnonymous"] = null });
        var after = await course.AddAsync("survey", "Sau khóa học");
        var series = await site.DataAsync(db => db.Set<Survey>().Where(s => s.Title == "Trước khóa học").Select(s => s.SeriesId).SingleAsync());
        Assert.True((await course.WriteAsync(after + "/edit", new() { ["Input.Before"] = $"{series}", ["Input.IsAnonymous"] = null })).IsRedirect);
        Assert.Equal(Text.Split('\n')[0], (await course.Author.GetAsync(after + "/edit")).Value("Input.Questions")!.Split('\n')[0]);
        await course.PublishedAsync();

        var learner = await site.SignedInAsync("hocvien");
        Assert.Contains("không ẩn danh", (await learner.GetAsync(before)).Text, StringComparison.Ordinal);
        await AnswerAsync(learner, before, "2", "Chưa biết.");
        await AnswerAsync(learner, after, "5", "Đã biết.");
        var results = await course.Author.GetAsync(after + "/results");
        Assert.Equal("+3.00", results.Page.QuerySelector("table td b")!.TextContent.Replace(',', '.'));
        var me = await site.PersonIdAsync(Given.Trainee);
        Assert.Equal(2, await site.DataAsync(db => db.Unscoped<SurveyResponse>().CountAsync(r => r.PersonId == me)));
    }

    private static string Field(int question) => QuestionForm.FieldOf(QuestionList.Parse(Text).List.Questions[question].Key);

    private static async Task AnswerAsync(Visitor learner, string item, string scale, string words)
    {
        var options = QuestionList.Parse(Text).List.Questions[1].Options;
        var sent = await learner.SubmitAsync(await learner.GetAsync(item), new() { [Field(0)] = scale, [Field(1)] = options[0].Key, [Field(3)] = words }, "button[form=survey-form]");
        Assert.True(sent.IsRedirect, $"{sent.Status} {string.Join(' ', sent.Errors)}");
    }

    private static async Task<string> ResultsAsync(Writing course, string item) => (await course.Author.GetAsync(item + "/results")).Text;
}
