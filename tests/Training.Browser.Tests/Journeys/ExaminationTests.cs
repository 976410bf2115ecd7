using Training.Browser.Tests.Support;

namespace Training.Browser.Tests.Journeys;

/// <summary>A check that can not fail proves nothing.</summary>
public sealed class ExaminationTests
{
    [BrowserTheory, OnSqlite]
    public Task The_examination_of_a_page_finds_what_is_wrong_with_it(Database database) => Walk.RunAsync(database, "vi", async walk =>
    {
        var visitor = await walk.VisitorAsync(Screen.Phone);
        await visitor.VisitAsync("/verify");
        await visitor.Page.EvaluateAsync("() => document.querySelector('label').remove()");
        Assert.Contains(await Examination.RunAxeAsync(visitor.Page), t => t.StartsWith("label (", StringComparison.Ordinal));
        Assert.Empty(await Examination.LookAsync(visitor.Page, "vi"));
        await visitor.Page.EvaluateAsync("() => { document.querySelector('main').style.width = '900px'; }");
        Assert.NotEmpty(await Examination.LookAsync(visitor.Page, "vi"));
        await visitor.Page.EvaluateAsync("() => { document.querySelector('main').style.width = ''; localStorage.setItem('token', 'abc'); document.cookie = 'session=abc'; }");
        Assert.Equal(["kept in the browser: token = abc", "a script can read the cookie session"], await Examination.LookAsync(visitor.Page, "vi"));

        var another = await walk.VisitorAsync(Screen.Phone, "en");
        await another.VisitAsync("/");
        another.Language = "vi";
        await Assert.ThrowsAnyAsync<Exception>(() => another.VisitAsync("/"));
        another.Language = "en";
        await another.Page.EvaluateAsync("() => document.body.setAttribute('style', 'color: red')");
        await another.Page.EvaluateAsync("() => { try { const s = document.createElement('script'); s.textContent = '1'; document.body.append(s); } catch { /* refused, and said so */ } }");
        await Assert.ThrowsAnyAsync<Exception>(() => another.VisitAsync("/verify"));
        await Assert.ThrowsAnyAsync<Exception>(() => another.VisitAsync("/error/404"));
    });
}
