using Microsoft.Playwright;
using Training.Browser.Tests.Support;

namespace Training.Browser.Tests.Journeys;

/// <summary>A computer that the whole ward uses.</summary>
public sealed class SignOutTests
{
    [BrowserTheory, OnSqlite]
    public Task After_signing_out_the_button_back_shows_the_sign_in_page_and_nothing_private(Database database) => Walk.RunAsync(database, "vi", async walk =>
    {
        await using var browser = await Chromium.StartKeepingPagesAsync();
        var trainee = await walk.VisitorAsync(Screen.Desktop, browser: browser);
        await trainee.SignInAsync("hocvien");
        var name = await trainee.Find("#account > p").TextContentAsync();
        await trainee.VisitAsync("/logbook");
        await trainee.PressAsync(trainee.Find("main .list a").First);
        var entry = trainee.Path;
        await trainee.Find(".avatar").ClickAsync();
        await trainee.PressAsync("#account form button");

        // The page before, and the one before that.
        for (var steps = 0; steps < 2; steps++)
        {
            await trainee.Page.GoBackAsync(new() { WaitUntil = WaitUntilState.DOMContentLoaded });
            Assert.StartsWith("/account/login", trainee.Path, StringComparison.Ordinal);
            var shown = await trainee.Page.ContentAsync();
            Assert.DoesNotContain(name!, shown, StringComparison.Ordinal);
            Assert.Equal(1, await trainee.Field("Input.Password").CountAsync());
        }

        await trainee.VisitAsync(entry);
        Assert.StartsWith("/account/login", trainee.Path, StringComparison.Ordinal);
    });
}
