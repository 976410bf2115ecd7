using System.Text;
using Microsoft.Playwright;
using Training.Browser.Tests.Support;
using Training.Courses.Lessons;
using Training.Tests.Courses;
using Xunit.Abstractions;

namespace Training.Browser.Tests.Journeys;

/// <summary>Whatever a lesson's author writes, a real browser runs nothing of it and finds nothing that could run.</summary>
public sealed class LessonTripwireTests(ITestOutputHelper output)
{
    private const int Texts = 100_000;
    private const int TextsOnAPage = 1_000;
    private const string Somewhere = "http://lessons.example/";
    private const string Nonce = "tripwire";

    // The policy lets nothing run but the wire itself, so that everything else that tries is a violation.
    private const string Policy = $"default-src 'none'; script-src 'nonce-{Nonce}'; base-uri 'none'; form-action 'none'";

    private const string Wire = """
        const fired = [];
        window.tripwire = () => fired.push('canary');
        Object.defineProperty(window, 'a', { get() { fired.push('canary'); } });
        document.addEventListener('securitypolicyviolation', e => fired.push(`violation: ${e.violatedDirective} ${e.sample}`));
        addEventListener('error', e => fired.push(`error: ${e.message ?? e.target?.outerHTML}`), true);
        const known = new Set(['A', 'P', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'UL', 'OL', 'LI', 'EM', 'STRONG', 'CODE', 'PRE', 'BLOCKQUOTE', 'BR', 'HR', 'TABLE', 'THEAD', 'TBODY', 'TR', 'TH', 'TD', 'DIV', 'MAIN', 'SECTION', 'SMALL', 'DETAILS', 'SUMMARY']);
        // What is no address leads nowhere, and still has to look like one of these.
        const scheme = url => URL.canParse(url, document.baseURI) ? new URL(url, document.baseURI).protocol : `${url.split(':')[0].toLowerCase()}:`;
        const look = root => {
          for (const e of root.querySelectorAll('*')) {
            if (!known.has(e.tagName)) fired.push(`element: ${e.outerHTML.slice(0, 200)}`);
            for (const { name, value } of e.attributes) {
              if (/^on|^style$|^srcdoc$/i.test(name)) fired.push(`attribute: ${name}=${value}`);
            }
            for (const name of ['href', 'src', 'action', 'formaction', 'data', 'xlink:href']) {
              if (e.hasAttribute(name) && !['http:', 'https:', 'mailto:'].includes(scheme(e.getAttribute(name)))) fired.push(`scheme: ${e.getAttribute(name)}`);
            }
          }
        };
        window.report = () => {
          const main = document.querySelector('main');
          look(main);
          // Written out and read again, as an editor would.
          const again = document.createElement('main');
          again.innerHTML = main.innerHTML;
          look(again);
          if (document.querySelectorAll('main').length !== 1 || document.body.lastElementChild !== main) fired.push('element: something left its place');
          return fired;
        };
        """;

    [BrowserTheory, InlineData(20261122)]
    public async Task Hostile_lessons_fire_nothing_in_a_real_browser(int seed)
    {
        var random = new Random(seed);
        var known = (from vector in HostileMarkdown.Vectors from call in HostileMarkdown.Calls select vector.Replace("X", call, StringComparison.Ordinal)).ToArray();
        var texts = known.Concat(Enumerable.Range(0, Texts - known.Length).Select(_ => HostileMarkdown.Write(random, 3))).ToArray();
        await using var wire = await Tripwire.StretchAsync();
        foreach (var some in texts.Chunk(TextsOnAPage))
        {
            var rendered = Array.ConvertAll(some, LessonText.Render);
            Assert.Equal(rendered, Array.ConvertAll(some, LessonText.Render));
            if (await wire.WalkAsync(rendered) is { Count: > 0 } fired)
            {
                Assert.Fail($"{fired[0]} from:\n{await FindAsync(wire, some)}");
            }
        }

        output.WriteLine($"{texts.Length} lessons ({known.Length} known attacks, the others of a grammar with seed {seed}) rendered in Chromium {wire.Version}: 0 firings.");
    }

    [BrowserTheory]
    [InlineData("<script>tripwire(1)</script>", "violation", "element")]
    [InlineData("<p onclick=tripwire(1)>x</p>", "violation", "attribute")]
    [InlineData("<img src=x>", "violation", "element")]
    [InlineData("<a href='java\nscript:tripwire(1)'>x</a>", "scheme")]
    [InlineData("<a href='data:text/html,x'>x</a>", "scheme")]
    [InlineData($"<script nonce={Nonce}>tripwire(1)</script>", "canary", "element")]
    [InlineData($"<script nonce={Nonce}>eval(atob('YQ=='))</script>", "violation", "element")]
    [InlineData($"<script nonce={Nonce}>a</script>", "canary", "element")]
    [InlineData($"<script nonce={Nonce}>alert(1)</script>", "dialog", "element")]
    [InlineData("</main><p>x</p>", "element")]
    [InlineData("<svg><style><!--</style><a title='--><img src=x>'></a></svg>", "element")]
    public async Task The_tripwire_fires_where_something_runs(string html, params string[] expected)
    {
        await using var wire = await Tripwire.StretchAsync();
        var fired = await wire.WalkAsync(["<p>before</p>", html]);
        Assert.All(expected, what => Assert.Contains(fired, says => says.StartsWith(what, StringComparison.Ordinal)));
        Assert.Empty(await wire.WalkAsync(["<p><a href='https://a.example'>x</a></p>"]));
    }

    private static async Task<string> FindAsync(Tripwire wire, string[] texts)
    {
        foreach (var text in texts)
        {
            if ((await wire.WalkAsync([LessonText.Render(text)])).Count > 0)
            {
                return text;
            }
        }

        return "several of them together";
    }

    /// <summary>A page that tells when something runs in it.</summary>
    private sealed class Tripwire : IAsyncDisposable
    {
        private readonly IPage _page;
        private readonly List<string> _dialogs = [];
        private string _html = "";

        private Tripwire(IPage page) => _page = page;

        public string Version => _page.Context.Browser!.Version;

        public static async Task<Tripwire> StretchAsync()
        {
            var context = await (await Chromium.StartAsync()).NewContextAsync();
            var wire = new Tripwire(await context.NewPageAsync());
            wire._page.Dialog += (_, dialog) =>
            {
                wire._dialogs.Add($"dialog: {dialog.Type} {dialog.Message}");
                _ = dialog.DismissAsync();
            };
            await context.RouteAsync("**/*", route => route.Request.Url == Somewhere
                ? route.FulfillAsync(new() { ContentType = "text/html; charset=utf-8", Headers = new Dictionary<string, string> { ["Content-Security-Policy"] = Policy }, Body = wire._html })
                : route.AbortAsync());
            return wire;
        }

        /// <summary>What fired on a page with these lessons on it.</summary>
        public async Task<IReadOnlyList<string>> WalkAsync(IEnumerable<string> lessons)
        {
            _dialogs.Clear();
            var page = new StringBuilder($"<!doctype html><html><head><title>x</title><script nonce={Nonce}>{Wire}</script></head><body><main>");
            foreach (var lesson in lessons)
            {
                page.Append("<div>").Append(lesson).Append("</div>\n");
            }

            _html = page.Append("</main></body></html>").ToString();
            await _page.GotoAsync(Somewhere);
            return [.. await _page.EvaluateAsync<string[]>("() => window.report()"), .. _dialogs];
        }

        public async ValueTask DisposeAsync() => await _page.Context.CloseAsync();
    }
}
