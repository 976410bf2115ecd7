using Microsoft.EntityFrameworkCore;
using Training.Exchange.Uploads;
using Training.Modules;
using Training.Organizations.Hospitals;
using Training.Tests.Support;

namespace Training.Tests.Exchange;

public sealed class HospitalImportTests
{
    private const string Header = "key,name,name_en,province,tier,transfer_role";

    private const string Added = "bv-thu,Bệnh viện Thử Nghiệm,Trial Hospital,Quảng Ninh,Cơ bản,Tiếp nhận (vệ tinh)";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task File_ThroughAllSteps_IsStoredAndTheSameFileDoesNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var file = Importing.Csv(Header, Added, "bach-mai,Bệnh viện Bạch Mai (mới),Bach Mai Hospital,01,chuyên sâu,core");

        var preview = await administrator.PreviewAsync("hospitals", file);

        Assert.Equal([1, 1, 0, 0], preview.Figures());
        Assert.Contains("Bệnh viện Bạch Mai (mới)", preview.Page.QuerySelector("main ins")!.TextContent, StringComparison.Ordinal);
        Assert.False(await site.DataAsync(db => db.Hospitals.AnyAsync(h => h.Key == "bv-thu")));

        var done = await administrator.CommitAsync(preview);

        Assert.NotNull(done.Page.QuerySelector("main a[href$='undo.xlsx']"));
        var stored = await site.DataAsync(db => db.Hospitals.SingleAsync(h => h.Key == "bv-thu"));
        Assert.Equal((HospitalTier.CoBan, TransferRole.Satellite, "benh vien thu nghiem trial hospital bv thu"), (stored.Tier, stored.TransferRole, stored.SearchText));
        Assert.Contains("Bạch Mai (mới)", (await administrator.GetAsync("/admin/hospitals?q=bach+mai")).Text, StringComparison.Ordinal);

        var again = await administrator.PreviewAsync("hospitals", file);

        Assert.Equal([0, 0, 2, 0], again.Figures());
        Assert.False(again.OffersCommit());
        var forced = await administrator.PostAsync(again.Response.RequestMessage!.RequestUri!.AbsolutePath, Visitor.FormOf(preview, []).Fields);
        Assert.Equal(422, (int)forced.Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task UndoFile_Imported_BringsBackWhatWasThere(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var before = await SnapshotAsync(site);
        var done = await administrator.CommitAsync(await administrator.PreviewAsync(
            "hospitals", Importing.Csv(Header + ",governing_body,kind", Added + ",,", "bach-mai,Tên khác,Other Name,Huế,chuyên sâu,both,,chuyên khoa")));
        Assert.NotEqual(before, await SnapshotAsync(site));
        var undo = await administrator.DownloadAsync(done.Page.QuerySelector("main a[href$='undo.xlsx']")!.GetAttribute("href")!);

        var preview = await administrator.PreviewAsync("hospitals", undo, "undo.xlsx");

        Assert.Equal([0, 1, 1, 0, 0], preview.Figures());
        await administrator.CommitAsync(preview);
        Assert.Equal(before, await SnapshotAsync(site));
        Assert.Equal([0, 0, 2, 0], (await administrator.PreviewAsync("hospitals", undo, "undo.xlsx")).Figures());
        Assert.Contains("undo.xlsx", (await administrator.GetAsync("/admin/import/history")).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task UndoFile_OfAHospitalInUse_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        await administrator.CommitAsync(await administrator.PreviewAsync("hospitals", Importing.Csv(Header, Added)));
        await site.GrantAsync(await site.UserIdAsync("khth"), Roles.Coordinator, "bv-thu");

        var preview = await administrator.PreviewAsync("hospitals", Importing.Csv(Header + ",action", Added + ",gỡ bỏ"));

        Assert.Contains(preview.Problems(), problem => problem.StartsWith("2|Thao tác (G)|Bệnh viện này đã được dùng", StringComparison.Ordinal));
        Assert.False(preview.OffersCommit());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Problems_OfEveryKind_AreNamedByRowAndColumnInBothLanguages(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var hospitals = await site.DataAsync(db => db.Hospitals.CountAsync());
        var file = Importing.Csv(
            "name,Province,TIER,transfer role,Tên tiếng Anh,Mã bệnh viện,Ghi chú",
            "Bệnh viện Tốt,Quảng Ninh,Cơ bản,satellite,Good Hospital,,x",
            ",Quảng Ninh,Cơ bản,satellite,E,,",
            "Bệnh viện B,Sài Gòn,Cơ bản,satellite,E,,",
            "Bệnh viện C,Quảng Ninh,Hạng I,satellite,E,,",
            "Bệnh viện D,Quảng Ninh,=A1,satellite,E,,",
            $"{new string('x', 201)},Quảng Ninh,Cơ bản,satellite,E,,",
            "Bệnh viện F,Quảng Ninh,Cơ bản,satellite,E,Mã Sai,",
            "Bệnh viện Bạch Mai,Hà Nội,Chuyên sâu,core,E,khac,",
            "benh vien tot,Quảng Ninh,Cơ bản,satellite,E,,",
            "Bệnh viện \u0001,Quảng Ninh,Cơ bản,satellite,E,,");

        var preview = await administrator.PreviewAsync("hospitals", file);

        string[] expected =
        [
            "3|Tên bệnh viện (A)|Ô này không được để trống.",
            "4|Tỉnh, thành phố (B)|Không có tỉnh, thành phố “Sài Gòn”.",
            "5|Cấp chuyên môn kỹ thuật (C)|“Hạng I” không có trong danh sách.",
            "6|Cấp chuyên môn kỹ thuật (C)|Ô chứa công thức.",
            "7|Tên bệnh viện (A)|Dài 201 ký tự, tối đa 200.",
            "8|Mã bệnh viện (F)|Mã chỉ gồm chữ thường không dấu",
            "9|Mã bệnh viện (F)|Tên này đã thuộc về bệnh viện có mã bach-mai.",
            "10|Tên bệnh viện (A)|Bệnh viện này đã có ở dòng 2.",
            "11|Tên bệnh viện (A)|Ô có ký tự điều khiển",
        ];
        Assert.All(expected.Zip(preview.Problems()), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.Equal(expected.Length, preview.Problems().Length);
        Assert.Contains("Ghi chú", preview.Page.QuerySelector("main .callout.info")!.TextContent, StringComparison.Ordinal);
        Assert.False(preview.OffersCommit());
        var address = preview.Response.RequestMessage!.RequestUri!.AbsolutePath;
        var csv = System.Text.Encoding.UTF8.GetString(await administrator.DownloadAsync(address + "/problems.csv"));
        Assert.Equal(expected.Length + 2, csv.Split("\r\n").Length);

        await administrator.InEnglishAsync("/admin");
        Assert.Contains((await administrator.GetAsync(address)).Problems(), problem => problem.StartsWith("4|Province or city (B)|There is no province “Sài Gòn”.", StringComparison.Ordinal));

        // All or nothing: the one good row is not stored, whatever is sent.
        var other = await administrator.PreviewAsync("hospitals", Importing.Csv(Header, Added));
        Assert.Equal(422, (int)(await administrator.PostAsync(address, Visitor.FormOf(other, []).Fields)).Status);
        Assert.Equal(hospitals, await site.DataAsync(db => db.Hospitals.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Header_MissingOrDoubleColumn_IsNamed(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");

        var preview = await administrator.PreviewAsync("hospitals", Importing.Csv("key,province,Tinh thanh pho", "x,01,01"));
        Assert.Equal(["1|Tỉnh, thành phố (B)", "1|Tên bệnh viện"], preview.Problems().Select(problem => problem[..problem.LastIndexOf('|')]));

        var unknown = await administrator.PreviewAsync("hospitals", Importing.Csv("a,b", "1,2"));
        Assert.Contains("Không nhận ra tên cột nào", unknown.Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Commit_ManyAtOnce_StoresOnce(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var visitors = new[] { await site.SignedInAsync("quantri"), await site.SignedInAsync("quantri"), await site.SignedInAsync("quantri") };
        var first = await visitors[0].PreviewAsync("hospitals", Importing.Csv(Header, Added));
        var address = first.Response.RequestMessage!.RequestUri!.AbsolutePath;
        var previews = await Task.WhenAll(visitors.Select(visitor => visitor.GetAsync(address)));

        var answers = await Task.WhenAll(visitors.Select((visitor, index) => visitor.SubmitAsync(previews[index], [])));

        Assert.Single(answers, answer => answer.IsRedirect);
        Assert.All(answers.Where(answer => !answer.IsRedirect), answer => Assert.Equal(422, (int)answer.Status));
        Assert.Equal(1, await site.DataAsync(db => db.Hospitals.CountAsync(h => h.Key == "bv-thu")));
        Assert.Equal(1, await site.DataAsync(db => db.Set<UploadContent>().CountAsync(c => c.Kind == ContentKind.Undo)));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Commit_AfterSomebodyChangedTheData_StoresNothingAndChecksAgain(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var preview = await administrator.PreviewAsync("hospitals", Importing.Csv("key,name", "bach-mai,Bệnh viện Bạch Mai (mới)", "cho-ray,Bệnh viện Chợ Rẫy (mới)"));
        var id = await site.HospitalIdAsync("bach-mai");
        Assert.True((await administrator.SubmitAsync(await administrator.GetAsync($"/admin/hospitals/{id}"), new() { ["Input.Name"] = "Bệnh viện Bạch Mai (khác)" })).IsRedirect);

        var refused = await administrator.SubmitAsync(preview, []);

        Assert.Equal(422, (int)refused.Status);
        Assert.Contains("Dữ liệu đã thay đổi sau lần kiểm tra", refused.Body, StringComparison.Ordinal);
        Assert.False(await site.DataAsync(db => db.Hospitals.AnyAsync(h => h.Name.Contains("(mới)"))));
        var next = await administrator.CheckedAsync(preview.Response.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("Bệnh viện Bạch Mai (khác)", next.Text, StringComparison.Ordinal);
        await administrator.CommitAsync(next);
        Assert.Equal(2, await site.DataAsync(db => db.Hospitals.CountAsync(h => h.Name.Contains("(mới)"))));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Export_ImportedAgain_IsNothingToDo(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        await administrator.CommitAsync(await administrator.PreviewAsync("hospitals", Importing.Csv("key,name,governing_body,former_province", "bach-mai,Bệnh viện Bạch Mai,\"'=cmd, \"\"x\"\"\",'+1")));
        Assert.Equal("=cmd, \"x\"", await site.DataAsync(db => db.Hospitals.Where(h => h.Key == "bach-mai").Select(h => h.GoverningBody).SingleAsync()));
        var count = await site.DataAsync(db => db.Hospitals.CountAsync());
        foreach (var format in new[] { "csv", "xlsx" })
        {
            var file = await administrator.DownloadAsync($"/admin/export/hospitals.{format}");
            Assert.Equal([0, 0, count, 0], (await administrator.PreviewAsync("hospitals", file, "x." + format)).Figures());
        }

        var csv = System.Text.Encoding.UTF8.GetString(await administrator.DownloadAsync("/admin/export/hospitals.csv"));
        Assert.Contains("\"'=cmd, \"\"x\"\"\"", csv, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Template_FilledInAsItIs_CanBeImported(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");

        var preview = await administrator.PreviewAsync("hospitals", await administrator.DownloadAsync("/admin/import/hospitals/template.xlsx"), "mau.xlsx");

        Assert.Equal([1, 0, 0, 0], preview.Figures());
        await administrator.CommitAsync(preview);
    }

    private static Task<string> SnapshotAsync(Site site) => site.DataAsync(async db =>
    {
        var rows = string.Join('\n', await db.Hospitals.OrderBy(h => h.Key)
            .Select(h => $"{h.Key}|{h.Name}|{h.NameEn}|{h.ProvinceId}|{h.FormerProvince}|{h.GoverningBody}|{h.Tier}|{h.TierConfirmed}|{h.Kind}|{h.TransferRole}|{h.TrainingUnitCode}|{h.SearchText}|{h.SortKey}")
            .ToListAsync());
        return rows;
    });
}
