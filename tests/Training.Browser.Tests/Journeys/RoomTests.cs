using Microsoft.Playwright;
using Training.Browser.Tests.Support;

namespace Training.Browser.Tests.Journeys;

/// <summary>Two phones in a room without network.</summary>
public sealed class RoomTests
{
    [BrowserTheory, OnSqlite]
    public Task A_trainee_shows_a_case_a_mentor_scans_and_signs_it_and_both_phones_say_that_it_is_stored_once(Database database) => Walk.RunAsync(database, "vi", async walk =>
    {
        var mentor = await walk.SignedInAsync("huongdan", Screen.Phone, named: true);
        await GetReadyAsync(mentor);
        var trainee = await walk.SignedInAsync("hocvien", Screen.Phone, named: true);
        await trainee.VisitAsync("/phone");
        var theirs = await new PhoneShell(trainee).IsReadyAsync();
        await Assertions.Expect(theirs.Find("a[href='#/case']").First).ToBeVisibleAsync();
        var signs = new PhoneShell(mentor);
        foreach (var phone in new[] { theirs, signs })
        {
            await phone.OfflineAsync(true);
            await phone.Page.ReloadAsync();
        }

        // The trainee: one thumb, and the code is on the screen.
        await theirs.TapAsync("a[href='#/case']");
        await theirs.ChooseAsync("Stage", "S");
        await theirs.ChooseAsync("Supervision", "InTheRoom");
        await theirs.ChooseAsync("Outcome", "Success");
        await theirs.TapAsync("details.more > summary");
        await theirs.FillAsync("DayNumber", "11");
        await theirs.FillAsync("Note", "Bắt vít hai bên, không biến chứng");
        await theirs.TapAsync("button[form=case-form]");
        await theirs.TapAsync("a[href^='#/room/']");
        await Assertions.Expect(theirs.Find("canvas.code")).ToBeVisibleAsync();
        Assert.InRange(theirs.Interactions, 1, 12);
        await theirs.ExamineAsync();

        // The mentor: scan, three touches, sign. The camera is pictures here.
        await signs.TapAsync("a[href='#/sign']");
        await signs.ExamineAsync();
        await ScanAsync(signs, await PicturesAsync(theirs));
        await Assertions.Expect(signs.Find("#room-form")).ToBeVisibleAsync();
        await signs.ExamineAsync();
        await signs.ReadsAsync("Bắt vít hai bên");
        await signs.TapAsync("label:has(input[name=entrustment][value='4'])");
        await signs.TapAsync("label:has(input[name=performance][value='4'])");
        await signs.TapAsync("label:has(input[name=difficulty][value='2'])");
        await signs.TapAsync("button[form=room-form]");
        await Assertions.Expect(signs.Find("canvas.code")).ToBeVisibleAsync();
        Assert.InRange(signs.Interactions, 1, 5);
        await signs.ReadsAsync(mentor.Reads("Logbook", "Phone.Room.YouSigned"));
        await signs.ExamineAsync();

        // And back, so that both keep it.
        await theirs.TapAsync("a[href$='/answer']");
        await ScanAsync(theirs, await PicturesAsync(signs));
        await theirs.ReadsAsync(trainee.Reads("Logbook", "Phone.Room.BothKeep"));
        await theirs.ExamineAsync();
        await signs.Page.ReloadAsync();
        await signs.SeesAsync("[data-receipt=waiting]");

        // One phone meets the network, then the other.
        await signs.OfflineAsync(false);
        await signs.Page.GotoAsync("/phone");
        await signs.TapAsync("a[href^='#/sign/']");
        await signs.Page.ReloadAsync();
        await signs.SeesAsync("[data-receipt=stored]");
        await theirs.OfflineAsync(false);
        await theirs.Page.GotoAsync("/phone");
        await theirs.SeesAsync(".tag.done");
        await theirs.TapAsync("a[href^='#/room/']");
        await theirs.SeesAsync("[data-receipt=already]");
        await theirs.ExamineAsync();

        // Not as a visit that is examined: what failed without network would count there.
        await theirs.Page.GotoAsync("/logbook");
        await theirs.TapAsync("main a[href^='/logbook/0']");
        await theirs.ReadsAsync("Bắt vít hai bên");
        await theirs.ReadsAsync(trainee.Reads("Logbook", "Method.passkey+room"));
        await theirs.ReadsAsync(trainee.Reads("Logbook", "Device.Valid"));
        await theirs.SeesAsync("main section.card:has(h2)");
    });

    private static async Task GetReadyAsync(Person mentor)
    {
        await PasskeyTests.GivePhoneAsync(mentor);
        await mentor.VisitAsync("/account/passkeys");
        await mentor.FillAsync("Input.Name", "phone");
        await mentor.FillAsync("Input.Password", Person.DemoPassword);
        await mentor.PressAsync("#passkey-form button[type=submit]");
        await mentor.VisitAsync("/sign/room/tickets");
        await mentor.Find("form[data-room-tickets] button[type=submit]").TapAsync();
        await Assertions.Expect(mentor.Find("[data-room-status]")).ToContainTextAsync(mentor.Reads("Logbook", "Room.Tickets.Done", 20));
        await mentor.VisitAsync("/phone");
        await Assertions.Expect(mentor.Find("a[href='#/sign']")).ToBeVisibleAsync();
        await mentor.Page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }");
        await mentor.Page.WaitForFunctionAsync("async () => !!(await caches.match('/phone'))");
    }

    // What somebody would photograph: each code in turn.
    private static async Task<IReadOnlyList<FilePayload>> PicturesAsync(PhoneShell phone)
    {
        var count = int.Parse((await phone.Find("[data-codes]").GetAttributeAsync("data-codes"))!, System.Globalization.CultureInfo.InvariantCulture);
        var pictures = new List<FilePayload>();
        for (var part = 1; part <= count; part++)
        {
            await Assertions.Expect(phone.Find("canvas.code")).ToHaveAttributeAsync("data-part", $"{part}");
            pictures.Add(new FilePayload { Name = $"{part}.png", MimeType = "image/png", Buffer = await phone.Find("canvas.code").ScreenshotAsync() });
            if (part < count)
            {
                await phone.Find("[data-step=next]").TapAsync();
            }
        }

        return pictures;
    }

    private static Task ScanAsync(PhoneShell phone, IReadOnlyList<FilePayload> pictures) => phone.Find("#room-file").SetInputFilesAsync(pictures);
}
