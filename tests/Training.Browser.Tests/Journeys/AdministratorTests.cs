using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Training.Browser.Tests.Support;
using Training.Tests.Notifications;

namespace Training.Browser.Tests.Journeys;

/// <summary>What an administrator does on a long day, with a real mail server at the other end.</summary>
public sealed partial class AdministratorTests
{
    private const string OldName = "Bệnh viện Đa khoa Vịnh Bái Tử Long";
    private const string NewName = "Bệnh viện Đa khoa khu vực Vịnh Bái Tử Long";
    private const string Invited = "Đặng Thị Thùy Dương";
    private const string Twice = "Lưu Nguyễn Nhân Đôi";
    private const string Address = "thuy.duong@benhvien.example";
    private const string Password = "con tau nho ra khoi 5";
    private const string Reason = "Quyết định 15/QĐ-BV ngày 20/11/2026";

    private static readonly string Mended = string.Join(
        "\r\n",
        "full_name,date_of_birth,licence_number,hospital,department,position,from",
        $"{Invited},05/04/1990,0101/QNI-GPHN,{NewName},Khoa Ngoại,Bác sĩ,01/02/2024",
        $"{Twice},06/07/1988,0102/QNI-GPHN,{NewName},Khoa Ngoại,Điều dưỡng,01/02/2024",
        $"{Twice},06/07/1988,0103/QNI-GPHN,{NewName},Khoa Ngoại,Điều dưỡng,01/03/2024");

    [BrowserTheory, OnPostgreSql]
    public async Task An_administrator_opens_a_hospital_fills_it_with_people_and_the_trail_knows_every_step(Database database)
    {
        await using var server = new SmtpServer();
        await Walk.RunAsync(
            database,
            database == Database.Sqlite ? "vi" : "en",
            async walk =>
            {
                var screen = database == Database.Sqlite ? Screen.Phone : Screen.Desktop;
                var administrator = await walk.SignedInAsync("quantri", screen);
                await OpenHospitalAsync(administrator);
                await ImportAsync(administrator);
                await InviteAsync(administrator);
                await MergeAsync(administrator);
                await AcceptAsync(await walk.VisitorAsync(Screen.Phone), await LetterAsync(server));
                await GrantAndEndAsync(administrator);
                await EndSessionAsync(administrator, await walk.SignedInAsync("quantri", Screen.Desktop));
                await ReadTrailAsync(administrator);
            },
            server.Settings);
    }

    private static async Task OpenHospitalAsync(Person person)
    {
        await person.VisitAsync("/admin/hospitals/new");
        await person.FillAsync("Input.Name", OldName);
        await person.FillAsync("Input.NameEn", OldName);
        await person.Field("Input.ProvinceId").SelectOptionAsync(new SelectOptionValue { Label = "Quảng Ninh" });
        await person.ChooseAsync("Input.Tier", "CoBan");
        await person.ChooseAsync("Input.TransferRole", "Satellite");
        await person.PressAsync("main form[method=post] button[type=submit]");

        // A new name from a day on; papers of earlier days keep the old one.
        var hospital = person.Path;
        await person.FillAsync("Input.Name", NewName);
        await person.FillAsync("Input.NameEn", NewName);
        await person.ChooseAsync("Input.NameChange", "Renamed");
        await person.FillAsync("Input.From", "2026-07-01");
        await person.FillAsync("Input.Reference", "99/QĐ-UBND ngày 20/06/2026");
        await person.PressAsync("main form[method=post] button[type=submit]");
        await person.VisitAsync(hospital);
        await person.PressAsync("main p.row a:not([href$='departments'])");
        await person.SeesAsync(NewName);
        await person.SeesAsync(OldName);
        await person.SeesAsync("01/07/2026");

        await person.PressAsync("main a[href$='/departments']");
        await person.SeesAsync(person.Reads("Organizations", "Departments.None"));
        await person.FillAsync("Input.Name", "Khoa Ngoại");
        await person.PressAsync("main form[method=post] button[type=submit]");
        Assert.Equal(1, await person.Find("main .list a").CountAsync());
        await person.SeesAsync("Khoa Ngoại");
    }

    private static async Task ImportAsync(Person person)
    {
        await SendAsync(person, Mended.Replace("01/03/2024", "31/02/2024", StringComparison.Ordinal));
        await person.SeesAsync(person.Reads("Exchange", "Problems.Stop", 1));
        await person.SeesAsync("“31/02/2024”");
        await SendAsync(person, Mended);
        await person.PressAsync("main form.next button[type=submit]");
        await person.SeesAsync(person.Reads("Exchange", "Done"));
        var (name, content) = await person.DownloadAsync("main a[href$='undo.xlsx']");
        Assert.EndsWith(".xlsx", name, StringComparison.Ordinal);
        Assert.Equal("PK"u8.ToArray(), content[..2]);
    }

    private static async Task SendAsync(Person person, string file)
    {
        await person.VisitAsync("/admin/import/staff");
        await person.Field("Input.File").SetInputFilesAsync(new FilePayload { Name = "nhan-su.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(file)).ToArray() });
        await person.PressAndWaitAsync("main form button[type=submit]", "progress");
    }

    private static async Task InviteAsync(Person person)
    {
        await person.VisitAsync($"/people?q={Uri.EscapeDataString("dang thi thuy duong")}");
        await person.PressAsync("main .list a");
        await person.PressAsync("main a[href$='/invite']");
        await person.FillAsync("Input.Email", Address);
        await person.PressAsync("main form[method=post] button[type=submit]");
        await person.VisitAsync("/people/invitations");
        await person.SeesAsync(Address);
    }

    private static async Task MergeAsync(Person person)
    {
        await person.VisitAsync("/admin/people/duplicates");
        await person.PressAsync(person.Find("main section").Filter(new() { HasText = Twice }).Locator("a[href*='/merge?']"));
        await person.FillAsync("Input.Reason", "Một người được nhập hai lần.");
        await person.PressAsync("main form button[type=submit]");
        await person.PressAsync("main form button.danger");
        await person.SeesAsync(person.Reads("Identity", "Merge.Done"));
        await person.SeesAsync(Twice);
        await person.VisitAsync($"/people?q={Uri.EscapeDataString(Twice)}");
        Assert.Equal(1, await person.Find("main .list a").CountAsync());
    }

    /// <summary>The link of the invitation, from the letter as the server got it.</summary>
    private static async Task<string> LetterAsync(SmtpServer server)
    {
        for (var tries = 0; tries < 400; tries++)
        {
            if (server.Received.FirstOrDefault(letter => letter.To == Address) is { } letter)
            {
                return Link().Match(letter.Text).Value;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        throw new TimeoutException("The letter does not come.");
    }

    private static async Task AcceptAsync(Person guest, string link)
    {
        await guest.VisitAsync(new Uri(link).AbsolutePath);
        await guest.FillAsync("Input.Password", Password);
        await guest.FillAsync("Input.PasswordAgain", Password);
        await guest.PressAsync("main form button[type=submit]");
        await guest.SignInAsync(Address, Password);
        await guest.VisitAsync("/account/profile");
        await guest.SeesAsync(Invited);
    }

    private static async Task GrantAndEndAsync(Person person)
    {
        await person.VisitAsync($"/admin/accounts?q={Uri.EscapeDataString(Address)}");
        await person.PressAsync("main .list a");
        var account = person.Path;
        await person.PressAsync("main a[href$='/grants/new']");
        await person.PressAsync("main a[href='?role=Mentor']");
        await person.Field("Input.Scope").SelectOptionAsync(new SelectOptionValue { Label = NewName });
        await person.FillAsync("Input.Reason", Reason);
        await person.PressAsync("main form[method=post] button[type=submit]");
        Assert.Equal(account, person.Path);
        await person.SeesAsync(person.Reads("Identity", "Role.Mentor"));
        await person.SeesAsync(Reason);

        await person.PressAsync("main a[href$='/end']");
        await person.ChooseAsync("Input.When", "Now");
        await person.FillAsync("Input.Reason", "Cấp nhầm.");
        await person.PressAsync("main form[method=post] button[type=submit]");
        Assert.Equal(0, await person.Find("main a[href$='/end']").CountAsync());
        await person.SeesAsync(person.Reads("Identity", "Grants.Former", 1));
    }

    private static async Task EndSessionAsync(Person person, Person elsewhere)
    {
        await person.VisitAsync("/account/sessions");
        await person.PressAsync("main form[action*='handler=End'] button");
        await elsewhere.VisitAsync("/admin");
        Assert.StartsWith("/account/login", elsewhere.Path, StringComparison.Ordinal);
        await person.VisitAsync("/admin");
    }

    private static async Task ReadTrailAsync(Person person)
    {
        await person.VisitAsync("/admin/audit");
        await person.FillAsync("q", "vinh bai tu long");
        await person.PressAsync("main form button[type=submit]");
        await ListsAsync(person, "Organizations.HospitalRenamed", "Organizations.HospitalAdded");
        await person.VisitAsync("/admin/audit");
        await ListsAsync(person, "Identity.RoleGranted", "Identity.SessionsEnded", "Exchange.ImportCommitted");

        var (name, content) = await person.DownloadAsync("main a[href*='handler=Csv']");
        Assert.EndsWith(".csv", name, StringComparison.Ordinal);
        var lines = Encoding.UTF8.GetString(content).Split('\n');
        foreach (var (action, says) in new[]
        {
            ("Organizations.HospitalAdded", OldName), ("Organizations.HospitalRenamed", NewName), ("Organizations.DepartmentAdded", "Khoa Ngoại"),
            ("Exchange.ImportCommitted", "nhan-su.csv"), ("Exchange.UndoFileRead", ""), ("Identity.InvitationSent", ""), ("Identity.InvitationAccepted", ""),
            ("Identity.PeopleMerged", "nhập hai lần"), ("Identity.RoleGranted", Reason), ("Identity.GrantEnded", "Cấp nhầm."), ("Identity.SessionsEnded", ""),
        })
        {
            Assert.Contains(lines, line => line.Contains(action, StringComparison.Ordinal) && line.Contains(says, StringComparison.Ordinal));
        }
    }

    private static async Task ListsAsync(Person person, params string[] actions)
    {
        var titles = await person.Find("main .list b").AllInnerTextsAsync();
        Assert.All(actions, action => Assert.Contains(person.Reads(action.Split('.')[0], action), titles));
    }

    [GeneratedRegex(@"http://\S+/account/invitation/[\w-]+")]
    private static partial Regex Link();
}
