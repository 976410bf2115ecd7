using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules;
using Training.Organizations.History;
using Training.Organizations.Hospitals;
using Training.Tests.Support;

namespace Training.Tests.Exchange;

/// <summary>What changes by day changes by day in a file too.</summary>
public sealed class HospitalHistoryImportTests
{
    private const string Header = "key,name,kind,tier,rank,admin_level,training_unit_code,holds_from,reference";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Values_WithADay_AreRecordsFromThatDayAndTheUndoFileTakesThemBack(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var before = await SnapshotAsync(site);
        var file = Importing.Csv(
            Header,
            "bach-mai,Bệnh viện Bạch Mai,chuyên khoa,Chuyên sâu,Hạng I,Tỉnh thành phố,BYT-001,01/03/2026,12/QĐ-BYT ngày 20/02/2026",
            "bvdk-quang-ninh,Bệnh viện Quảng Ninh,Đa khoa,Chuyên sâu,hang ii,provincial,,01/03/2026,");

        var done = await administrator.CommitAsync(await administrator.PreviewAsync("hospitals", file));

        var day = new DateOnly(2026, 3, 1);
        var bachMai = await FactsAsync(site, "bach-mai");
        Assert.Equal([("Special", (DateOnly?)day.AddDays(-1)), ("I", null)], Of(bachMai, FactKind.Rank).Select(f => (f.Value, f.To)));
        Assert.Equal(["central", "provincial"], Of(bachMai, FactKind.AdminLevel).Select(f => f.Value));
        Assert.Equal([("DEMO-B001", Dated.Always), ("BYT-001", day)], Of(bachMai, FactKind.TrainingUnitCode).Select(f => (f.Value, f.From)));
        Assert.Single(Of(bachMai, FactKind.Tier));
        Assert.Equal("12/QĐ-BYT ngày 20/02/2026", Of(bachMai, FactKind.Rank)[1].Reference);
        var quangNinh = await FactsAsync(site, "bvdk-quang-ninh");
        Assert.Equal(["CoBan", "ChuyenSau"], Of(quangNinh, FactKind.Tier).Select(f => f.Value));
        Assert.Equal("Bệnh viện Quảng Ninh", Of(quangNinh, FactKind.Name)[1].Value);
        Assert.Equal(day.AddDays(-1), Of(quangNinh, FactKind.TrainingUnitCode).Single().To);
        var today = await site.DataAsync(db => db.Set<Hospital>().SingleAsync(h => h.Key == "bach-mai"));
        Assert.Equal(("specialised", HospitalRank.I, "provincial", "BYT-001"), (today.Kind, today.Rank, today.AdminLevel, today.TrainingUnitCode));
        Assert.Equal([0, 0, 2, 0], (await administrator.PreviewAsync("hospitals", file)).Figures());

        var undo = await administrator.DownloadAsync(done.Page.QuerySelector("main a[href$='undo.xlsx']")!.GetAttribute("href")!);
        var back = await administrator.PreviewAsync("hospitals", undo, "undo.xlsx");
        Assert.True(back.OffersCommit(), string.Join(Environment.NewLine, back.Problems()));
        var taken = await administrator.CommitAsync(back);
        Assert.Equal(before, await SnapshotAsync(site));
        Assert.Equal([0, 0, 2, 0], (await administrator.PreviewAsync("hospitals", undo, "undo.xlsx")).Figures());

        // And what was taken back can be brought back.
        var redo = await administrator.DownloadAsync(taken.Page.QuerySelector("main a[href$='undo.xlsx']")!.GetAttribute("href")!);
        await administrator.CommitAsync(await administrator.PreviewAsync("hospitals", redo, "redo.xlsx"));
        Assert.Equal([0, 0, 2, 0], (await administrator.PreviewAsync("hospitals", file)).Figures());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Values_NeverRecorded_AreFilledInWithoutADayAndTakenBack(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var before = await SnapshotAsync(site);

        var done = await administrator.CommitAsync(await administrator.PreviewAsync("hospitals", Importing.Csv("key,name,rank", "bvdk-quang-ninh,Bệnh viện Đa khoa tỉnh Quảng Ninh,Hạng I")));

        Assert.Equal(Dated.Always, Of(await FactsAsync(site, "bvdk-quang-ninh"), FactKind.Rank).Single().From);
        var undo = await administrator.DownloadAsync(done.Page.QuerySelector("main a[href$='undo.xlsx']")!.GetAttribute("href")!);
        await administrator.CommitAsync(await administrator.PreviewAsync("hospitals", undo, "undo.xlsx"));
        Assert.Equal(before, await SnapshotAsync(site));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Values_FromADayToCome_WaitForItAndTheSameFileDoesNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var before = await SnapshotAsync(site);
        var day = (await site.DataAsync((_, services) => Task.FromResult(services.GetRequiredService<TimeProvider>().Today()))).AddDays(30);
        var file = Importing.Csv("key,name,province,training_unit_code,holds_from", $"bach-mai,Bệnh viện Bạch Mai,Huế,BYT-001,{day:yyyy-MM-dd}");

        var done = await administrator.CommitAsync(await administrator.PreviewAsync("hospitals", file));

        Assert.Equal("DEMO-B001", await site.DataAsync(db => db.Set<Hospital>().Where(h => h.Key == "bach-mai").Select(h => h.TrainingUnitCode).SingleAsync()));
        Assert.Equal(day, Of(await FactsAsync(site, "bach-mai"), FactKind.Province)[1].From);
        Assert.Equal([0, 0, 1, 0], (await administrator.PreviewAsync("hospitals", file)).Figures());
        var undo = await administrator.DownloadAsync(done.Page.QuerySelector("main a[href$='undo.xlsx']")!.GetAttribute("href")!);
        await administrator.CommitAsync(await administrator.PreviewAsync("hospitals", undo, "undo.xlsx"));
        Assert.Equal(before, await SnapshotAsync(site));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Values_ThatBreakTheRulesOfHistory_AreNamedByRowAndColumn(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        await administrator.CommitAsync(await administrator.PreviewAsync(
            "hospitals", Importing.Csv("key,name,tier,holds_from", "bvdk-quang-ninh,Bệnh viện Đa khoa tỉnh Quảng Ninh,Chuyên sâu,01/03/2026")));

        var preview = await administrator.PreviewAsync("hospitals", Importing.Csv(
            "key,name,name_en,province,transfer_role,tier,training_unit_code,holds_from",
            "bach-mai,Bệnh viện Bạch Mai,Bach Mai Hospital,Hà Nội,core,Cơ bản,DEMO-B001,",
            "cho-ray,Bệnh viện Chợ Rẫy,Cho Ray Hospital,Hồ Chí Minh,core,Chuyên sâu,,",
            "bvdk-quang-ninh,Bệnh viện Đa khoa tỉnh Quảng Ninh,Quang Ninh General Hospital,Quảng Ninh,satellite,Ban đầu,,01/02/2026",
            "viet-duc,Bệnh viện Hữu nghị Việt Đức,Viet Duc,Hà Nội,core,Cơ bản,,01/02/2060",
            "bv-moi,Bệnh viện Mới Tinh,New Hospital,Hà Nội,satellite,Cơ bản,,01/02/2036"));

        string[] expected =
        [
            "2|Hiệu lực từ ngày (H)|Đổi giá trị đã ghi nhận thì phải có ngày",
            "3|Hiệu lực từ ngày (H)|Đổi giá trị đã ghi nhận thì phải có ngày",
            "4|Cấp chuyên môn kỹ thuật (F)|Đã ghi nhận một thay đổi khác vào hoặc sau ngày này (01/03/2026)",
            "5|Hiệu lực từ ngày (H)|Ngày này không hợp lý",
            "6|Hiệu lực từ ngày (H)|Bệnh viện mới không thể có ngày hiệu lực sau hôm nay",
        ];
        Assert.True(expected.Length == preview.Problems().Length, string.Join('\n', preview.Problems()));
        Assert.All(expected.Zip(preview.Problems()), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.False(preview.OffersCommit());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task UndoFile_AfterALaterChange_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var done = await administrator.CommitAsync(await administrator.PreviewAsync("hospitals", Importing.Csv("key,name,rank,holds_from", "bach-mai,Bệnh viện Bạch Mai,Hạng I,01/03/2026")));
        await administrator.CommitAsync(await administrator.PreviewAsync("hospitals", Importing.Csv("key,name,rank,holds_from", "bach-mai,Bệnh viện Bạch Mai,Hạng II,01/04/2026")));
        var undo = await administrator.DownloadAsync(done.Page.QuerySelector("main a[href$='undo.xlsx']")!.GetAttribute("href")!);

        var preview = await administrator.PreviewAsync("hospitals", undo, "undo.xlsx");

        Assert.Contains("Bệnh viện này đã được sửa sau lần nhập", Assert.Single(preview.Problems()), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task NewHospital_WithADay_BeginsOnItAndTheExportHasEveryColumn(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");

        await administrator.CommitAsync(await administrator.PreviewAsync("hospitals", Importing.Csv(
            "key,name,name_en,province,transfer_role,kind,tier,rank,admin_level,training_unit_code,holds_from",
            "bv-thu,Bệnh viện Thử Nghiệm,Trial Hospital,Quảng Ninh,satellite,Đa khoa,Cơ bản,Hạng III,Khu vực,QN-09,01/03/2024")));

        Assert.All(await FactsAsync(site, "bv-thu"), fact => Assert.Equal(new DateOnly(2024, 3, 1), fact.From));
        var lines = System.Text.Encoding.UTF8.GetString(await administrator.DownloadAsync("/admin/export/hospitals.csv")).Split("\r\n");
        Assert.Contains("Loại hình,Cấp quản lý hành chính,Cấp chuyên môn kỹ thuật,Đã đối chiếu với quyết định xếp cấp,Hạng bệnh viện,Vai trò trong chuyển giao,Mã cơ sở đào tạo", lines[0], StringComparison.Ordinal);
        Assert.Contains("Đa khoa,Khu vực,Cơ bản,Không,Hạng III,Tiếp nhận (vệ tinh),QN-09", Assert.Single(lines, line => line.StartsWith("bv-thu,", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private static HospitalFact[] Of(IEnumerable<HospitalFact> facts, FactKind kind) => [.. facts.Where(f => f.Kind == kind).OrderBy(f => f.From)];

    private static async Task<IReadOnlyList<HospitalFact>> FactsAsync(Site site, string key)
    {
        var id = await site.HospitalIdAsync(key);
        return await site.DataAsync(db => db.Set<HospitalFact>().Where(f => f.HospitalId == id).ToListAsync());
    }

    private static Task<string> SnapshotAsync(Site site) => site.DataAsync(async db =>
    {
        var hospitals = await db.Set<Hospital>().OrderBy(h => h.Key)
            .Select(h => $"{h.Key}|{h.Name}|{h.NameEn}|{h.ProvinceId}|{h.FormerProvince}|{h.Kind}|{h.Tier}|{h.Rank}|{h.AdminLevel}|{h.TrainingUnitCode}").ToListAsync();
        var facts = await db.Set<HospitalFact>().OrderBy(f => f.HospitalId).ThenBy(f => f.Kind).ThenBy(f => f.From)
            .Select(f => $"{f.HospitalId}|{f.Kind}|{f.Value}|{f.ValueEn}|{f.ProvinceId}|{f.From}|{f.To}").ToListAsync();
        return string.Join('\n', hospitals.Concat(facts));
    });
}
