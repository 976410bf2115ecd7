using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Training.Browser.Tests.Support;
using Training.Courses.Completion;
using Training.Questions.Attempts;
using Training.Tests.Quizzes;
using Training.Tests.Support;

namespace Training.Browser.Tests.Journeys;

/// <summary>A course on a phone that reaches nothing.</summary>
public sealed class CoursePackTests
{
    private const string Course = QuizOfTests.Course;

    [BrowserTheory, OnSqlite]
    public async Task A_course_taken_along_is_read_and_answered_without_network_and_counts_once_when_it_is_back(Database database)
    {
        await using var stage = await QuizStage.OpenAsync(database, null, QuizOfTests.OfEveryType());
        var page = await stage.SignedInAsync("hocvien", Screen.Phone);
        await page.GotoAsync($"/courses/{Course}");
        await page.ClickAsync($"main a[href='/phone#/pack/{Course}']");

        // The size stands there before anything is fetched.
        await Assertions.Expect(page.Locator("#pack-size")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[0-9,]+ (KB|MB)$"));
        Assert.Equal(0, await stage.Site.DataAsync(db => db.Set<QuizAttempt>().CountAsync()));
        await LookAsync(page, "pack-offered");
        await page.ClickAsync("#pack-take button");
        await Assertions.Expect(page.Locator("#pack-whole")).ToBeVisibleAsync();
        await page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }");
        await page.WaitForFunctionAsync("async () => (await caches.keys()).length === 1 && !!(await caches.match('/phone'))");

        // The phone goes to a ward without network, and is put away in between.
        await page.Context.SetOfflineAsync(true);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("main .list a[href^='#/lesson/']")).ToHaveCountAsync(4);
        await LookAsync(page, "pack-whole");
        for (var lesson = 0; lesson < 4; lesson++)
        {
            await page.ClickAsync($".list li:nth-child({lesson + 1}) a[href^='#/lesson/']");
            await Assertions.Expect(page.Locator("#lesson h2").First).ToBeVisibleAsync();
            if (lesson == 0)
            {
                await LookAsync(page, "pack-lesson");
            }

            var before = page.Url;
            await page.ClickAsync("#read");
            await Assertions.Expect(page).Not.ToHaveURLAsync(before);
            await page.GotoAsync($"/phone#/pack/{Course}");
            await Assertions.Expect(page.Locator(".list .tag.wait")).ToHaveCountAsync(lesson + 1);
        }

        var attempt = await stage.Site.DataAsync(db => db.Set<QuizAttempt>().SingleAsync());
        var asked = await stage.Site.AskedAsync(attempt.Id);
        await page.ClickAsync(".list a[href^='#/quiz/']");
        foreach (var question in asked)
        {
            foreach (var field in question.Right())
            {
                await GiveAsync(page, $"a{question.Number}{field.Key}", field.Value);
            }
        }

        await Assertions.Expect(page.Locator("#quiz-kept")).ToContainTextAsync("Đã giữ trên điện thoại");
        await LookAsync(page, "pack-quiz");

        // An empty battery; then it is handed in, still without network. Nothing of it can be read from the phone's files.
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator($"[name='a1'][value='{asked[0].Right()[0].Value}']")).ToBeCheckedAsync();
        await page.ClickAsync("#hand-in");
        await Assertions.Expect(page.Locator("#said")).ToContainTextAsync("Đã nộp trên điện thoại");
        var kept = await page.EvaluateAsync<string>(PhoneShell.Everything);
        Assert.Contains("key false", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("Ưa nước", kept, StringComparison.Ordinal);
        Assert.DoesNotContain(asked[5].Right()[0].Value, kept, StringComparison.Ordinal);
        Assert.Null(await stage.Site.DataAsync(db => db.Set<QuizAttempt>().Select(a => a.HandedInAt).SingleAsync()));
        await page.GotoAsync("/phone#/");
        await Assertions.Expect(page.Locator("main .kept")).ToHaveCountAsync(5);
        await LookAsync(page, "pack-waiting");

        // The first answer of the site to each request is lost on the way back, so all of it is sent again.
        var lost = new HashSet<string>();
        await page.RouteAsync(url => url.Contains("/courses/", StringComparison.Ordinal) || url.Contains("/quiz/", StringComparison.Ordinal), async route =>
        {
            if (route.Request.Method == "POST" && lost.Add(route.Request.Url))
            {
                await route.FetchAsync(new() { MaxRedirects = 0 });
                await route.AbortAsync();
            }
            else
            {
                await route.ContinueAsync();
            }
        });
        await page.Context.SetOfflineAsync(false);
        await page.WaitForFunctionAsync("""
            () => {
              document.querySelector("main p > button")?.click();
              return !!document.querySelector("#nothing");
            }
            """, null, new() { PollingInterval = 300, Timeout = 60_000 });
        Assert.True(lost.Count > 5, $"{lost.Count} requests");
        Assert.Equal((1, 1), await stage.Site.DataAsync(async db => (await db.Set<QuizAttempt>().CountAsync(a => a.HandedInAt != null), await db.Set<CourseCompletion>().CountAsync(c => c.PersonId == attempt.PersonId))));
        Assert.Equal(100m, await stage.Site.DataAsync(db => db.Set<QuizAttempt>().Select(a => a.Score).SingleAsync()));
        await page.GotoAsync($"/courses/{Course}");
        await Assertions.Expect(page.Locator("main h2").First).ToContainTextAsync("hoàn thành");

        // And the phone says so.
        await page.GotoAsync($"/phone#/pack/{Course}");
        await Assertions.Expect(page.Locator(".list .tag.done")).ToHaveCountAsync(5);
        await page.ClickAsync(".list a[href^='#/quiz/']");
        await page.ClickAsync("a[href$='/review']");
        await Assertions.Expect(page.Locator("main h1")).ToHaveTextAsync("Đạt bài kiểm tra");
    }

    [BrowserTheory, OnSqlite]
    public async Task What_was_answered_later_on_another_device_is_said_and_nothing_is_overwritten(Database database)
    {
        await using var stage = await QuizStage.OpenAsync(database, null, QuizOfTests.Single("Một?"), QuizOfTests.Single("Hai?"));
        var page = await stage.SignedInAsync("hocvien", Screen.Phone);
        await page.GotoAsync($"/phone#/pack/{Course}");
        await page.ClickAsync("#pack-take button");
        await Assertions.Expect(page.Locator("#pack-whole")).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(true);
        await page.ClickAsync(".list a[href^='#/quiz/']");
        var asked = await stage.Site.AskedAsync(await stage.Site.DataAsync(db => db.Set<QuizAttempt>().Select(a => a.Id).SingleAsync()));
        await GiveAsync(page, "a1", asked[0].Wrong()[0].Value);
        await GiveAsync(page, "a2", asked[1].Right()[0].Value);

        // At a desk, with network: the first question, and right.
        var desk = await stage.SignedInAsync("hocvien", Screen.Desktop);
        await stage.BeginAsync(desk);
        await GiveAsync(desk, "a1", asked[0].Right()[0].Value);
        await stage.WaitAsync("10");

        await page.ClickAsync("#hand-in");
        await Assertions.Expect(page.Locator("#said")).ToContainTextAsync("Đã nộp trên điện thoại");
        await page.GotoAsync("/phone#/");
        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(page.Locator("main .kept .why")).ToContainTextAsync("thiết bị khác");
        await LookAsync(page, "pack-elsewhere");
        Assert.Null(await stage.Site.DataAsync(db => db.Set<QuizAttempt>().Select(a => a.HandedInAt).SingleAsync()));
        Assert.Contains($"\"{asked[0].Right()[0].Value}\"", await stage.Site.DataAsync(db => db.Set<AttemptSlot>().Where(s => s.Number == 1).Select(s => s.Fields).SingleAsync()), StringComparison.Ordinal);
    }

    private static async Task GiveAsync(IPage page, string name, string value)
    {
        var field = page.Locator($"[name='{name}']");
        switch (await field.First.EvaluateAsync<string>("e => e.type"))
        {
            case "radio" or "checkbox":
                await page.ClickAsync($"label:has([name='{name}'][value='{value}'])");
                break;
            case "select-one":
                await field.SelectOptionAsync(value);
                break;
            default:
                await field.FillAsync(value);
                break;
        }
    }

    private static async Task LookAsync(IPage page, string name)
    {
        await Stage.ExamineAsync(page, name);
        var troubles = await Examination.RunAxeAsync(page);
        Assert.True(troubles.Count == 0, $"{name}:\n{string.Join('\n', troubles)}");
    }
}
