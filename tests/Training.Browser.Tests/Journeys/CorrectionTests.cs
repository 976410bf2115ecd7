using Training.Browser.Tests.Support;

namespace Training.Browser.Tests.Journeys;

public sealed class CorrectionTests
{
    private const string Reason = "Ghi rõ số tầng đã cố định.";

    [BrowserTheory, OnSqlite, OnPostgreSql]
    public Task A_mentor_returns_a_case_the_trainee_corrects_it_and_the_mentor_signs_the_new_version(Database database)
        => Walk.RunAsync(database, database == Database.Sqlite ? "vi" : "en", async walk =>
        {
            var mentor = await walk.SignedInAsync("huongdan", Screen.Desktop);
            var learner = "BS.CKI Nguyễn Hoàng Phượng";
            await mentor.VisitAsync("/sign");
            await mentor.PressAsync(mentor.Find("main .list a").Filter(new() { HasText = learner }));
            var old = mentor.Path;
            await mentor.FillAsync("Input.Password", Person.DemoPassword);
            await mentor.PressAsync(Button(mentor, "Return"), status: 422);
            await mentor.SeesAsync(mentor.Reads("Logbook", "Sign.ReasonMissing"));
            await mentor.FillAsync("Input.Comment", Reason);
            await mentor.FillAsync("Input.Password", Person.DemoPassword);
            await mentor.PressAsync(Button(mentor, "Return"));
            await mentor.SeesAsync(mentor.Reads("Logbook", "Return.Done", learner));

            var trainee = await walk.SignedInAsync("hocvien", Screen.Phone);
            await trainee.VisitAsync("/logbook?state=Returned");
            await trainee.PressAsync(trainee.Find("main .list a").Filter(new() { HasText = Reason }));
            await trainee.PressAsync("main a[href$='/correct']");
            await trainee.SeesAsync(Reason);
            await trainee.FillAsync("Input.Note", "Cố định hai tầng L4–S1.");
            await trainee.FillAsync("Reason", "Bổ sung số tầng.");
            await trainee.PressAsync("button[form=case-form]");

            // From here the mentor has no mouse.
            await mentor.VisitAsync(old);
            await mentor.SeesAsync(mentor.Reads("Logbook", "Review.Decided", "TS.BS Trần Quốc Khánh"));
            await mentor.VisitAsync("/sign");
            var row = (await mentor.Find("main .list a").Filter(new() { HasText = learner }).GetAttributeAsync("href"))!;
            Assert.NotEqual(old, row);
            await mentor.TabToAsync($"a[href='{row}']");
            await mentor.PressKeyAsync("Enter");
            await mentor.SeesAsync("Cố định hai tầng L4–S1.");
            await mentor.SeesAsync("Bổ sung số tầng.");
            await mentor.TabToAsync("input[name='Input.Entrustment'][value='1']");
            await mentor.Page.Keyboard.PressAsync("Space");
            await mentor.Page.Keyboard.PressAsync("ArrowDown");
            await mentor.Page.Keyboard.PressAsync("ArrowDown");
            Assert.True(await mentor.Find("input[name='Input.Entrustment'][value='3']").IsCheckedAsync());
            await mentor.TabToAsync("input[name='Input.Performance'][value='1']");
            await mentor.Page.Keyboard.PressAsync("Space");
            await mentor.TabToAsync("input[name='Input.Difficulty'][value='1']");
            await mentor.Page.Keyboard.PressAsync("Space");
            await mentor.TabToAsync("textarea[name='Input.Comment']");
            await mentor.Page.Keyboard.TypeAsync("Ghi đủ rồi.");
            await mentor.TabToAsync("input[name='Input.Password']");
            await mentor.Page.Keyboard.TypeAsync(Person.DemoPassword);
            await mentor.TabToAsync("button[form='sign-form'][formaction*='Sign']");

            // Enter in a field presses the form's first button: that one must sign, not return.
            await mentor.Page.Keyboard.PressAsync("Shift+Tab");
            await mentor.PressKeyAsync("Enter");
            await mentor.SeesAsync(mentor.Reads("Logbook", "Sign.Done", learner));

            await trainee.VisitAsync("/logbook?state=Signed");
            await trainee.PressAsync(trainee.Find("main .list a").First);
            await trainee.SeesAsync(Reason);
            await trainee.SeesAsync("Ghi đủ rồi.");
            await trainee.SeesAsync(trainee.Reads("Logbook", "Version", 2));
            await trainee.SeesAsync(trainee.Reads("Logbook", "Supersede"));
            Assert.Equal(0, await trainee.Find("main a[href$='/withdraw']").CountAsync());
        });

    private static Microsoft.Playwright.ILocator Button(Person mentor, string key)
        => mentor.Find("button[form='sign-form']").Filter(new() { HasText = mentor.Reads("Logbook", key) });
}
