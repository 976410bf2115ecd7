using Microsoft.Playwright;
using Training.Browser.Tests.Support;

namespace Training.Browser.Tests.Journeys;

/// <summary>The logbook in a theatre without network.</summary>
public sealed class PhoneTests
{
    private const string Canary = "Canary L4-L5 nhiều tầng";

    [BrowserTheory, OnSqlite]
    public Task A_case_logged_without_network_outlives_the_page_and_arrives_exactly_once_when_the_network_is_back(Database database) => Walk.RunAsync(database, "vi", async walk =>
    {
        var trainee = await walk.SignedInAsync("hocvien", Screen.Phone);
        await trainee.VisitAsync("/logbook/new");
        await trainee.PressAsync("main a[href='/phone']");
        var phone = await new PhoneShell(trainee).IsReadyAsync();
        await phone.ExamineAsync();
        await phone.ReadsAsync(trainee.Reads("Logbook", "Phone.Nothing"));

        await phone.OfflineAsync(true);
        await phone.Page.ReloadAsync();
        var before = phone.Interactions;
        await phone.TapAsync("a[href='#/case']");
        await phone.ExamineAsync();
        await phone.ChooseAsync("Stage", "I");
        await phone.ChooseAsync("Supervision", "ChartReview");
        await phone.ChooseAsync("Chart", "OperationNote");
        await phone.ChooseAsync("Outcome", "Success");
        await phone.TapAsync("details.more > summary");
        await phone.FillAsync("DayNumber", "7");
        await phone.FillAsync("Note", Canary);

        // Somebody calls; the phone goes into the pocket before anything was saved.
        await phone.ReadsAsync(trainee.Reads("Logbook", "Phone.DraftKept"));
        await phone.Page.ReloadAsync();
        await Assertions.Expect(phone.Find("[name='Input.Note']")).ToHaveValueAsync(Canary);
        await phone.TapAsync("button[form=case-form]");
        Assert.InRange(phone.Interactions - before, 1, 12);
        await phone.SeesAsync("[data-case]");
        await phone.ExamineAsync();

        await phone.Page.CloseAsync();
        var again = await trainee.Page.Context.NewPageAsync();
        await again.GotoAsync("/phone");
        await Assertions.Expect(again.Locator("[data-case]")).ToHaveCountAsync(1);
        var code = (await again.Locator("[data-case] small").First.InnerTextAsync()).Split(' ')[1];
        var kept = await again.EvaluateAsync<string>(PhoneShell.Everything);
        Assert.Contains("key false", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", kept, StringComparison.Ordinal);
        Assert.DoesNotContain(code, kept, StringComparison.Ordinal);

        await again.Context.SetOfflineAsync(false);
        await Assertions.Expect(again.Locator("#nothing")).ToBeVisibleAsync();
        await Assertions.Expect(again.Locator("[data-case]")).ToHaveCountAsync(0);
        await again.ReloadAsync();
        await again.Locator("a[href^='/logbook/0']").First.TapAsync();
        await Assertions.Expect(again.Locator("main")).ToContainTextAsync(Canary);
        await Assertions.Expect(again.Locator("h1")).ToContainTextAsync(code);
        await again.GotoAsync("/logbook");
        await Assertions.Expect(again.GetByText(code)).ToHaveCountAsync(1);
    });

    [BrowserTheory, OnSqlite]
    public Task What_the_site_refuses_stays_on_the_phone_with_everything_typed_and_can_be_mended(Database database) => Walk.RunAsync(database, "vi", async walk =>
    {
        var trainee = await walk.SignedInAsync("hocvien", Screen.Phone);
        await trainee.VisitAsync("/phone");
        var phone = await new PhoneShell(trainee).IsReadyAsync();
        await phone.OfflineAsync(true);
        await phone.Page.ReloadAsync();

        // Twice the same case; and one whose text names a patient, which only the site notices.
        await LogAsync(phone, "5", "Ca thứ nhất");
        await LogAsync(phone, "5", "Ca trùng, ghi chú giữ lại");
        await LogAsync(phone, "6", "Bệnh nhân Trần Thị Mai, đau lưng");
        await phone.SeesAsync("[data-case]", 3);

        // A long number is not kept even here.
        await phone.TapAsync("a[href='#/case']");
        await FillInAsync(phone, "8", "gọi 0912 345 678");
        await phone.TapAsync("button[form=case-form]");
        await phone.SeesAsync(".validation-summary-errors li");
        await phone.ExamineAsync();
        await phone.FillAsync("Note", "");
        await phone.TapAsync("button[form=case-form]");
        await phone.SeesAsync("[data-case]", 4);

        await phone.OfflineAsync(false);
        await phone.SeesAsync("[data-case] .tag.stop", 2);
        await phone.SeesAsync("[data-case]", 2);
        await phone.ReadsAsync("Nếu đây là một ca khác");
        await phone.ReadsAsync("tên người bệnh");
        await phone.Page.ReloadAsync();
        await phone.SeesAsync("[data-case] .tag.stop", 2);
        await phone.ExamineAsync();

        await phone.TapAsync("[data-case] a[href^='#/case/']");
        await Assertions.Expect(phone.Find("[name='Input.Note']")).ToHaveValueAsync("Ca trùng, ghi chú giữ lại");
        await phone.FillAsync("DayNumber", "9");
        await phone.TapAsync("button[form=case-form]");
        await phone.SeesAsync("[data-case]");
        await phone.SeesAsync("main a[href^='/logbook/0']", 3);
    });

    [BrowserTheory, OnSqlite]
    public Task A_shared_phone_shows_nobody_what_is_another_persons_and_signing_out_asks_and_then_wipes(Database database) => Walk.RunAsync(database, "vi", async walk =>
    {
        var trainee = await walk.SignedInAsync("hocvien", Screen.Phone);
        await trainee.VisitAsync("/phone");
        var phone = await new PhoneShell(trainee).IsReadyAsync();
        await phone.OfflineAsync(true);
        await phone.Page.ReloadAsync();
        await LogAsync(phone, "4", "Tầng L3");
        var name = await phone.Find("main .quiet").First.InnerTextAsync();

        // The session ends in a drawer, and the next one takes the phone.
        await phone.Page.Context.ClearCookiesAsync();
        await phone.OfflineAsync(false);
        await phone.SeesAsync("main a[href^='/account/login']");
        await phone.SeesAsync("[data-case]");
        await phone.SignInAsync("bsnoi");
        await phone.IsReadyAsync();
        await phone.SeesAsync("[data-case]", 0);
        Assert.DoesNotContain(name, await trainee.TextAsync(), StringComparison.Ordinal);
        await phone.ReadsAsync(trainee.Reads("Logbook", "Phone.Others", 1));

        // Without network it is still the second one's.
        await phone.OfflineAsync(true);
        await phone.Page.ReloadAsync();
        await phone.SeesAsync("[data-case]", 0);
        await LogAsync(phone, "3", "Tầng L2");
        await phone.TapAsync("a[href='#/leave']");
        await phone.ReadsAsync(trainee.Reads("Logbook", "Phone.Leave.Unsent", 1));
        await phone.ExamineAsync();
        await phone.TapAsync("a[href='#/']");
        await phone.SeesAsync("[data-case]");

        // The first one comes back and sends; on any page signing out asks while something is only here.
        await phone.Page.Context.ClearCookiesAsync();
        await phone.OfflineAsync(false);
        await phone.SignInAsync("hocvien");
        await phone.SeesAsync("#nothing");
        await phone.SeesAsync("main a[href^='/logbook/0']");
        await phone.Page.RouteAsync("**/logbook/phone/**", route => route.AbortAsync());
        await phone.Page.GotoAsync("/phone");
        await LogAsync(phone, "2", "Tầng L1");
        await phone.Page.GotoAsync("/logbook");
        var asked = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        phone.Page.Dialog += (_, dialog) => _ = asked.TrySetResult(dialog.Message) ? dialog.DismissAsync() : dialog.AcceptAsync();
        await SignOutAsync(phone);

        // One of the first, which was just written, and one of the second.
        Assert.Equal(trainee.Reads("Logbook", "App.Unsent", 2), await asked.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Contains("rows:", await phone.KeptAsync(), StringComparison.Ordinal);
        await SignOutAsync(phone);
        await phone.Page.WaitForURLAsync("**/");
        await Assertions.Expect(phone.Find("form[action$='/account/logout']")).ToHaveCountAsync(0);
        Assert.DoesNotContain("rows:", await phone.KeptAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("keys:", await phone.KeptAsync(), StringComparison.Ordinal);
    });

    private static async Task FillInAsync(PhoneShell phone, string dayNumber, string note)
    {
        await phone.ChooseAsync("Stage", "O");
        await phone.ChooseAsync("Supervision", "InTheRoom");
        if (!await phone.Find("[name='Input.Note']").IsVisibleAsync())
        {
            await phone.TapAsync("details.more > summary");
        }

        await phone.ChooseAsync("Role", "Observer");
        await phone.FillAsync("DayNumber", dayNumber);
        await phone.FillAsync("Note", note);
    }

    private static async Task LogAsync(PhoneShell phone, string dayNumber, string note)
    {
        await phone.TapAsync("a[href='#/case']");
        if (!await phone.Find("input[name='Input.Choice']:checked").IsVisibleAsync())
        {
            await phone.TapAsync("label:has(input[name='Input.Choice'])");
        }

        await FillInAsync(phone, dayNumber, note);
        await phone.TapAsync("button[form=case-form]");
        await phone.SeesAsync("main > .callout.done");
    }

    private static async Task SignOutAsync(PhoneShell phone)
    {
        if (!await phone.Find("#account form button").IsVisibleAsync())
        {
            await phone.Find(".avatar").TapAsync();
        }

        await phone.Find("#account form button").TapAsync();
    }
}
