using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Training.Courses.Catalogue;
using Training.Courses.Progress;

namespace Training.Browser.Tests.Support;

/// <summary>A site inside this process, a course with one package in it, and people who open it.</summary>
internal sealed class Stage : IAsyncDisposable
{
    public const string Code = "VK-12";

    private readonly List<IBrowserContext> _contexts = [];

    private Stage(Site site, Uri address) => (Site, Address) = (site, address.GetLeftPart(UriPartial.Authority));

    public Site Site { get; }

    public string Address { get; }

    /// <summary>Where the package is learned.</summary>
    public string Learn { get; private set; } = "";

    /// <summary>Its author makes a course of one package and publishes it, through the pages.</summary>
    public static async Task<Stage> OpenAsync(Database database, byte[] package)
    {
        var stage = await OpenAsync(database);
        var author = await stage.SignedInAsync("giaovu", Screen.Desktop);
        await author.GotoAsync("/courses/new");
        foreach (var (field, value) in new[] { ("Input.TitleVi", "Vô khuẩn bằng gói học"), ("Input.SummaryVi", "Hai bài trong một gói."), ("Input.Hours", "2"), ("Code", Code) })
        {
            await author.FillAsync($"[name='{field}']", value);
        }

        await author.ClickAsync("button[form=new-form]");
        await author.CheckAsync("form[action*='handler=Item'] input[name=Kind][value=scorm]");
        await author.FillAsync("form[action*='handler=Item'] input[name=Title]", "Gói vô khuẩn");
        await author.ClickAsync("form[action*='handler=Item'] button");
        await author.WaitForURLAsync("**/scorm/*/edit");
        stage.Learn = new Uri(author.Url).AbsolutePath[..^"/edit".Length];
        await author.SetInputFilesAsync("input[type=file]", new FilePayload { Name = "goi.zip", MimeType = "application/zip", Buffer = package });
        await author.ClickAsync("form[enctype] button");
        await Assertions.Expect(author.Locator("main dl")).ToContainTextAsync("goi.zip");
        await author.GotoAsync($"/courses/{Code}/publish");
        await author.ClickAsync("button[form=publish-form]");
        await author.WaitForURLAsync($"**/courses/{Code}");
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
        await page.GotoAsync(Learn);
        await page.ClickAsync("button[form=open]:not(.plain)");
        await page.WaitForURLAsync("**/play/**");
        return page;
    }

    /// <summary>What the course knows of what learners did with the package.</summary>
    public Task<ItemProgress[]> ProgressAsync()
    {
        var key = Guid.Parse(Learn.Split('/')[^1]);
        return Site.DataAsync(db => db.ItemProgress.AsNoTracking().Where(p => p.ItemKey == key && (p.SeenAt != null || p.Score != null)).ToArrayAsync());
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
