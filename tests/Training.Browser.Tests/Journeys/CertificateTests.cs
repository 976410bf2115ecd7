using System.Globalization;
using System.Text.RegularExpressions;
using Training.Browser.Tests.Support;

namespace Training.Browser.Tests.Journeys;

/// <summary>What the site is for, walked by everybody who has a part in it.</summary>
public sealed partial class CertificateTests
{
    private const string Course = "LT-GKT-09";
    private const string Trainee = "Nguyễn Hoàng Phượng";

    [BrowserTheory, OnSqlite, OnPostgreSql]
    public Task A_trainee_meets_the_targets_the_office_checks_the_director_signs_and_anybody_can_verify_the_certificate(Database database)
        => Walk.RunAsync(database, "vi", WalkThePathAsync);

    [BrowserTheory, OnSqlite, OnPostgreSql]
    public Task The_same_path_in_English(Database database)
        => Walk.RunAsync(database, "en", WalkThePathAsync);

    [BrowserTheory, OnSqlite]
    public Task A_case_is_logged_and_signed_without_JavaScript(Database database) => Walk.RunAsync(database, "vi", async walk =>
    {
        var trainee = await walk.SignedInAsync("hocvien", Screen.Phone, scripts: false);
        await LogTheLastCaseAsync(trainee);
        var mentor = await walk.SignedInAsync("huongdan", Screen.Phone, scripts: false);
        await SignTheCaseAsync(mentor);
    });

    private static async Task WalkThePathAsync(Walk walk)
    {
        var trainee = await walk.VisitorAsync(Screen.Phone);
        await trainee.VisitAsync("/account/login");
        await trainee.SignInAsync("hocvien");
        await SeeWhatIsMissingAsync(trainee);
        await PassTheTheoryAsync(trainee);
        await LogTheLastCaseAsync(trainee);
        await trainee.VisitAsync("/certificates");
        await trainee.SeesAsync(trainee.Reads("Certification", "Certificates.NoneOwn"));

        var mentor = await walk.SignedInAsync("huongdan", Screen.Phone);
        await SignTheCaseAsync(mentor);
        await trainee.VisitAsync("/");
        await trainee.SeesAsync(Before(trainee.Reads("Certification", "Status.Certification.Check", "§")));
        await CheckTheEvidenceAsync(await walk.SignedInAsync("giaovu", Screen.Desktop));
        await trainee.VisitAsync("/");
        await trainee.SeesAsync(Before(trainee.Reads("Certification", "Status.Certification.Sign", "§")));
        await SignTheCertificateAsync(await walk.SignedInAsync("giamdoc", Screen.Phone));

        var (number, link) = await OpenTheCertificateAsync(trainee);
        var anybody = await walk.VisitorAsync(Screen.Phone);
        await VerifyAsync(anybody, number, link);

        await ReadTheReportAsync(await walk.SignedInAsync("soyte", Screen.Desktop));
        await EditTheDirectoriesAsync(await walk.SignedInAsync("quantri", Screen.Desktop));
    }

    private static async Task SeeWhatIsMissingAsync(Person trainee)
    {
        await trainee.SeesAsync("CG-2026-014");
        await trainee.SeesAsync(trainee.Reads("Transfers", "Theory.Open"));
        Assert.Equal(12, await trainee.Find(".rings .ring-box").CountAsync());
        Assert.Equal(11, await trainee.Find(".rings .ring-box.full").CountAsync());
        await trainee.SeesAsync("9/10");
    }

    private static async Task PassTheTheoryAsync(Person trainee)
    {
        await trainee.PressAsync(trainee.Find($"main a[href='/courses/{Course}']").First);
        await trainee.PressAsync($"main a.button[href^='/courses/{Course}/lessons/']");
        for (var lesson = 1; lesson <= 4; lesson++)
        {
            Assert.StartsWith($"/courses/{Course}/lessons/", trainee.Path, StringComparison.Ordinal);
            await trainee.PressAsync("button[form=read]");
        }

        Assert.StartsWith($"/courses/{Course}/quiz/", trainee.Path, StringComparison.Ordinal);
        var quiz = Quiz.Of(Course);
        await quiz.TakeAsync(trainee, correctly: false);
        await trainee.SeesAsync(trainee.Reads("Questions", "Review.Failed"));
        await trainee.PressAsync($"main a.button[href^='/courses/{Course}/quiz/']");
        await quiz.TakeAsync(trainee, correctly: true);
        await trainee.SeesAsync(trainee.Reads("Questions", "Review.Passed"));
        await trainee.PressAsync($"main a.button[href='/courses/{Course}']");
        await trainee.SeesAsync(trainee.Reads("Courses", "Course.Completed"));
        await trainee.VisitAsync("/");
        await trainee.SeesAsync(trainee.Reads("Transfers", "Theory.Passed", 10, Today()));
    }

    private static async Task LogTheLastCaseAsync(Person trainee)
    {
        await trainee.VisitAsync("/logbook");
        await trainee.PressAsync(trainee.Find("main a[href='/logbook/new']").First);
        var technique = trainee.Language == "en" ? "Pedicle screw spinal fixation" : "Phẫu thuật cố định cột sống bằng vít qua cuống";
        await trainee.Find("label:has(input[name='Input.Choice'])").Filter(new() { HasText = technique }).TapAsync();
        await trainee.ChooseAsync("Input.Stage", "I");
        await trainee.ChooseAsync("Input.Supervision", "ChartReview");
        await trainee.ChooseAsync("Input.Chart", "OperationNote");
        await trainee.ChooseAsync("Input.Day", "Yesterday");
        await trainee.ChooseAsync("Input.Place", "Receiving");
        await trainee.ChooseAsync("Input.Setting", "Planned");
        await trainee.ChooseAsync("Input.AgeBand", "From40To59");
        await trainee.ChooseAsync("Input.Sex", "Male");
        await trainee.ChooseAsync("Input.Complexity", "Moderate");
        await trainee.ChooseAsync("Input.Outcome", "Success");
        await trainee.FillAsync("Input.Note", "Hai tầng L4–L5, C-arm. Gọi người nhà 0912 345 678.");
        await trainee.PressAsync("button[form=case-form]", status: 422);

        await trainee.SeesAsync(trainee.Reads("Logbook", "Case.Identity.LongNumber"));
        foreach (var (field, value) in new[] { ("Stage", "I"), ("Supervision", "ChartReview"), ("Day", "Yesterday"), ("AgeBand", "From40To59"), ("Sex", "Male"), ("Complexity", "Moderate") })
        {
            Assert.True(await trainee.Find($"input[name='Input.{field}'][value='{value}']").IsCheckedAsync(), $"{field} is lost.");
        }

        Assert.Contains("0912 345 678", await trainee.Field("Input.Note").InputValueAsync(), StringComparison.Ordinal);
        await trainee.FillAsync("Input.Note", "Hai tầng L4–L5, định vị bằng C-arm.");
        await trainee.PressAsync("button[form=case-form]");
        Assert.Equal("/logbook", trainee.Path);
        await trainee.SeesAsync(trainee.Reads("Logbook", "State.Waiting"));
        Assert.Equal(1, await trainee.Find("main [role=status]").CountAsync());
    }

    private static async Task SignTheCaseAsync(Person mentor)
    {
        await mentor.FollowMenuAsync("/sign");
        var stage = mentor.Language == "en" ? "Independent" : "Độc lập";
        await mentor.PressAsync(mentor.Find("main .list a").Filter(new() { HasText = Trainee }).Filter(new() { HasText = stage }));
        await mentor.SeesAsync("Hai tầng L4–L5, định vị bằng C-arm.");

        await mentor.ChooseAsync("Input.Entrustment", "4");
        await mentor.ChooseAsync("Input.Performance", "4");
        await mentor.ChooseAsync("Input.Difficulty", "2");
        await mentor.FillAsync("Input.Comment", "Đường vào cuống gọn.");
        await mentor.FillAsync("Input.Password", "not-the-password");
        await mentor.PressAsync(mentor.Find("button[form='sign-form'][formaction*='handler=Sign']").Filter(new() { HasText = mentor.Reads("Logbook", "Sign.Button") }), status: 401);
        await mentor.SeesAsync(mentor.Reads("Identity", "Reauthentication.Wrong"));
        Assert.True(await mentor.Find("input[name='Input.Entrustment'][value='4']").IsCheckedAsync());
        Assert.Equal("Đường vào cuống gọn.", await mentor.Field("Input.Comment").InputValueAsync());

        await mentor.FillAsync("Input.Password", Person.DemoPassword);
        await mentor.PressAsync(mentor.Find("button[form='sign-form'][formaction*='handler=Sign']").Filter(new() { HasText = mentor.Reads("Logbook", "Sign.Button") }));
        Assert.Equal("/sign", mentor.Path);
        await mentor.SeesAsync(mentor.Reads("Logbook", "Sign.Done", $"BS.CKI {Trainee}"));
    }

    private static async Task CheckTheEvidenceAsync(Person office)
    {
        await office.VisitAsync("/tasks");
        await office.PressAsync("main a.button[href^='/certificates/requests/']");
        await office.SeesAsync(Trainee);
        var request = office.Path;
        await office.PressAsync(office.Find("main td a[href^='/logbook/members/']").Last);
        await office.SeesAsync(office.Reads("Logbook", "State.Signed"));
        await office.VisitAsync(request);
        await office.PressAsync("button[form='step-form'][formaction*='Return']", status: 422);
        await office.SeesAsync(office.Reads("Certification", "Request.ReasonMissing"));
        await office.PressAsync("button[form='step-form'][formaction*='Approve']");
        await office.SeesAsync(office.Reads("Certification", "Done.Approved", $"BS.CKI {Trainee}"));
    }

    private static async Task SignTheCertificateAsync(Person director)
    {
        await director.VisitAsync("/certificates");
        await director.PressAsync("main .list a[href^='/certificates/requests/']");
        await director.SeesAsync(director.Reads("Certification", "History.Approved"));
        await director.FillAsync("Input.Password", "not-the-password");
        await director.PressAsync("button[form='step-form'][formaction*='Sign']", status: 401);
        await director.SeesAsync(director.Reads("Identity", "Reauthentication.Wrong"));
        await director.FillAsync("Input.Password", Person.DemoPassword);
        await director.PressAsync("button[form='step-form'][formaction*='Sign']");
        await director.SeesAsync(director.Reads("Certification", "Done.Signed", $"BS.CKI {Trainee}"));
    }

    // The words before the time.
    private static string Before(string text) => text[..text.IndexOf('§', StringComparison.Ordinal)].TrimEnd(' ', ',');

    private static async Task<(string Number, string Link)> OpenTheCertificateAsync(Person trainee)
    {
        await trainee.VisitAsync("/certificates");
        await trainee.PressAsync("main .list a");
        await trainee.SeesAsync(Trainee);
        await trainee.SeesAsync("Đoàn Ngọc Lâm");
        Assert.True(await trainee.Find(".qr svg path").IsVisibleAsync());
        var link = await trainee.Find("main a[href^='/verify/']").GetAttributeAsync("href");
        var number = CertificateNumber().Match(await trainee.Page.TitleAsync()).Value;
        Assert.NotEmpty(number);
        return (number, link!);
    }

    private static async Task VerifyAsync(Person anybody, string number, string link)
    {
        await anybody.VisitAsync(link);
        await anybody.SeesAsync(anybody.Reads("Certification", "Valid"));
        var english = anybody.Language == "en";
        foreach (var (key, value) in new[]
        {
            ("Verify.Holder", Trainee),
            ("Verify.Package", english ? "Spine surgery package" : "Gói phẫu thuật cột sống"),
            ("Verify.Issuer", english ? "Viet Duc University Hospital" : "Bệnh viện Hữu nghị Việt Đức"),
            ("Verify.Signer", "Đoàn Ngọc Lâm"),
            ("Verify.Number", number),
            ("Verify.IssuedOn", Today()),
        })
        {
            var said = await anybody.Find($"dt:text-is('{anybody.Reads("Certification", key)}') + dd").InnerTextAsync();
            Assert.Contains(value, said, StringComparison.Ordinal);
        }

        await anybody.VisitAsync("/verify/AAAAAAAAAAAAAAAAAAAAAAAAAAAA", status: 404);
        await anybody.SeesAsync(anybody.Reads("Certification", "Unknown"));
        Assert.Equal(0, await anybody.Find("main dl").CountAsync());
    }

    private static async Task ReadTheReportAsync(Person department)
    {
        await department.FollowMenuAsync("/reports");
        var english = department.Language == "en";
        var hospital = english ? "Quang Ninh Provincial General Hospital" : "Bệnh viện Đa khoa tỉnh Quảng Ninh";
        var technique = english ? "Pedicle screw spinal fixation" : "Phẫu thuật cố định cột sống bằng vít qua cuống";
        await department.SeesAsync(hospital);
        Assert.DoesNotContain(english ? "Dong Nai" : "Đồng Nai", await department.TextAsync(), StringComparison.Ordinal);

        var count = department.Find($"table.matrix tr:has(th:has-text('{hospital}')) a.cell[aria-label*='{technique}']");
        var counted = await count.InnerTextAsync();
        await department.PressAsync(count);
        await department.SeesAsync(department.Reads("Logbook", "Cases.Count", counted));
        await department.SeesAsync(Trainee);

        await department.VisitAsync("/transfers/CG-2024-003", status: 404);
        Assert.DoesNotContain("Chợ Rẫy", await department.TextAsync(), StringComparison.Ordinal);
    }

    private static async Task EditTheDirectoriesAsync(Person administrator)
    {
        await administrator.FollowMenuAsync("/admin");
        await administrator.PressAsync("main a[href='/admin/hospitals']");
        await RenameAsync(administrator, "Bai Chay", "Input.Name", "Bệnh viện Bãi Cháy mới", "Organizations", "Hospital.Saved");
        await administrator.VisitAsync("/admin/techniques");
        var name = administrator.Language == "en" ? "Input.NameEn" : "Input.NameVi";
        await RenameAsync(administrator, "vit qua cuong", name, "Vít qua cuống 2026", "Techniques", "Technique.Saved");
    }

    private static async Task RenameAsync(Person administrator, string search, string field, string name, string module, string message)
    {
        await administrator.FillAsync("q", search);
        await administrator.PressAsync("main form[role=search] button");
        await administrator.PressAsync(administrator.Find("main .list a").First);
        await administrator.FillAsync(field, name);
        await administrator.PressAsync("main form[method=post] button[type=submit]");
        await administrator.SeesAsync(administrator.Reads(module, message, name));
    }

    private static string Today() => TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(7)).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\d+[/-]\S+")]
    private static partial Regex CertificateNumber();
}
