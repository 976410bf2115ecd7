using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace Training.Browser.Tests.Support;

/// <summary>What a person holds. The phone is a cheap one: narrow, and touched.</summary>
internal sealed record Screen(int Width, int Height, bool Touch, int Scale = 1)
{
    public static Screen Phone { get; } = new(360, 740, Touch: true, Scale: 2);

    public static Screen Desktop { get; } = new(1280, 900, Touch: false);
}

/// <summary>A test in the browser: a site of its own, and people who open it. Where it fails, what they saw is in TestResults.</summary>
internal sealed class Walk : IAsyncDisposable
{
    private readonly List<Person> _people = [];
    private readonly RunningSite _site;

    private Walk(RunningSite site, string language)
    {
        _site = site;
        Language = language;
    }

    /// <summary>The language of everybody who does not choose another.</summary>
    public string Language { get; }

    /// <param name="database">Where the site's data is.</param>
    /// <param name="language">The language of everybody who does not choose another.</param>
    /// <param name="steps">What they do.</param>
    /// <param name="settings">Settings of the site, such as <c>Mail:Host</c>.</param>
    /// <param name="name">What they saw is kept under this name.</param>
    public static async Task RunAsync(
        Database database, string language, Func<Walk, Task> steps, IReadOnlyDictionary<string, string>? settings = null, [CallerMemberName] string name = "")
    {
        await using var walk = new Walk(await RunningSite.StartAsync(database, settings ?? new Dictionary<string, string>()), language);
        try
        {
            await steps(walk);
        }
        catch
        {
            await walk.KeepAsync($"{name}.{database}.{language}");
            throw;
        }
    }

    /// <summary>Somebody who did not sign in.</summary>
    /// <param name="screen">What they hold.</param>
    /// <param name="language">Theirs, or that of everybody.</param>
    /// <param name="dark">Dark colours.</param>
    /// <param name="scripts">False: a browser without JavaScript.</param>
    /// <param name="named">True: the site by its name instead of its number; passkeys belong to names only.</param>
    /// <param name="browser">Another browser than the one of the whole run.</param>
    public async Task<Person> VisitorAsync(Screen screen, string? language = null, bool dark = false, bool scripts = true, bool named = false, IBrowser? browser = null)
    {
        browser ??= await Chromium.StartAsync();
        var site = named ? _site.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) : _site.Address;
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = site,
            Locale = "en-US",
            TimezoneId = "Asia/Ho_Chi_Minh",
            ViewportSize = new() { Width = screen.Width, Height = screen.Height },
            DeviceScaleFactor = screen.Scale,
            HasTouch = screen.Touch,
            IsMobile = screen.Touch,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = scripts,
        });
        var person = new Person(await context.NewPageAsync(), site, screen, language ?? Language, scripts);
        _people.Add(person);
        if (person.Language != "vi")
        {
            await context.AddCookiesAsync([new() { Name = ".AspNetCore.Culture", Value = $"c={person.Language}|uic={person.Language}", Url = site }]);
        }

        return person;
    }

    /// <summary>Somebody signed in with a demo account: <c>hocvien</c>, <c>huongdan</c> …</summary>
    public async Task<Person> SignedInAsync(string account, Screen screen, string? language = null, bool dark = false, bool scripts = true, bool named = false)
    {
        var person = await VisitorAsync(screen, language, dark, scripts, named);
        await person.SignInAsync(account);
        return person;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in _people)
        {
            await person.Page.Context.CloseAsync();
        }

        await _site.DisposeAsync();
    }

    private async Task KeepAsync(string name)
    {
        Directory.CreateDirectory(Repository.TestResults);
        var path = Path.Combine(Repository.TestResults, name);
        await File.WriteAllTextAsync($"{path}.log", _site.Output);
        foreach (var (number, person) in _people.Index())
        {
            await person.Page.ScreenshotAsync(new() { Path = $"{path}.{number}.png", FullPage = true });
        }
    }
}
