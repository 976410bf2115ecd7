using Microsoft.Playwright;
using Training.Browser.Tests.Support;

namespace Training.Browser.Tests.Journeys;

/// <summary>A case that is being typed on the site's own page.</summary>
public sealed class DraftTests
{
    private const string Typed = "Bắt vít L4–L5 hai bên";

    [BrowserTheory, OnSqlite]
    public Task A_case_is_kept_as_it_is_typed_comes_back_after_a_closed_page_and_is_gone_once_it_is_stored(Database database) => Walk.RunAsync(database, "vi", async walk =>
    {
        var trainee = await walk.SignedInAsync("hocvien", Screen.Phone);
        await trainee.VisitAsync("/logbook/new");
        await trainee.ChooseAsync("Input.Stage", "S");
        await trainee.ChooseAsync("Input.Day", "Today");
        await trainee.ChooseAsync("Input.Supervision", "InTheRoom");
        await trainee.ChooseAsync("Input.Outcome", "Success");
        await trainee.Page.Locator("details:has([name='Input.Note']) > summary").ClickAsync();
        await trainee.FillAsync("Input.Note", Typed);
        await Assertions.Expect(trainee.Find("#draft-status")).ToHaveTextAsync(trainee.Reads("Logbook", "Draft.Kept"));

        // Somebody calls, and the page is gone before anything was sent; in between other pages were open.
        await trainee.VisitAsync("/logbook");
        await trainee.VisitAsync("/logbook/new");
        await Assertions.Expect(trainee.Find("#draft")).ToContainTextAsync(trainee.Reads("Logbook", "Draft.Found"));
        await Assertions.Expect(trainee.Find("[name='Input.Note']")).ToHaveValueAsync(Typed);
        await Assertions.Expect(trainee.Find("[name='Input.Outcome'][value=Success]")).ToBeCheckedAsync();

        // What the site refuses stays as it was sent, also where the device has something older: a telephone number is kept by neither.
        await trainee.FillAsync("Input.Note", Typed + ", 0912 345 678");
        await trainee.PressAsync("button[form=case-form]", status: 422);
        await trainee.ChooseAsync("Input.Sex", "Male");
        await Assertions.Expect(trainee.Find("#draft-status")).ToHaveTextAsync(trainee.Reads("Logbook", "Draft.Kept"));
        await Assertions.Expect(trainee.Find("[name='Input.Note']")).ToHaveValueAsync(Typed + ", 0912 345 678");
        await Assertions.Expect(trainee.Find("#draft")).ToBeHiddenAsync();
        await trainee.FillAsync("Input.Note", Typed);
        await trainee.PressAsync("button[form=case-form]");
        Assert.Equal("/logbook", trainee.Path);

        await trainee.VisitAsync("/logbook/new");
        await Assertions.Expect(trainee.Find("#draft")).ToBeHiddenAsync();
        await Assertions.Expect(trainee.Find("[name='Input.Note']")).ToHaveValueAsync("");

        // Thrown away on purpose, it does not come back either.
        await trainee.Page.Locator("details:has([name='Input.Note']) > summary").ClickAsync();
        await trainee.FillAsync("Input.Note", Typed);
        await Assertions.Expect(trainee.Find("#draft-status")).ToHaveTextAsync(trainee.Reads("Logbook", "Draft.Kept"));
        await trainee.VisitAsync("/logbook/new");
        await trainee.Find("#draft button").ClickAsync();
        await Assertions.Expect(trainee.Find("#draft")).ToBeHiddenAsync();
        await Assertions.Expect(trainee.Find("[name='Input.Note']")).ToHaveValueAsync("");
    });
}
