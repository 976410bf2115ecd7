using Microsoft.Playwright;
using Training.Tests.Scorm;

namespace Training.Browser.Tests.Support;

/// <summary>A site inside this process with one package in the course of the tests, and people who open it.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly List<IBrowserContext> _contexts = [];

    private Stage(Site site, Uri address) => (Site, Address) = (site, address.GetLeftPart(UriPartial.Authority));

    public Site Site { get; }

    public string Address { get; }

    /// <summary>The package is sent by its author, through the page.</summary>
    public static async Task<Stage> OpenAsync(Database database, CourseOfTests course, byte[] package)
    {
        var (site, address) = await Site.StartOnKestrelWithAsync(database, course.AddTo);
        var stage = new Stage(site, address);
        await course.BeginAsync(site);
        var author = await stage.SignedInAsync("giaovu");
        await author.GotoAsync(CourseOfTests.Write);
        await author.SetInputFilesAsync("input[type=file]", new FilePayload { Name = "goi.zip", MimeType = "application/zip", Buffer = package });
        await author.ClickAsync("form[enctype] button");
        await Assertions.Expect(author.Locator("main dl")).ToContainTextAsync("goi.zip");
        return stage;
    }

    /// <summary>Only a site, with the courses as they are.</summary>
    public static async Task<Stage> OpenAsync(Database database)
    {
        var (site, address) = await Site.StartOnKestrelWithAsync(database, _ => { });
        return new Stage(site, address);
    }

    /// <summary>A browser of their own, signed in.</summary>
    public async Task<IPage> SignedInAsync(string account, Screen? screen = null, bool dark = false)
    {
        screen ??= Screen.Phone;
        var context = await (await Chromium.StartAsync()).NewContextAsync(new()
        {
            BaseURL = Address,
            Locale = "vi-VN",
            TimezoneId = "Asia/Ho_Chi_Minh",
            ViewportSize = new() { Width = screen.Width, Height = screen.Height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
        });
        _contexts.Add(context);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/account/login");
        await page.FillAsync("[name='Input.Email']", $"{account}@demo.local");
        await page.FillAsync("[name='Input.Password']", Person.DemoPassword);
        await page.ClickAsync("main form button[type=submit]");
        await page.WaitForURLAsync(Address + "/");
        return page;
    }

    /// <summary>Signed in, with the package open.</summary>
    public async Task<IPage> LearnAsync(string account, Screen? screen = null, bool dark = false)
    {
        var page = await SignedInAsync(account, screen, dark);
        await page.GotoAsync(CourseOfTests.Learn);
        await page.ClickAsync("button[form=open]:not(.plain)");
        await page.WaitForURLAsync("**/play/**");
        return page;
    }

    /// <summary>Looks at the page as everywhere, and keeps a picture.</summary>
    public static async Task ExamineAsync(IPage page, string name)
    {
        Directory.CreateDirectory("TestResults");
        await page.ScreenshotAsync(new() { Path = Path.Combine("TestResults", $"scorm-{name}.png"), FullPage = true });
        var troubles = await Examination.LookAsync(page, "vi");
        Assert.True(troubles.Count == 0, $"{name}:\n{string.Join('\n', troubles)}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in _contexts)
        {
            await context.DisposeAsync();
        }

        await Site.DisposeAsync();
    }
}
