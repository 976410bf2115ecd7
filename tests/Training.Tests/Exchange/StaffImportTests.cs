using Microsoft.EntityFrameworkCore;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Tests.Support;

namespace Training.Tests.Exchange;

public sealed class StaffImportTests
{
    private const string Header = "full_name,date_of_birth,national_id,licence_number,hospital,department,position,from,to";

    private const string Row = "Trịnh Thị Thử,1990-04-05,022190000017,0077/QNI-GPHN,bvdk-quang-ninh,Khoa Nội,Bác sĩ,01/02/2024,";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task File_OfNewPeople_IsStoredWithTheNumberEncrypted(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var office = await site.SignedInAsync("khth");

        await office.CommitAsync(await office.PreviewAsync("staff", Importing.Csv(Header, Row, "Trịnh Thị Thử,1990-04-05,022190000017,0077/QNI-GPHN,bvdk-quang-ninh,Khoa Khám bệnh,Bác sĩ,01/03/2024,")));

        var person = await site.DataAsync(db => db.People.SingleAsync(p => p.FullName == "Trịnh Thị Thử"));
        Assert.Equal((new DateOnly(1990, 4, 5), "0077qnigphn"), (person.DateOfBirth, person.LicenceKey));
        Assert.NotNull(person.NationalIdHash);
        Assert.DoesNotContain("022190000017", person.NationalIdSealed!, StringComparison.Ordinal);
        Assert.Equal(2, await site.DataAsync(db => db.Appointments.CountAsync(a => a.PersonId == person.Id)));

        // Whoever it is told by, it is the same person; a file without the other columns leaves them alone.
        foreach (var (column, value) in new[] { ("national_id", "022 190 000 017"), ("licence_number", "0077/QNI-GPHN"), ("date_of_birth", "05/04/1990") })
        {
            var preview = await office.PreviewAsync("staff", Importing.Csv(
                $"full_name,{column},hospital,department,position,from", $"Trịnh Thị Thử,{value},Bệnh viện Đa khoa tỉnh Quảng Ninh,khoa noi,Bác sĩ,2024-02-01"));
            Assert.Equal([0, 0, 1, 0], preview.Figures());
        }

        // Another licence is another person, whatever else is equal.
        Assert.Equal([1, 0, 0, 0], (await office.PreviewAsync("staff", Importing.Csv(Header, Row.Replace("022190000017,0077", ",0078", StringComparison.Ordinal)))).Figures());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task UndoFile_Imported_TakesBackPeopleAppointmentsAndChanges(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var office = await site.SignedInAsync("khth");
        var before = await SnapshotAsync(site);
        var file = Importing.Csv(
            "key," + Header + ",phone",
            $",{Row},0912 345 678",
            ",Trịnh Thị Thử,1990-04-05,022190000017,0077/QNI-GPHN,bvdk-quang-ninh,Khoa Khám bệnh,Bác sĩ,01/03/2024,31/12/2025,0912 345 678",
            "nguyen-hoang-phuong,Nguyễn Hoàng Phượng,1985-03-15,022085000011,0001/QNI,bvdk-quang-ninh,Khoa Nội,Bác sĩ,01/02/2026,,0987 654 321",
            "le-minh-duc,Lê Minh Đức,,,,bvdk-quang-ninh,Khoa Cấp cứu,Bác sĩ,01/02/2026,,");
        var done = await office.CommitAsync(await office.PreviewAsync("staff", file));
        Assert.Equal([0, 0, 4, 0], (await office.PreviewAsync("staff", file)).Figures());
        Assert.NotEqual(before, await SnapshotAsync(site));
        var undo = await office.DownloadAsync(done.Page.QuerySelector("main a[href$='undo.xlsx']")!.GetAttribute("href")!);

        var preview = await office.PreviewAsync("staff", undo, "undo.xlsx");

        Assert.True(preview.OffersCommit(), string.Join(Environment.NewLine, preview.Problems()));
        Assert.Equal([0, 0, 4, 0, 0], preview.Figures());
        await office.CommitAsync(preview);
        Assert.Equal(before, await SnapshotAsync(site));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Problems_OfEveryKind_AreNamedByRowAndColumn(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var office = await site.SignedInAsync("khth");
        await office.CommitAsync(await office.PreviewAsync("staff", Importing.Csv(Header, Row)));
        await site.DataAsync(db => db.WriteAsync(ct => db.People.Where(p => p.Key == "le-minh-duc").ExecuteUpdateAsync(p => p.SetProperty(x => x.DateOfBirth, (DateOnly?)null), ct), default));
        var people = await site.DataAsync(db => db.People.CountAsync());

        var preview = await office.PreviewAsync("staff", Importing.Csv(
            Header + ",email,phone,licence_expires_on,licence_issued_on,key",
            "Người Một,1990-04-05,,,bach-mai,K,P,01/02/2024,,,,,,",
            "Người Hai,1990-04-05,,,Bệnh viện Không Có,K,P,01/02/2024,,,,,,",
            "Người Ba,,,,bvdk-quang-ninh,K,P,01/02/2024,,,,,,",
            "Người Bốn,2020-04-05,,,bvdk-quang-ninh,K,P,01/02/2024,,,,,,",
            "Người Năm,1990-04-05,123,,bvdk-quang-ninh,K,P,01/02/2024,,,,,,",
            "Người Sáu,1991-04-05,022190000017,,bvdk-quang-ninh,K,P,01/02/2024,,,,,,",
            "Người Bảy,1990-04-05,022190000017,,bvdk-quang-ninh,K,P,01/02/2024,,,,,,",
            "Người Tám,1990-04-05,,0077/QNI-GPHN,bvdk-quang-ninh,K,P,01/02/2024,,,,,,",
            "Người Chín,1990-04-05,,,bvdk-quang-ninh,K,P,31/02/2024,,,,,,",
            "Người Mười,1990-04-05,,,bvdk-quang-ninh,K,P,01/02/2024,01/01/2024,,,,,",
            "Người A,1990-04-05,,,bvdk-quang-ninh,K,P,01/02/2024,,khong-phai-thu,12,,,",
            "Người B,1990-04-05,,1/A,bvdk-quang-ninh,K,P,01/02/2024,,,,01/01/2020,01/01/2021,",
            "Người C,1990-04-05,,,bvdk-quang-ninh,K,P,01/02/2024,,,,,,khong-co",
            "Trịnh Thị Thử,1990-04-05,022190000017,0077/QNI-GPHN,bvdk-quang-ninh,Khoa Nội,Bác sĩ,15/02/2024,,,,,,",
            "Lê Minh Đức,1980-01-01,,,bvdk-quang-ninh,K,P,01/02/2024,,,,,,"));

        string[] expected =
        [
            "2|Bệnh viện (E)|Bệnh viện này nằm ngoài phạm vi",
            "3|Bệnh viện (E)|Không có bệnh viện",
            "4|Ngày sinh (B)|Chưa đủ để biết là ai",
            "5|Ngày sinh (B)|Tuổi phải từ 16 đến 100",
            "6|Số định danh cá nhân (C)|Số định danh có đúng 12 chữ số",
            "7|Số định danh cá nhân (C)|Số định danh này được cấp cho người sinh năm khác",
            "8|Họ và tên (A)|Số định danh này đã thuộc về người có tên khác",
            "9|Họ và tên (A)|Số giấy phép này đã thuộc về người có tên khác",
            "10|Từ ngày (H)|“31/02/2024” không phải ngày",
            "11|Đến ngày (I)|Ngày kết thúc phải từ ngày bắt đầu",
            "12|Thư điện tử (J)|Không phải địa chỉ thư",
            "12|Điện thoại (K)|Số điện thoại",
            "13|Giấy phép hết hạn ngày (L)|Ngày hết hạn phải sau ngày cấp",
            "14|Mã hồ sơ (N)|Không có hồ sơ nào mang mã này",
            "15|Từ ngày (H)|Người này đang có vị trí công tác ở khoa này từ 01/02/2024",
            "16|Họ và tên (A)|Đã có người trùng họ tên",
        ];
        var problems = preview.Problems();
        Assert.True(expected.Length == problems.Length, string.Join("\n", problems));
        Assert.All(expected.Zip(problems), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.Equal(people, await site.DataAsync(db => db.People.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Person_OfAnotherHospital_MayJoinButNotBeChanged(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var office = await site.SignedInAsync("khth");
        const string columns = "key,full_name,title,hospital,department,position,from";
        var (name, title) = await site.DataAsync(async db =>
        {
            var person = await db.People.SingleAsync(p => p.Key == Given.Mentor);
            return (person.FullName, person.Title);
        });

        var changed = await office.PreviewAsync("staff", Importing.Csv(columns, $"{Given.Mentor},{name},GS.TS,bvdk-quang-ninh,Khoa Nội,Cố vấn,01/02/2024"));
        Assert.StartsWith("2|Họ và tên (B)|Người này chưa làm ở bệnh viện trong phạm vi của bạn", Assert.Single(changed.Problems()), StringComparison.Ordinal);

        await office.CommitAsync(await office.PreviewAsync("staff", Importing.Csv(columns, $"{Given.Mentor},{name},{title},bvdk-quang-ninh,Khoa Nội,Cố vấn,01/02/2024")));
        var mentor = await site.PersonIdAsync(Given.Mentor);
        Assert.Contains(await site.DataAsync(db => db.Appointments.Where(a => a.PersonId == mentor).Select(a => a.Department).ToListAsync()), department => department == "Khoa Nội");
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Export_OfAHospital_HasItsPeopleAndIsNothingToDo(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var office = await site.SignedInAsync("khth");
        await office.CommitAsync(await office.PreviewAsync("staff", Importing.Csv(Header + ",phone", Row + ",+84 912 345 678")));
        var hospital = await site.HospitalIdAsync("bvdk-quang-ninh");
        var count = await site.DataAsync(db => db.Appointments.CountAsync(a => a.HospitalId == hospital));
        foreach (var format in new[] { "csv", "xlsx" })
        {
            var file = await office.DownloadAsync($"/admin/export/staff.{format}");
            Assert.Equal([0, 0, count, 0], (await office.PreviewAsync("staff", file, "x." + format)).Figures());
        }

        var csv = System.Text.Encoding.UTF8.GetString(await office.DownloadAsync("/admin/export/staff.csv"));
        Assert.Contains("'+84 912 345 678", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("022190000017", csv, StringComparison.Ordinal);
        var everybody = await (await site.SignedInAsync("quantri")).DownloadAsync("/admin/export/staff.csv");
        Assert.True(everybody.Length > csv.Length * 2);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Department_ByAnyWayToWriteIt_GetsTheListedSpellingAndMustBeListedWhereThereIsAList(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        const string columns = "full_name,date_of_birth,hospital,department,position,from";
        var file = Importing.Csv(
            columns,
            "Người Một,1990-04-05,bvdk-quang-ninh,khoa gay me hoi suc,Bác sĩ,01/02/2024",
            "Người Hai,1990-04-05,bvdk-quang-ninh,emergency department,Bác sĩ,01/02/2024",
            "Người Ba,1990-04-05,viet-tiep,Khoa Tự Đặt,Bác sĩ,01/02/2024");

        await administrator.CommitAsync(await administrator.PreviewAsync("staff", file));

        var stored = await site.DataAsync(db => (from a in db.Appointments join p in db.People on a.PersonId equals p.Id where p.FullName.StartsWith("Người ") orderby a.Department select a.Department).ToListAsync());
        Assert.Equal(["Khoa Cấp cứu", "Khoa Gây mê hồi sức", "Khoa Tự Đặt"], stored.Order(StringComparer.Ordinal));
        Assert.Equal([0, 0, 3, 0], (await administrator.PreviewAsync("staff", file)).Figures());

        var refused = await administrator.PreviewAsync("staff", Importing.Csv(columns, "Người Bốn,1990-04-05,bvdk-quang-ninh,Khoa Tự Đặt,Bác sĩ,01/02/2024", "Người Năm,1990-04-05,viet-tiep,Khoa Khác,Bác sĩ,01/02/2024"));
        Assert.StartsWith("2|Khoa, phòng (D)|Bệnh viện này không có khoa, phòng “Khoa Tự Đặt”.", Assert.Single(refused.Problems()), StringComparison.Ordinal);
        Assert.False(refused.OffersCommit());

        // What was stored before there was a list stays, and is no problem.
        var hospital = await site.HospitalIdAsync("viet-tiep");
        await site.DataAsync(async db =>
        {
            var department = new Training.Organizations.Departments.Department { HospitalId = hospital, Name = "Khoa Nội", From = new DateOnly(2020, 1, 1) };
            department.Changed();
            db.Add(department);
            await db.SaveChangesAsync();
            return department.Id;
        });
        Assert.Equal([0, 0, 3, 0], (await administrator.PreviewAsync("staff", file)).Figures());
    }

    private static Task<string> SnapshotAsync(Site site) => site.DataAsync(async db =>
    {
        var people = await db.People.OrderBy(p => p.Key)
            .Select(p => $"{p.Key}|{p.FullName}|{p.Title}|{p.DateOfBirth}|{p.LicenceNumber}|{p.LicenceKey}|{p.Phone}|{p.NationalIdHash}|{p.SearchText}").ToListAsync();
        var appointments = await db.Appointments.OrderBy(a => a.PersonId).ThenBy(a => a.From).Select(a => $"{a.PersonId}|{a.HospitalId}|{a.Department}|{a.Position}|{a.From}|{a.To}").ToListAsync();
        return string.Join('\n', people.Concat(appointments));
    });
}
