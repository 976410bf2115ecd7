using Microsoft.Playwright;

namespace Training.Browser.Tests.Support;

/// <summary>The browser of the machine: Playwright brings none, and downloads none here.</summary>
internal static class Chromium
{
    public const string Variable = "TRAINING_TEST_CHROMIUM";
    public const string Debian = "/usr/bin/chromium";

    private static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];

    private static readonly Lazy<Task<IBrowser>> Started = new(LaunchAsync);

    public static string? Path { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : File.Exists(Debian) ? Debian : null;

    /// <summary>One browser for the whole run; it ends with the process.</summary>
    public static Task<IBrowser> StartAsync() => Started.Value;

    /// <summary>
    /// A browser that keeps pages for the button "back", as people's browsers do and Playwright's does not; end it yourself.
    /// </summary>
    public static async Task<IBrowser> StartKeepingPagesAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = Arguments, IgnoreDefaultArgs = ["--disable-back-forward-cache"] });
    }

    private static async Task<IBrowser> LaunchAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = Arguments });
    }
}
