using Training.Browser.Tests.Support;

namespace Training.Browser.Tests.Journeys;

/// <summary>What a case costs between two operations: touches on a phone of 360 px.</summary>
public sealed class ThumbTests
{
    [BrowserTheory, OnSqlite, OnPostgreSql]
    public Task A_case_is_logged_with_twelve_touches_at_most_and_signed_with_five(Database database)
        => Walk.RunAsync(database, database == Database.Sqlite ? "vi" : "en", async walk =>
        {
            var trainee = await walk.SignedInAsync("hocvien", Screen.Phone);
            await trainee.VisitAsync("/logbook");
            var before = trainee.Interactions;
            await trainee.PressAsync(trainee.Find("main a[href='/logbook/new']").First);
            await trainee.ChooseAsync("Input.Stage", "S");
            await trainee.ChooseAsync("Input.Day", "Today");
            await trainee.ChooseAsync("Input.Supervision", "InTheRoom");
            await trainee.ChooseAsync("Input.Outcome", "Success");
            await trainee.ChooseAsync("Input.Setting", "Emergency");
            await trainee.ChooseAsync("Input.AgeBand", "From40To59");
            await trainee.ChooseAsync("Input.Sex", "Female");
            await trainee.ChooseAsync("Input.Complexity", "Difficult");
            await trainee.PressAsync("button[form=case-form]");
            Assert.Equal("/logbook", trainee.Path);
            Assert.InRange(trainee.Interactions - before, 3, 12);
            var code = await trainee.Find("main [role=status]").InnerTextAsync();

            var mentor = await walk.SignedInAsync("huongdan", Screen.Phone, named: true);
            await PasskeyTests.GivePhoneAsync(mentor);
            await mentor.VisitAsync("/account/passkeys");
            await mentor.FillAsync("Input.Name", "phone");
            await mentor.FillAsync("Input.Password", Person.DemoPassword);
            await mentor.PressAsync("#passkey-form button[type=submit]");

            await mentor.VisitAsync("/sign");
            before = mentor.Interactions;
            await mentor.PressAsync(mentor.Find("main .list a").Last);
            Assert.Contains((await mentor.TextAsync()).Split('\n')[0].Split(' ')[^1], code, StringComparison.Ordinal);
            await mentor.ChooseAsync("Input.Entrustment", "4");
            await mentor.ChooseAsync("Input.Performance", "4");
            await mentor.ChooseAsync("Input.Difficulty", "3");
            await mentor.PressAsync("button[form='sign-form'][formaction*='Sign']");
            Assert.Equal("/sign", mentor.Path);
            Assert.InRange(mentor.Interactions - before, 3, 5);
            await trainee.VisitAsync("/logbook?state=Signed");
            await trainee.SeesAsync(Show(TimeProvider.System.GetUtcNow()));
        });

    private static string Show(DateTimeOffset now) => now.ToOffset(TimeSpan.FromHours(7)).ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);
}
