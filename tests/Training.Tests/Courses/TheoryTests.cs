using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Lessons;
using Training.Courses.Outline;
using Training.Courses.Progress;
using Training.Modules;
using Training.Questions.Quizzes;
using Training.Tests.Cme;
using Training.Tests.Support;

namespace Training.Tests.Courses;

public sealed class TheoryTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Lesson_WithHtmlAndScripts_ShowsThemAsText(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var items = await site.ItemsAsync();
        await site.TamperAsync(async (db, ct) =>
        {
            var lesson = new Lesson
            {
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
            };
            db.Add(lesson);
            await db.SaveChangesAsync(ct);
            await db.Items.Where(i => i.Key == items[0].Key).ExecuteUpdateAsync(row => row.SetProperty(i => i.ContentId, lesson.Id).SetProperty(i => i.TitleVi, "<b>Bài</b>"), ct);
        });

        var page = await (await site.SignedInAsync("hocvien")).GetAsync(items[0].Address);

        var text = page.Page.QuerySelector("article")!;
        Assert.Equal("Đầu bài", text.QuerySelector("h1, h2, h3")!.TextContent);
        Assert.Equal("2", text.QuerySelector("td strong")!.TextContent);
        Assert.Contains("<script>alert(1)</script>", text.TextContent, StringComparison.Ordinal);
        Assert.Empty(text.QuerySelectorAll("script, img, iframe, div, style, [style], [onerror], [align]"));
        Assert.Equal(["https://example.org/x", "https://example.org/y"], text.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!));
        Assert.Null(page.Page.QuerySelector("main h1 b"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Course_OfAFileWithOtherItems_HasThemAfterItsQuizAndAsksForNone(Database database)
    {
        const string code = "LT-GKT-22";
        await using var site = await Site.StartAsync(database);
        var learner = await site.SignedInAsync("bsnoi");
        var items = await site.ItemsAsync(code);
        Assert.Equal(["quiz", "assignment", "survey"], items.Select(i => i.Kind).Where(kind => kind != "lesson"));
        var pages = await Task.WhenAll(items[^2..].Select(item => learner.GetAsync(item.Address)));
        Assert.Contains("Đủ các thời điểm, hai người", pages[0].Text, StringComparison.Ordinal);
        Assert.Equal(2, pages[1].Page.QuerySelectorAll("fieldset:has(input[value='5'])").Length);
        Assert.Equal([code], await site.DataAsync(db => (from survey in db.Set<Training.Activities.Surveys.Survey>() join course in db.Courses on survey.CourseId equals course.Id where course.Code == code select course.Code).ToListAsync()));
        Assert.Equal((4, 2), await site.DataAsync(async db => (await ItemsOf(db).CountAsync(i => i.IsRequired), await ItemsOf(db).CountAsync(i => !i.IsRequired))));

        static IQueryable<Training.Courses.Outline.Item> ItemsOf(Training.Data.TrainingDbContext db)
            => from item in db.Items join version in db.CourseVersions on item.VersionId equals version.Id join course in db.Courses on version.CourseId equals course.Id where course.Code == code select item;
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Lessons_OfEveryCourse_OpenInBothLanguages(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var lessons = new List<CourseItem>();
        foreach (var code in await site.DataAsync(db => db.Courses.Select(c => c.Code).ToListAsync()))
        {
            lessons.AddRange((await site.ItemsAsync(code)).Where(i => i.Kind == "lesson"));
        }

        Assert.True(lessons.Count >= 19);
        foreach (var language in new[] { "vi", "en" })
        {
            if (language == "en")
            {
                await trainee.InEnglishAsync("/courses");
            }

            foreach (var lesson in lessons)
            {
                var page = await trainee.GetAsync(lesson.Address);
                Assert.True(page.IsOk);
                Assert.Equal(language == "en" ? lesson.TitleEn : lesson.TitleVi, page.Page.QuerySelector("main h1")!.TextContent);
                Assert.True(page.Page.QuerySelector("article")!.TextContent.Length > 300);
            }
        }

        Assert.Equal(404, (int)(await trainee.GetAsync($"/courses/{Journey.Course}/lessons/{Guid.CreateVersion7()}")).Status);
        Assert.Equal(404, (int)(await trainee.GetAsync((await site.QuizAsync()).Replace(Journey.Course, "NO-SUCH", StringComparison.Ordinal))).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Quiz_Failed_CompletesNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        await site.ReadLessonsAsync(trainee);

        var failed = await site.TakeQuizAsync(trainee, wrong: 3);

        var result = await trainee.FollowAsync(failed);
        Assert.Contains("40 %", result.Text, StringComparison.Ordinal);
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
        var page = await trainee.StartQuizAsync(await site.QuizAsync());
        var fields = await site.FilledAsync(page);

        var answers = await Task.WhenAll(trainee.PostAsync(page, fields, QuizDriver.HandInButton), trainee.PostAsync(page, fields, QuizDriver.HandInButton));

        Assert.All(answers, a => Assert.True(a.IsRedirect, $"{a.Status} {a.Text}"));
        Assert.Equal(answers[0].Location, answers[1].Location);
        Assert.Equal((1, 1), await ResultsAsync(site));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Quiz_AndLastLessonAtOnce_CompleteOnce(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var lessons = await site.LessonsAsync();
        foreach (var address in lessons[..^1])
        {
            await trainee.SubmitAsync(await trainee.GetAsync(address), []);
        }

        var lesson = await trainee.GetAsync(lessons[^1]);
        var answers = await Task.WhenAll(trainee.SubmitAsync(lesson, []), site.TakeQuizAsync(trainee));

        Assert.All(answers, a => Assert.True(a.IsRedirect, $"{a.Status} {a.Text}"));
        Assert.Equal((1, 1), await ResultsAsync(site));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Course_WhoseLastItemIsOver_IsFinishedByTheSite_Once(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var last = site.Clock.Today();
        await site.DataAsync(db => db.WriteAsync(ct => db.Set<Item>().Where(i => i.Kind == "quiz").ExecuteUpdateAsync(row => row.SetProperty(i => i.ValidTo, last), ct), default));
        var trainee = await site.SignedInAsync("hocvien");
        await site.ReadLessonsAsync(trainee);
        await site.RunAsync<FinishByDate>();
        Assert.Equal((0, 0), await ResultsAsync(site));

        site.Clock.Shift += TimeSpan.FromDays(1);
        await site.RunAsync<FinishByDate>();
        await site.RunAsync<FinishByDate>();
        Assert.Equal((0, 1), await ResultsAsync(site));
    }

    private static async Task<(int Attempts, int Completions)> ResultsAsync(Site site)
    {
        var me = await site.PersonIdAsync(Given.Trainee);
        return await site.DataAsync(async db => (await db.QuizAttempts.CountAsync(a => a.PersonId == me), await db.CourseCompletions.CountAsync(c => c.PersonId == me)));
    }
}
