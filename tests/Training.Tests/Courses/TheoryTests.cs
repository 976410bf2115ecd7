using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Lessons;
using Training.Courses.Quizzes;
using Training.Tests.Support;

namespace Training.Tests.Courses;

public sealed class TheoryTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Lesson_WithHtmlAndScripts_ShowsThemAsText(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.DataAsync(async db =>
        {
            var course = await db.Courses.SingleAsync(c => c.Code == Journey.Course);
            db.Add(new Lesson
            {
                CourseId = course.Id,
                Number = 99,
                TitleVi = "<b>Bài</b>",
                TitleEn = "Lesson",
                Minutes = 1,
                BodyVi = """
                    # Đầu bài

                    <script>alert(1)</script> <img src=x onerror=alert(2)> <iframe src="//evil.example"></iframe>

                    [bấm](javascript:alert(3)) [bấm](JaVaScRiPt:alert(3)) [bấm](data:text/html,x) [bấm](//evil.example) [được](https://example.org/x)

                    ![hình](https://evil.example/x.png) <javascript:alert(4)> <https://example.org/y>

                    | a | b |
                    |:-:|--:|
                    | 1 | **2** |

                    <div style="position:fixed">che</div>
                    """,
            });
            await db.SaveChangesAsync();
        });

        var page = await (await site.SignedInAsync("hocvien")).GetAsync($"/courses/{Journey.Course}/lessons/99");

        var text = page.Page.QuerySelector("article")!;
        Assert.Equal("Đầu bài", text.QuerySelector("h1, h2, h3")!.TextContent);
        Assert.Equal("2", text.QuerySelector("td strong")!.TextContent);
        Assert.Contains("<script>alert(1)</script>", text.TextContent, StringComparison.Ordinal);
        Assert.Empty(text.QuerySelectorAll("script, img, iframe, div, style, [style], [onerror], [align]"));
        Assert.Equal(["https://example.org/x", "https://example.org/y"], text.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!));
        Assert.Null(page.Page.QuerySelector("main h1 b"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Lessons_OfEveryCourse_OpenInBothLanguages(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var lessons = await site.DataAsync(db => (from lesson in db.Lessons join course in db.Courses on lesson.CourseId equals course.Id select new { course.Code, lesson.Number, lesson.TitleVi, lesson.TitleEn }).ToListAsync());
        Assert.True(lessons.Count >= 19);
        foreach (var language in new[] { "vi", "en" })
        {
            if (language == "en")
            {
                await trainee.InEnglishAsync("/courses");
            }

            foreach (var lesson in lessons)
            {
                var page = await trainee.GetAsync($"/courses/{lesson.Code}/lessons/{lesson.Number}");
                Assert.True(page.IsOk);
                Assert.Equal(language == "en" ? lesson.TitleEn : lesson.TitleVi, page.Page.QuerySelector("main h1")!.TextContent);
                Assert.True(page.Page.QuerySelector("article")!.TextContent.Length > 300);
            }
        }

        Assert.Equal(404, (int)(await trainee.GetAsync($"/courses/{Journey.Course}/lessons/98")).Status);
        Assert.Equal(404, (int)(await trainee.GetAsync("/courses/NO-SUCH/quiz")).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Quiz_BeforeItIsHandedIn_HintsAtNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var page = await (await site.SignedInAsync("hocvien")).GetAsync($"/courses/{Journey.Course}/quiz");
        var questions = await QuestionsAsync(site);

        Assert.Equal(5, questions.Count);
        var body = page.Page.QuerySelector("main")!;
        Assert.DoesNotContain("correct", body.InnerHtml, StringComparison.OrdinalIgnoreCase);
        Assert.All(questions, q => Assert.DoesNotContain(q.ExplainVi[..Math.Min(30, q.ExplainVi.Length)], body.TextContent, StringComparison.Ordinal));
        foreach (var question in questions)
        {
            // Apart from the id and the words, the markup of a right and of a wrong answer is the same.
            var shapes = question.Options.Select(o =>
            {
                var label = body.QuerySelector($"input[value='{o.Id}']")!.Closest("label")!;
                return label.OuterHtml.Replace(o.Id.ToString(), "ID", StringComparison.Ordinal).Replace(label.TextContent.Trim(), "", StringComparison.Ordinal).Replace(label.QuerySelector("span")!.InnerHtml, "", StringComparison.Ordinal);
            });
            Assert.Single(shapes.Distinct());
        }

        Assert.Empty(page.Page.QuerySelectorAll("main input:checked"));

        // Nor does the place of the right answer: it is not always the same.
        Assert.True(questions.Select(q => q.Options.Single(o => o.IsCorrect).Number).Distinct().Count() > 1);
        Assert.False(questions.All(q => q.Options.OrderBy(o => o.Id).Last().IsCorrect) || questions.All(q => q.Options.OrderBy(o => o.Id).First().IsCorrect));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Quiz_Failed_CompletesNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        await site.ReadLessonsAsync(trainee);

        var failed = await site.TakeQuizAsync(trainee, wrong: 3);

        var result = await trainee.FollowAsync(failed);
        Assert.Contains("2/5", result.Text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal((1, 0), await ResultsAsync(site));

        // It may be taken again.
        Assert.True((await site.TakeQuizAsync(trainee)).IsRedirect);
        Assert.Equal((2, 1), await ResultsAsync(site));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Quiz_PassedBeforeTheLessons_CompletesWithTheLastLesson(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        Assert.True((await site.TakeQuizAsync(trainee)).IsRedirect);
        Assert.Equal((1, 0), await ResultsAsync(site));

        await site.ReadLessonsAsync(trainee);

        Assert.Equal((1, 1), await ResultsAsync(site));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Quiz_SentTwiceOrInParallel_CompletesOnce(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        await site.ReadLessonsAsync(trainee);
        var (address, fields) = Visitor.FormOf(await trainee.GetAsync($"/courses/{Journey.Course}/quiz"), await site.AnswersAsync());

        var answers = await Task.WhenAll(trainee.PostAsync(address, fields), trainee.PostAsync(address, fields), site.TakeQuizAsync(trainee));

        Assert.All(answers, a => Assert.True(a.IsRedirect, $"{a.Status} {a.Text}"));
        Assert.Equal(answers[0].Location, answers[1].Location);
        Assert.Equal((2, 1), await ResultsAsync(site));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Quiz_AndLastLessonAtOnce_CompleteOnce(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        for (var number = 1; number < 4; number++)
        {
            await trainee.SubmitAsync(await trainee.GetAsync($"/courses/{Journey.Course}/lessons/{number}"), []);
        }

        var lesson = await trainee.GetAsync($"/courses/{Journey.Course}/lessons/4");
        var answers = await Task.WhenAll(trainee.SubmitAsync(lesson, []), site.TakeQuizAsync(trainee));

        Assert.All(answers, a => Assert.True(a.IsRedirect, $"{a.Status} {a.Text}"));
        Assert.Equal((1, 1), await ResultsAsync(site));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Quiz_Unanswered_IsRefusedAndKeepsTheAnswers(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var answers = await site.AnswersAsync();
        var (left, kept) = (answers.Keys.First(), answers.Last());
        answers[left] = null;

        var refused = await trainee.SubmitAsync(await trainee.GetAsync($"/courses/{Journey.Course}/quiz"), answers);

        Assert.Equal(422, (int)refused.Status);
        Assert.NotEmpty(refused.Errors);
        Assert.Equal(kept.Value, refused.Value(kept.Key));
        Assert.Equal((0, 0), await ResultsAsync(site));

        // An answer of another question is none.
        answers[left] = kept.Value;
        Assert.Equal(422, (int)(await trainee.SubmitAsync(refused, answers)).Status);
        Assert.Equal((0, 0), await ResultsAsync(site));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Result_OfAnotherPerson_IsNotThere(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var handedIn = await site.TakeQuizAsync(trainee);
        Assert.True((await trainee.GetAsync(handedIn.Location!)).IsOk);
        foreach (var account in new[] { "bsnoi", "huongdan", "soyte", "quantri" })
        {
            Assert.Equal(404, (int)(await (await site.SignedInAsync(account)).GetAsync(handedIn.Location!)).Status);
        }

        Assert.Equal(404, (int)(await trainee.GetAsync(handedIn.Location!.Replace(Journey.Course, "LT-GKT-01", StringComparison.Ordinal))).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Quiz_ByAnOfficeWithoutPerson_StoresNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var office = await site.SignedInAsync("quantri");
        var page = await office.GetAsync($"/courses/{Journey.Course}/quiz");
        Assert.Null(page.Page.QuerySelector("#quiz"));
        var attempts = await site.DataAsync(db => db.Attempts.CountAsync());
        var (_, fields) = Visitor.FormOf(await office.GetAsync($"/admin/hospitals/{await site.HospitalIdAsync("viet-duc")}"), await site.AnswersAsync());

        Assert.Equal(404, (int)(await office.PostAsync($"/courses/{Journey.Course}/quiz", fields)).Status);
        Assert.Equal(attempts, await site.DataAsync(db => db.Attempts.CountAsync()));
    }

    private static Task<List<Question>> QuestionsAsync(Site site) => site.DataAsync(db => (
        from question in db.Questions.AsNoTracking().Include(q => q.Options) join course in db.Courses on question.CourseId equals course.Id where course.Code == Journey.Course select question).ToListAsync());

    private static async Task<(int Attempts, int Completions)> ResultsAsync(Site site)
    {
        var me = await site.PersonIdAsync(Given.Trainee);
        return await site.DataAsync(async db => (await db.Attempts.CountAsync(a => a.PersonId == me), await db.CourseCompletions.CountAsync(c => c.PersonId == me)));
    }
}
