using Training.Browser.Tests.Support;

namespace Training.Browser.Tests.Journeys;

public sealed class LanguageTests
{
    [BrowserTheory, OnSqlite]
    public Task A_visitor_switches_the_language_and_it_stays(Database database) => Walk.RunAsync(database, "vi", async walk =>
    {
        // The browser asks for English; the site is Vietnamese until somebody chooses.
        var visitor = await walk.VisitorAsync(Screen.Phone);
        await visitor.VisitAsync("/verify");
        visitor.Language = "en";
        await visitor.PressAsync(".foot button[name=culture][value=en]");
        Assert.Equal("/verify", visitor.Path);
        await visitor.SeesAsync(visitor.Reads("Certification", "Verify"));

        await visitor.SignInAsync("hocvien");
        await visitor.VisitAsync("/logbook?state=Signed");

        // Signed in, the choice is also in the menu behind one's own name.
        await visitor.Find(".avatar").TapAsync();
        visitor.Language = "vi";
        await visitor.PressAsync("#account button[name=culture][value=vi]");
        Assert.Equal("/logbook?state=Signed", visitor.Path);
        await visitor.Find(".avatar").TapAsync();
        await visitor.PressAsync("#account form button");
        await visitor.VisitAsync("/");
        await visitor.SeesAsync(visitor.Reads("Reporting", "Landing.Title"));
    });
}
