using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.Identity;

public sealed class PersonRecordTests
{
    private const string Number = "000085012345";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task New_Person_IsStoredSealedAndListed(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var office = await site.SignedInAsync("khth");

        var saved = await office.SubmitAsync(await office.GetAsync("/people/new"), Form());

        Assert.True(saved.IsRedirect, $"{saved.Status} {string.Join(' ', saved.Errors)}");
        var page = await office.FollowAsync(saved);
        Assert.Contains("********2345", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Number, page.Body, StringComparison.Ordinal);
        var person = await site.DataAsync(db => db.People.AsNoTracking().SingleAsync(p => p.FullName == "Đỗ Thị Ước"));
        Assert.DoesNotContain(Number, person.NationalIdSealed, StringComparison.Ordinal);
        Assert.Equal(64, person.NationalIdHash!.Length);
        Assert.Contains("Đỗ Thị Ước", (await office.GetAsync("/people?q=uoc+do")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (int)(await (await site.SignedInAsync("giaovu")).GetAsync($"/people/{person.Id}")).Status);

        // Not in the database in the clear, in whatever table: the file is searched byte by byte.
        if (database == Database.Sqlite)
        {
            var files = System.IO.Directory.GetFiles(site.Folder, "*.db*");
            Assert.NotEmpty(files);
            foreach (var file in files)
            {
                await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
                var bytes = await reader.ReadToEndAsync();
                Assert.DoesNotContain(Number, bytes, StringComparison.Ordinal);
            }
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task New_SameLicenceOrNationalId_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var office = await site.SignedInAsync("khth");
        Assert.True((await office.SubmitAsync(await office.GetAsync("/people/new"), Form())).IsRedirect);
        var before = await site.DataAsync(db => db.People.CountAsync());
        foreach (var (message, form) in new[]
        {
            ("Số giấy phép này đã thuộc", Form("Tên Khác", licence: "123 456 gphn / test", national: "000085099999")),
            ("Số định danh này đã thuộc", Form("Tên Khác", licence: "777777/GPHN", national: "000 085 012 345")),
        })
        {
            var refused = await office.SubmitAsync(await office.GetAsync("/people/new"), form);
            Assert.Equal(422, (int)refused.Status);
            Assert.Contains(refused.Errors, e => e.Contains(message, StringComparison.Ordinal));
            Assert.Null(refused.Page.QuerySelector("button[name=UseId]"));
            Assert.Equal("Tên Khác", refused.Value("Input.FullName"));
        }

        Assert.Equal(before, await site.DataAsync(db => db.People.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task New_SameLicenceAndName_TakesUpTheRecordOfAnotherHospital(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var id = await site.PersonIdAsync(Given.Trainee);
        var office = await site.SignedInAsync("giaovu");
        Assert.Equal(404, (int)(await office.GetAsync($"/people/{id}")).Status);

        var offered = await office.SubmitAsync(await office.GetAsync("/people/new"), With(Form("Nguyen Hoang Phuong", licence: "DEMO-000001/GPHN", national: null), "Appointment.Department", "Khoa Phẫu thuật cột sống"));
        Assert.Equal(422, (int)offered.Status);
        var taken = await office.SubmitAsync(offered, new() { ["UseId"] = offered.Page.QuerySelector("button[name=UseId]")!.GetAttribute("value") });

        Assert.Equal($"/people/{id}", taken.Location);
        Assert.Equal(2, await site.DataAsync(db => db.Appointments.CountAsync(a => a.PersonId == id)));
        Assert.Equal("Nguyễn Hoàng Phượng", await site.DataAsync(db => db.People.Where(p => p.Id == id).Select(p => p.FullName).SingleAsync()));
        var stranger = await office.SubmitAsync(await office.GetAsync("/people/new"), With(Form("Nguyen Hoang Phuong", licence: "DEMO-000001/GPHN", national: null), "UseId", (await site.PersonIdAsync(Given.MentorElsewhere)).ToString()));
        Assert.Equal(422, (int)stranger.Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task New_InvalidInput_StoresNothingAndKeepsWhatWasTyped(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var office = await site.SignedInAsync("khth");
        var elsewhere = await site.HospitalIdAsync("viet-duc");
        var before = await site.DataAsync(db => db.People.CountAsync());
        foreach (var (field, value) in new[]
        {
            ("Input.FullName", ""), ("Input.FullName", "---"), ("Input.DateOfBirth", "2020-01-01"), ("Input.DateOfBirth", "1900-01-01"), ("Input.DateOfBirth", "1986-01-01"),
            ("Input.NationalId", "123"), ("Input.LicenceNumber", ""), ("Input.LicenceIssuedOn", "2999-01-01"), ("Input.LicenceExpiresOn", "2001-01-01"),
            ("Input.Email", "x"), ("Input.Phone", "abc"), ("Input.Profession", "Wizard"), ("Appointment.HospitalId", elsewhere.ToString()), ("Appointment.Department", ""),
            ("Appointment.To", "2001-01-01"),
        })
        {
            var refused = await office.SubmitAsync(await office.GetAsync("/people/new"), With(Form(), field, value));
            Assert.True((int)refused.Status == 422, $"{field}={value}: {refused.Status}");
            Assert.NotEmpty(refused.Errors);
            if (field != "Appointment.Department")
            {
                Assert.Equal("Khoa Ngoại", refused.Value("Appointment.Department"));
            }
        }

        Assert.Equal(before, await site.DataAsync(db => db.People.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Edit_InTwoTabs_ShowsBothVersionsAndThenStores(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var id = await site.PersonIdAsync(Given.Trainee);
        var (first, second) = (await site.SignedInAsync("khth"), await site.SignedInAsync("khth"));
        var pages = (First: await first.GetAsync($"/people/{id}/edit"), Second: await second.GetAsync($"/people/{id}/edit"));
        Assert.True((await first.SubmitAsync(pages.First, new() { ["Input.Specialty"] = "Ngoại tiêu hóa" })).IsRedirect);

        var refused = await second.SubmitAsync(pages.Second, new() { ["Input.Specialty"] = "Ngoại lồng ngực" });

        Assert.Equal(422, (int)refused.Status);
        var row = refused.Page.QuerySelectorAll("main table tbody tr").Single().TextContent;
        Assert.Contains("Ngoại tiêu hóa", row, StringComparison.Ordinal);
        Assert.Contains("Ngoại lồng ngực", row, StringComparison.Ordinal);
        Assert.Equal("Ngoại lồng ngực", refused.Value("Input.Specialty"));
        Assert.Equal("Ngoại tiêu hóa", await SpecialtyAsync(site, id));
        Assert.True((await second.SubmitAsync(refused, [])).IsRedirect);
        Assert.Equal("Ngoại lồng ngực", await SpecialtyAsync(site, id));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Edit_ByManyAtOnce_LosesNoUpdate(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var id = await site.PersonIdAsync(Given.Trainee);
        var visitors = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => site.SignedInAsync("khth")));
        var pages = await Task.WhenAll(visitors.Select(v => v.GetAsync($"/people/{id}/edit")));

        var answers = await Task.WhenAll(visitors.Select((v, i) => v.SubmitAsync(pages[i], new() { ["Input.Specialty"] = $"Khoa {i}" })));

        var winner = Assert.Single(answers.Index(), a => a.Item.IsRedirect);
        Assert.All(answers.Where(a => !a.IsRedirect), a => Assert.Equal(422, (int)a.Status));
        Assert.Equal($"Khoa {winner.Index}", await SpecialtyAsync(site, id));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Edit_ByOthers_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var id = await site.PersonIdAsync(Given.Trainee);
        var keeper = await site.SignedInAsync("khth");
        var (_, fields) = Visitor.FormOf(await keeper.GetAsync($"/people/{id}/edit"), new() { ["Input.FullName"] = "X" });
        foreach (var (account, status) in new[] { ("hocvien", 403), ("huongdan", 403), ("giaovu", 404), ("giamdoc", 403), ("soyte", 403), ("boyte", 403), ("quantri", 403) })
        {
            var visitor = await site.SignedInAsync(account);
            foreach (var address in new[] { $"/people/{id}/edit", $"/people/{id}/appointments/new" })
            {
                Assert.Equal((account, status), (account, (int)(await visitor.GetAsync(address)).Status));
            }

            var own = await visitor.GetAsync("/account/profile");
            var token = own.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            var posted = await visitor.PostAsync($"/people/{id}/edit", fields.Where(f => f.Key != "__RequestVerificationToken").Append(new("__RequestVerificationToken", token)));
            Assert.Equal((account, status), (account, (int)posted.Status));
        }

        Assert.Equal("Nguyễn Hoàng Phượng", await site.DataAsync(db => db.People.Where(p => p.Id == id).Select(p => p.FullName).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Appointment_MovedAndEnded_KeepsTheHistory(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var id = await site.PersonIdAsync(Given.Trainee);
        var office = await site.SignedInAsync("khth");
        var today = site.Clock.Today();
        var first = await site.DataAsync(db => db.Appointments.AsNoTracking().SingleAsync(a => a.PersonId == id));

        var moved = await office.SubmitAsync(
            await office.GetAsync($"/people/{id}/appointments/{first.Id}/move"),
            new() { ["Appointment.Department"] = "Khoa Cấp cứu", ["Appointment.Position"] = "Phó khoa", ["Appointment.From"] = Day(today) });

        Assert.True(moved.IsRedirect, $"{moved.Status} {string.Join(' ', moved.Errors)}");
        var both = await site.DataAsync(db => db.Appointments.AsNoTracking().Where(a => a.PersonId == id).OrderBy(a => a.From).ToListAsync());
        Assert.Equal([(first.Department, (DateOnly?)today.AddDays(-1)), ("Khoa Cấp cứu", null)], both.Select(a => (a.Department, a.To)));
        var overlap = await office.SubmitAsync(
            await office.GetAsync($"/people/{id}/appointments/new"),
            new() { ["Appointment.Department"] = "khoa cap cuu", ["Appointment.Position"] = "Bác sĩ", ["Appointment.From"] = Day(today) });
        Assert.Equal(422, (int)overlap.Status);
        Assert.True((await office.SubmitAsync(
            await office.GetAsync($"/people/{id}/appointments/new"),
            new() { ["Appointment.Department"] = "Phòng Điều dưỡng", ["Appointment.Position"] = "Kiêm nhiệm", ["Appointment.From"] = Day(today) })).IsRedirect);

        var end = await office.GetAsync($"/people/{id}/appointments/{both[1].Id}/end");
        var (address, fields) = Visitor.FormOf(end, new() { ["Input.Last"] = Day(today), ["Input.Reason"] = "Chuyển công tác" });
        Assert.True((await office.PostAsync(address, fields)).IsRedirect);
        Assert.True((await office.PostAsync(address, fields)).IsRedirect);
        Assert.Equal(today, await site.DataAsync(db => db.Appointments.Where(a => a.Id == both[1].Id).Select(a => a.To).SingleAsync()));
        Assert.Equal(404, (int)(await (await site.SignedInAsync("giaovu")).GetAsync($"/people/{id}/appointments/{both[1].Id}/end")).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Appointment_Department_IsOfferedFromTheListAndStoredInItsSpelling(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var id = await site.PersonIdAsync(Given.Trainee);
        var office = await site.SignedInAsync("khth");
        var address = $"/people/{id}/appointments/new";
        var form = await office.GetAsync(address);
        var list = form.Page.QuerySelector("input[name='Appointment.Department']")!.GetAttribute("list");
        Assert.Contains("Khoa Gây mê hồi sức", form.Page.QuerySelectorAll($"datalist#{list} option").Select(option => option.GetAttribute("value")));
        Dictionary<string, string?> Typed(string department) => new() { ["Appointment.Department"] = department, ["Appointment.Position"] = "Bác sĩ" };

        var refused = await office.SubmitAsync(form, Typed("Khoa Không Có"));

        Assert.Equal(422, (int)refused.Status);
        Assert.Contains(refused.Errors, error => error.Contains("không có khoa, phòng “Khoa Không Có”", StringComparison.Ordinal));
        Assert.NotEmpty(refused.Page.QuerySelectorAll("datalist option"));
        Assert.True((await office.SubmitAsync(form, Typed(" khoa GAY me hoi suc "))).IsRedirect);
        Assert.Contains("Khoa Gây mê hồi sức", await site.DataAsync(db => db.Appointments.Where(a => a.PersonId == id).Select(a => a.Department).ToListAsync()));

        // A hospital without a list takes what is typed.
        await site.GrantAsync(await site.UserIdAsync("khth"), Roles.Coordinator, "viet-tiep");
        var elsewhere = Typed("Khoa Tự Đặt");
        elsewhere["Appointment.HospitalId"] = (await site.HospitalIdAsync("viet-tiep")).ToString();
        Assert.True((await office.SubmitAsync(await office.GetAsync(address), elsewhere)).IsRedirect);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Contact_OfOneself_ChangesPhoneAndSpecialtyAndNothingElse(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var id = await site.PersonIdAsync(Given.Trainee);
        var learner = await site.SignedInAsync("hocvien");
        var form = await learner.GetAsync("/account/contact");
        Assert.Contains("Bùi Văn Thành", form.Text, StringComparison.Ordinal);

        var saved = await learner.SubmitAsync(form, new() { ["Input.Phone"] = "0900 123 456", ["Input.Specialty"] = "Ngoại cột sống", ["Input.FullName"] = "X", ["Input.LicenceNumber"] = "X" });

        Assert.Equal($"/people/{id}", saved.Location);
        var person = await site.DataAsync(db => db.People.AsNoTracking().SingleAsync(p => p.Id == id));
        Assert.Equal(("0900 123 456", "Ngoại cột sống", "Nguyễn Hoàng Phượng", "DEMO-000001/GPHN"), (person.Phone, person.Specialty, person.FullName, person.LicenceNumber));
        Assert.Equal(404, (int)(await (await site.SignedInAsync("soyte")).GetAsync("/account/contact")).Status);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Task<string?> SpecialtyAsync(Site site, Guid id) => site.DataAsync(db => db.People.Where(p => p.Id == id).Select(p => p.Specialty).SingleAsync());

    private static Dictionary<string, string?> With(Dictionary<string, string?> form, string field, string? value)
    {
        form[field] = value;
        return form;
    }

    private static Dictionary<string, string?> Form(string name = "Đỗ Thị Ước", string licence = "123456/GPHN-TEST", string? national = Number) => new()
    {
        ["Input.FullName"] = name,
        ["Input.Title"] = "BS",
        ["Input.DateOfBirth"] = "1985-02-03",
        ["Input.Profession"] = "Doctor",
        ["Input.Specialty"] = "Ngoại",
        ["Input.LicenceNumber"] = licence,
        ["Input.LicenceIssuedOn"] = "2024-01-01",
        ["Input.LicenceExpiresOn"] = "2029-01-01",
        ["Input.NationalId"] = national,
        ["Appointment.Department"] = "Khoa Ngoại",
        ["Appointment.Position"] = "Bác sĩ",
        ["Appointment.From"] = "2026-01-01",
    };
}
