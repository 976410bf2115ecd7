using AngleSharp.Html.Parser;
using Microsoft.Playwright;

namespace Training.Browser.Tests.Support;

/// <summary>A person with a browser of their own. Every page they come to is examined.</summary>
internal sealed class Person
{
    public const string DemoPassword = "Demo-training-2026";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _site;
    private readonly bool _scripts;
    private readonly List<string> _troubles = [];
    private readonly List<(string Address, string? Why)> _failed = [];
    private readonly HashSet<string> _files = [];
    private TaskCompletionSource _loaded = new();
    private int _status;
    private bool _wasCut;

    public Person(IPage page, string site, Screen screen, string language, bool scripts)
    {
        (Page, _site, Screen, Language, _scripts) = (page, site, screen, language, scripts);
        page.Load += (_, _) => _loaded.TrySetResult();
        page.PageError += (_, error) => _troubles.Add($"script error: {error}");
        page.Console += (_, message) => Hear(message);
        page.Request += (_, request) => Watch(request);

        // A link that turns out to be a file ends as a page that was not loaded.
        page.Download += (_, file) => _files.Add(file.Url);
        page.RequestFailed += (_, request) =>
        {
            if (!_wasCut || request.Failure != "net::ERR_INTERNET_DISCONNECTED")
            {
                _failed.Add((request.Url, request.Failure));
            }
        };
        page.Response += (_, response) => Watch(response);
    }

    public IPage Page { get; }

    public Screen Screen { get; }

    public string Language { get; set; }

    /// <summary>What was touched and filled in so far.</summary>
    public int Interactions { get; private set; }

    public string Path => new Uri(Page.Url).PathAndQuery;

    /// <summary>All words of the page's main part.</summary>
    public Task<string> TextAsync() => Page.Locator("main").InnerTextAsync();

    public ILocator Find(string selector) => Page.Locator(selector);

    /// <summary>Signs in with a demo account and comes to the home page.</summary>
    public Task SignInAsync(string account) => SignInAsync($"{account}@demo.local", DemoPassword);

    /// <summary>Signs in and comes to the home page.</summary>
    public async Task SignInAsync(string email, string password)
    {
        await LeaveAsync(() => Page.GotoAsync("/account/login"));
        await FillAsync("Input.Email", email);
        await FillAsync("Input.Password", password);
        await PressAsync("main form button[type=submit]");
        Assert.Equal("/", Path);
    }

    /// <summary>Goes to an address of the site.</summary>
    public async Task VisitAsync(string address, int status = 200)
    {
        await LeaveAsync(() => Page.GotoAsync(address));
        await ExamineAsync(status);
    }

    /// <summary>Where the links of a page lead inside the site, read without showing it.</summary>
    public async Task<IReadOnlyList<string>> LinksOfAsync(string address, int status = 200)
    {
        var answer = await Page.APIRequest.GetAsync(_site + address);
        Assert.True(answer.Status == status, $"{address}: status {answer.Status} instead of {status}");
        return [.. new HtmlParser().ParseDocument(await answer.TextAsync()).QuerySelectorAll("a[href^='/']:not([download])").Select(link => link.GetAttribute("href")!)];
    }

    /// <summary>Presses a link or a button that leads to a page.</summary>
    public Task PressAsync(string selector, int status = 200) => PressAsync(Page.Locator(selector), status);

    /// <summary>Presses a link or a button that leads to a page.</summary>
    public async Task PressAsync(ILocator what, int status = 200)
    {
        await LeaveAsync(() => TouchAsync(what));
        await ExamineAsync(status);
    }

    /// <summary>Goes where a link of the menu leads, which may be among those that do not fit into its line.</summary>
    public async Task FollowMenuAsync(string address)
    {
        var link = $"nav a[href='{address}']:visible";
        if (await Page.Locator(link).CountAsync() == 0)
        {
            await TouchAsync(Page.Locator("nav .more button"));
        }

        await PressAsync(link);
    }

    /// <summary>Presses what leads to a page that comes again by itself until its work is done, and waits for that.</summary>
    /// <param name="selector">What is pressed.</param>
    /// <param name="busy">What is on the page until then.</param>
    public async Task PressAndWaitAsync(string selector, string busy)
    {
        await LeaveAsync(() => TouchAsync(Page.Locator(selector)));
        await Assertions.Expect(Page.Locator(busy)).ToHaveCountAsync(0, new() { Timeout = (float)Patience.TotalMilliseconds });
        await VisitAsync(Path);
    }

    /// <summary>Presses a link to a file, and has it.</summary>
    public async Task<(string Name, byte[] Content)> DownloadAsync(string selector)
    {
        var file = await Page.RunAndWaitForDownloadAsync(() => TouchAsync(Page.Locator(selector)));
        Assert.True(await file.FailureAsync() is null, $"{Path}: {file.Url} did not come: {await file.FailureAsync()}");
        return (file.SuggestedFilename, await File.ReadAllBytesAsync(await file.PathAsync()));
    }

    /// <summary>Presses a key that leads to a page.</summary>
    public async Task PressKeyAsync(string key, int status = 200)
    {
        await LeaveAsync(() => Page.Keyboard.PressAsync(key));
        await ExamineAsync(status);
    }

    /// <summary>Chooses one answer of several, by touching its words.</summary>
    public async Task ChooseAsync(string field, string value)
    {
        await UnfoldAsync($"input[name='{field}'][value='{value}']");
        await TouchAsync(Page.Locator($"label:has(input[name='{field}'][value='{value}'])"));
        await Assertions.Expect(Page.Locator($"input[name='{field}'][value='{value}']")).ToBeCheckedAsync();
    }

    /// <summary>Opens what the field is folded into, as somebody who looks for it would.</summary>
    public async Task UnfoldAsync(string selector)
    {
        var folded = Page.Locator($"details:not([open]):has({selector}) > summary");
        if (await folded.CountAsync() > 0)
        {
            await TouchAsync(folded.First);
        }
    }

    public async Task FillAsync(string field, string value)
    {
        await UnfoldAsync($"[name='{field}']");
        Interactions++;
        await Field(field).FillAsync(value);
    }

    public ILocator Field(string field) => Page.Locator($"[name='{field}']");

    /// <summary>Presses Tab until the focus is on it.</summary>
    public async Task TabToAsync(string selector)
    {
        var target = Page.Locator(selector).First;
        for (var presses = 0; presses < 80; presses++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await target.EvaluateAsync<bool>("e => e === document.activeElement"))
            {
                Assert.True(await IsSeenAsync(target), $"{Path}: the focus on {selector} is covered or outside the window.");
                return;
            }
        }

        Assert.Fail($"{Path}: the Tab key does not reach {selector}.");
    }

    // A busy browser scrolls to the focus a little later.
    private static async Task<bool> IsSeenAsync(ILocator focused)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        while (!await focused.EvaluateAsync<bool>(Examination.FocusIsSeen))
        {
            if (patience.IsCancellationRequested)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes the network away from the whole browser, or gives it back; that requests fail meanwhile is no trouble.</summary>
    public Task CutAsync(bool cut)
    {
        _wasCut = true;
        return Page.Context.SetOfflineAsync(cut);
    }

    /// <summary>Looks at the same page on another screen.</summary>
    public async Task LookAtAsync(Screen other)
    {
        await Page.SetViewportSizeAsync(other.Width, other.Height);
        var troubles = await Examination.LookAsync(Page, Language);
        await Page.SetViewportSizeAsync(Screen.Width, Screen.Height);
        Assert.True(troubles.Count == 0, $"{Path} ({Language}, {other.Width} px):\n{string.Join('\n', troubles)}");
    }

    private Task TouchAsync(ILocator what)
    {
        Interactions++;
        return Screen.Touch ? what.TapAsync() : what.ClickAsync();
    }

    private async Task LeaveAsync(Func<Task> leave)
    {
        _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await leave();
        try
        {
            await _loaded.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{Path}: no page came.");
        }
    }

    private async Task ExamineAsync(int status)
    {
        List<string> troubles = [.. _troubles, .. _failed.Where(request => !_files.Contains(request.Address)).Select(request => $"request failed: {request.Address} {request.Why}")];
        _troubles.Clear();
        _failed.Clear();
        if (_status != status)
        {
            troubles.Add($"status {_status} instead of {status}");
        }

        troubles.AddRange(await Examination.LookAsync(Page, Language));
        if (_scripts)
        {
            troubles.AddRange(await Examination.RunAxeAsync(Page));
        }

        Assert.True(troubles.Count == 0, $"{Path} ({Language}, {Screen.Width} px):\n{string.Join('\n', troubles)}");
    }

    private void Hear(IConsoleMessage message)
    {
        // The status of a page is checked by itself, see ExamineAsync; of what a page loads, below.
        if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
        {
            _troubles.Add($"console: {message.Text}");
        }
    }

    private void Watch(IRequest request)
    {
        if (!request.Url.StartsWith(_site, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
        {
            _troubles.Add($"request to another place: {request.Url}");
        }
    }

    private void Watch(IResponse response)
    {
        if (response.Request.IsNavigationRequest)
        {
            _status = response.Status;
        }
        else if (response.Status >= 400)
        {
            _troubles.Add($"{response.Status} for {response.Url}");
        }
    }
}
