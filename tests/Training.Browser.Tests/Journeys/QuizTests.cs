using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Training.Browser.Tests.Support;
using Training.Questions.Attempts;
using Training.Questions.Model;
using Training.Questions.Quizzes;
using Training.Tests.Quizzes;
using Training.Tests.Support;
using Quiz = Training.Questions.Quizzes.Quiz;
using Words = Training.Questions.Model.Words;

namespace Training.Browser.Tests.Journeys;

/// <summary>Quizzes as doctors take them: on a phone, on a network that goes away, by keyboard alone.</summary>
public sealed class QuizTests
{
    [BrowserTheory, OnSqlite]
    public async Task A_quiz_goes_on_through_two_cuts_of_the_network_and_a_dead_battery_and_loses_nothing(Database database)
    {
        await using var stage = await QuizStage.OpenAsync(database, null, QuizOfTests.Single("Một?"), QuizOfTests.Single("Hai?"), QuizOfTests.Single("Ba?"), QuizOfTests.OfEveryType()[5]);
        var page = await stage.StartAsync("hocvien", Screen.Phone);
        var attempt = new Uri(page.Url).AbsolutePath;
        var asked = await stage.Site.AskedAsync(Guid.Parse(attempt.Split('/')[^1]));
        await Stage.ExamineAsync(page, "quiz-begun");
        await ChooseAsync(page, asked[0]);
        await Assertions.Expect(page.Locator("#quiz-saving")).ToContainTextAsync("Đã lưu lúc");
        Assert.Equal("1000", await stage.StoredAsync());

        // The network goes; what is chosen and typed meanwhile is kept here, and the page says so.
        await page.Context.SetOfflineAsync(true);
        await ChooseAsync(page, asked[1]);
        await page.FillAsync("[name=a4]", asked[3].Right()[0].Value);
        await Assertions.Expect(page.Locator("#quiz-saving")).ToContainTextAsync("Đã giữ trên thiết bị này");
        Assert.Equal("1000", await stage.StoredAsync());
        await Stage.ExamineAsync(page, "quiz-cut");

        // The battery is empty. Later the page is opened anew, and everything is there and goes to the site.
        var context = page.Context;
        await page.CloseAsync();
        await context.SetOfflineAsync(false);
        page = await context.NewPageAsync();
        await page.GotoAsync(attempt);
        await Assertions.Expect(page.Locator("[name=a4]")).ToHaveValueAsync(asked[3].Right()[0].Value);
        await Assertions.Expect(page.Locator($"[name=a2][value='{asked[1].Right()[0].Value}']")).ToBeCheckedAsync();
        await stage.WaitAsync("1101");

        // Once more, and this time it comes back by itself.
        await context.SetOfflineAsync(true);
        await ChooseAsync(page, asked[2]);
        await Assertions.Expect(page.Locator("#quiz-saving")).ToContainTextAsync("Đã giữ trên thiết bị này");
        await context.SetOfflineAsync(false);
        await stage.WaitAsync("1111");
        await Assertions.Expect(page.Locator("#quiz-saving")).ToContainTextAsync("Đã lưu lúc");
        await page.ClickAsync("#hand-in");
        await Assertions.Expect(page.Locator("main h1")).ToHaveTextAsync("Đạt bài kiểm tra");
        Assert.Equal(100m, await stage.Site.DataAsync(db => db.QuizAttempts.Select(a => a.Score).SingleAsync()));
        await Stage.ExamineAsync(page, "quiz-review");
    }

    [BrowserTheory, OnSqlite]
    public async Task A_second_window_takes_the_attempt_over_and_the_first_says_so(Database database)
    {
        await using var stage = await QuizStage.OpenAsync(database, quiz => quiz.TimeLimitMinutes = 30, QuizOfTests.Single("Một?"), QuizOfTests.Single("Hai?"));
        var phone = await stage.StartAsync("hocvien", Screen.Phone);
        await Assertions.Expect(phone.Locator("#quiz-left")).ToContainTextAsync("Còn ");
        var asked = await stage.Site.AskedAsync(Guid.Parse(new Uri(phone.Url).AbsolutePath.Split('/')[^1]));
        await ChooseAsync(phone, asked[0]);
        await stage.WaitAsync("10");

        // Another device knows nothing of this browser's tabs: the first window hears of it when it saves.
        var desk = await stage.StartAsync("hocvien", Screen.Desktop);
        await Assertions.Expect(desk.Locator($"[name=a1][value='{asked[0].Right()[0].Value}']")).ToBeCheckedAsync();
        await Stage.ExamineAsync(desk, "quiz-desk");
        await ChooseAsync(phone, asked[1]);
        await Assertions.Expect(phone.Locator("#quiz-stopped")).ToBeVisibleAsync();
        await Assertions.Expect(phone.Locator("#quiz-stopped")).ToContainTextAsync("cửa sổ hoặc máy khác");
        await Stage.ExamineAsync(phone, "quiz-stopped");
        Assert.Equal("10", await stage.StoredAsync());

        // A second tab of the same browser: told at once.
        var tab = await desk.Context.NewPageAsync();
        await tab.GotoAsync(desk.Url);
        await Assertions.Expect(desk.Locator("#quiz-stopped")).ToBeVisibleAsync();
        await Assertions.Expect(tab.Locator("#quiz-stopped")).ToBeHiddenAsync();
    }

    [BrowserTheory, OnSqlite]
    public async Task Every_type_of_question_is_answered_and_handed_in_by_keyboard_alone(Database database)
    {
        QuestionBody[] bodies =
        [
            .. QuizOfTests.OfEveryType(),
            new HotSpot { Text = new Words("Chỉ động mạch."), Image = new string('a', 64), Alternative = new Words("Ảnh chụp mạch"), Regions = [new Region(new Words("Nhánh trước"), RegionShape.Rectangle, 10, 10, 20, 20, 1), new Region(new Words("Nhánh mũ"), RegionShape.Ellipse, 60, 60, 10, 10, 0)] },
            QuizOfTests.Essay(),
        ];
        await using var stage = await QuizStage.OpenAsync(database, quiz => quiz.Behaviour = Behaviour.Certainty, bodies);
        var page = await stage.StartAsync("hocvien", Screen.Desktop);
        await Stage.ExamineAsync(page, "quiz-every-type");
        foreach (var question in await stage.Site.AskedAsync(Guid.Parse(new Uri(page.Url).AbsolutePath.Split('/')[^1])))
        {
            var fields = question.Body is Essay ? question.Right() : [.. question.Right(), KeyValuePair.Create(AnswerFields.Certainty, "3")];
            foreach (var (suffix, value) in fields)
            {
                await AnswerAsync(page, AnswerFields.NameOf(question.Number) + suffix, value);
            }
        }

        await TabToAsync(page, "#hand-in");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main h1")).ToHaveTextAsync("Bài đã nộp");
        Assert.All(await stage.Site.DataAsync(db => db.AttemptSlots.Where(s => !s.Waits).ToListAsync()), slot => Assert.Equal(1, slot.Fraction));
        await Stage.ExamineAsync(page, "quiz-every-type-review");
    }

    [BrowserTheory, OnSqlite]
    public async Task A_picture_is_pointed_at_with_a_finger_and_a_name_takes_the_place_of_the_point(Database database)
    {
        var spot = new HotSpot { Text = new Words("Chỉ động mạch."), Image = new string('a', 64), Alternative = new Words("Ảnh chụp mạch"), Regions = [new Region(new Words("Nhánh trước"), RegionShape.Rectangle, 10, 10, 20, 20, 1), new Region(new Words("Nhánh mũ"), RegionShape.Ellipse, 60, 60, 10, 10, 0)] };
        await using var stage = await QuizStage.OpenAsync(database, null, spot);
        var page = await stage.SignedInAsync("hocvien", Screen.Phone);
        await page.RouteAsync("**/image/**", route => route.FulfillAsync(new() { ContentType = "image/svg+xml", Body = "<svg xmlns='http://www.w3.org/2000/svg' width='640' height='480'><rect width='640' height='480' fill='#355'/></svg>" }));
        await stage.BeginAsync(page);
        var (picture, mark, name) = (page.Locator("[data-point] img"), page.Locator(".pointing-mark"), page.Locator("label:has-text('Nhánh mũ')"));
        await Assertions.Expect(mark).ToBeHiddenAsync();
        await name.ClickAsync();
        await PointAsync(picture, 0.2f, 0.25f);
        await Assertions.Expect(mark).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("input[type=radio]:checked")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#quiz-saving")).ToContainTextAsync("Đã lưu");
        await stage.WaitAsync("1");
        await Stage.ExamineAsync(page, "quiz-pointing");

        // It is there again on the next opening, and a name takes its place.
        await page.ReloadAsync();
        await Assertions.Expect(mark).ToBeVisibleAsync();
        await name.ClickAsync();
        await Assertions.Expect(mark).ToBeHiddenAsync();
        await PointAsync(picture, 0.2f, 0.25f);
        await page.ClickAsync("#hand-in");
        await Assertions.Expect(page.Locator("main h1")).ToHaveTextAsync("Đạt bài kiểm tra");
        await Assertions.Expect(mark).ToBeVisibleAsync();
        Assert.Equal(1m, await stage.Site.DataAsync(db => db.AttemptSlots.Select(s => s.Fraction).SingleAsync()));
    }

    private static async Task PointAsync(ILocator picture, float right, float down)
    {
        await picture.ScrollIntoViewIfNeededAsync();
        var box = (await picture.BoundingBoxAsync())!;
        await picture.ClickAsync(new() { Position = new() { X = box.Width * right, Y = box.Height * down } });
    }

    private static Task ChooseAsync(IPage page, AskedNow question) => page.ClickAsync($"label:has([name=a{question.Number}][value='{question.Right()[0].Value}'])");

    private static async Task AnswerAsync(IPage page, string name, string value)
    {
        var field = page.Locator($"[name='{name}']");
        switch (await field.First.EvaluateAsync<string>("e => e.type"))
        {
            case "radio":
                await TabToAsync(page, $"[name='{name}']");
                for (var press = 0; press < 12 && !await page.Locator($"[name='{name}'][value='{value}']").IsCheckedAsync(); press++)
                {
                    await page.Keyboard.PressAsync(press == 0 ? "Space" : "ArrowDown");
                }

                await Assertions.Expect(page.Locator($"[name='{name}'][value='{value}']")).ToBeCheckedAsync();
                break;
            case "checkbox":
                await TabToAsync(page, $"[name='{name}'][value='{value}']");
                await page.Keyboard.PressAsync("Space");
                break;
            case "select-one":
                await TabToAsync(page, $"[name='{name}']");
                for (var press = 0; press < 12 && await field.InputValueAsync() != value; press++)
                {
                    await page.Keyboard.PressAsync("ArrowDown");
                }

                await Assertions.Expect(field).ToHaveValueAsync(value);
                break;
            default:
                await TabToAsync(page, $"[name='{name}']");
                await page.Keyboard.TypeAsync(value);
                break;
        }
    }

    // Forwards, and round again: a choice may stand before the one made last.
    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var presses = 0; presses < 120; presses++)
        {
            if (await page.EvaluateAsync<bool>("selector => document.activeElement?.matches(selector) ?? false", selector))
            {
                Assert.True(await page.EvaluateAsync<bool>($"() => ({Examination.FocusIsSeen})(document.activeElement)"), $"The focus on {selector} is covered.");
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"The Tab key does not reach {selector}.");
    }
}

/// <summary>A site inside this process whose course has a quiz of the test's own, and people who open it.</summary>
internal sealed class QuizStage : IAsyncDisposable
{
    private readonly Stage _stage;
    private readonly string _quiz;

    private QuizStage(Stage stage, string quiz) => (_stage, _quiz) = (stage, quiz);

    public Site Site => _stage.Site;

    public static async Task<QuizStage> OpenAsync(Database database, Action<Quiz>? rules, params QuestionBody[] bodies)
    {
        var stage = await Stage.OpenAsync(database);
        return new QuizStage(stage, await stage.Site.AskAsync(rules, bodies));
    }

    public Task<IPage> SignedInAsync(string account, Screen screen) => _stage.SignedInAsync(account, screen);

    /// <summary>Somebody signed in with the questions before them.</summary>
    public async Task<IPage> StartAsync(string account, Screen screen)
    {
        var page = await SignedInAsync(account, screen);
        await BeginAsync(page);
        return page;
    }

    /// <summary>Begins the quiz, or goes on with it.</summary>
    public async Task BeginAsync(IPage page)
    {
        await page.GotoAsync(_quiz);
        await page.ClickAsync("button[form=start]");
        await page.WaitForSelectorAsync("#quiz");

        // The script has taken the attempt over.
        await page.WaitForFunctionAsync("() => Number(document.querySelector('#quiz [name=Sitting]').value) > 0");
    }

    /// <summary>Which questions have a stored answer: 1001 for the first and the last.</summary>
    public Task<string> StoredAsync() => Site.DataAsync(async db => string.Concat((await db.AttemptSlots.AsNoTracking().OrderBy(s => s.Number).Select(s => s.Fields).ToListAsync()).Select(fields => fields.Length > 0 ? '1' : '0')));

    public async Task WaitAsync(string stored)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        while (await StoredAsync() != stored)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();
}
