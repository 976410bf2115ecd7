using Microsoft.EntityFrameworkCore;
using Training.Questions.Bank;
using Training.Questions.Model;
using Training.Tests.Support;

namespace Training.Tests.Questions;

public sealed class BankTests
{
    private static readonly Dictionary<string, Dictionary<string, string?>> Typed = new()
    {
        ["single"] = new() { ["Input.Rows[0].Text"] = "Động mạch liên thất trước", ["Input.Rows[0].Right"] = "true", ["Input.Rows[1].Text"] = "Động mạch mũ", ["Input.Rows[1].Feedback"] = "Xem lại chuyển đạo", ["Input.Rows[3].Text"] = "Động mạch vành phải" },
        ["multiple"] = new() { ["Input.Rows[0].Text"] = "Aspirin", ["Input.Rows[0].Right"] = "true", ["Input.Rows[1].Text"] = "Heparin", ["Input.Rows[1].Right"] = "true", ["Input.Rows[2].Text"] = "Vitamin C" },
        ["truefalse"] = new() { ["Input.Answer"] = "true", ["Input.WhenFalse"] = "Chưa đúng || Not right" },
        ["matching"] = new() { ["Input.Rows[0].Text"] = "V1", ["Input.Rows[0].Match"] = "Vách", ["Input.Rows[1].Text"] = "V5", ["Input.Rows[1].Match"] = "Bên" },
        ["ordering"] = new() { ["Input.Rows[0].Text"] = "Chọc mạch", ["Input.Rows[1].Text"] = "Luồn dây dẫn", ["Input.Rows[2].Text"] = "Đặt stent" },
        ["shorttext"] = new() { ["Input.IgnoreDiacritics"] = "true", ["Input.Rows[0].Text"] = "Nhồi máu cơ tim" },
        ["numeric"] = new() { ["Input.UnitRule"] = "Required", ["Input.Units"] = "mmHg = 1\nkPa = 0,133", ["Input.Rows[0].Number"] = "120", ["Input.Rows[0].Tolerance"] = "2,5" },
        ["cloze"] = new() { ["Input.Text"] = "Tim có [[1]] buồng và [[2]] van.", ["Input.Rows[0].Kind"] = "NM", ["Input.Rows[0].Lines"] = "4", ["Input.Rows[1].Kind"] = "MC", ["Input.Rows[1].Lines"] = "=bốn # đúng\n~hai" },
        ["essay"] = new() { ["Input.Rows[0].Text"] = "Lập luận", ["Input.Rows[0].Lines"] = "0 = yếu\n2 = chặt chẽ" },
    };

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Author_WritesEveryType_TriesIt_AndFindsIt(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var author = await site.SignedInAsync("giaovu");
        foreach (var (kind, fields) in Typed)
        {
            var written = await WriteAsync(author, kind, fields);
            var page = await author.GetAsync(written);
            Assert.True(page.IsOk, $"{kind}: {page.Status}");
            Assert.Contains($"Câu hỏi loại {kind}", page.Text, StringComparison.Ordinal);

            // What is saved without a change is the same question.
            var edit = await author.GetAsync(written + "/edit");
            var saved = await author.SubmitAsync(edit, new() { ["Input.Reason"] = "" }, "#save");
            Assert.True(saved.IsRedirect, $"{kind}: {string.Join(' ', saved.Errors)}");
        }

        Assert.All(await site.DataAsync(db => db.BankQuestions.ToListAsync()), question => Assert.Equal((1, true), (question.CurrentNumber, question.IsComplete)));

        var found = await author.GetAsync("/questions?q=cau+hoi+loai+numeric&tag=TIM+MACH");
        Assert.Single(found.Page.QuerySelectorAll("main ul.list a"));
        var numeric = found.Page.QuerySelector("main ul.list a")!.GetAttribute("href")!;
        Assert.Contains("Được 100 %", (await author.GetAsync($"{numeric}?a=121&a.unit=mmHg")).Text, StringComparison.Ordinal);
        Assert.Contains("Được 90 %", (await author.GetAsync($"{numeric}?a=121")).Text, StringComparison.Ordinal);
        Assert.Equal(Typed.Count, (await author.GetAsync("/questions?tag=cap+cuu")).Page.QuerySelectorAll("main ul.list a").Length);
        Assert.Single((await author.GetAsync("/questions?kind=Cloze")).Page.QuerySelectorAll("main ul.list a"));
        Assert.Contains("Không có câu hỏi nào khớp", (await author.GetAsync("/questions?q=khong+co+cau+nay")).Text, StringComparison.Ordinal);

        foreach (var address in new[] { "/questions", numeric, numeric + "/edit", "/questions/new/single", numeric + "/versions", "/questions/export" })
        {
            var again = await site.AgainAsync(author, address);
            Assert.True(again.IsOk && site.Statements.Statements.Count <= 8, $"{address}: {again.Status}, {site.Statements.Statements.Count} statements");
            Assert.True(again.Body.Length <= 60 * 1024, $"{address}: {again.Body.Length} characters");
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Edit_MakesAVersion_AndShowsWhatChanged(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var author = await site.SignedInAsync("giaovu");
        var address = await WriteAsync(author, "single", Typed["single"]);
        var form = await author.GetAsync(address + "/edit");
        var changed = await author.SubmitAsync(form, new() { ["Input.Rows[1].Text"] = "Nhánh mũ", ["Input.Reason"] = "Tên thường dùng" }, "#save");
        Assert.True(changed.IsRedirect, string.Join(' ', changed.Errors));
        var versions = await author.GetAsync(address + "/versions");
        Assert.Contains("Tên thường dùng", versions.Text, StringComparison.Ordinal);
        var row = Assert.Single(versions.Page.QuerySelectorAll("table.compare tbody tr"));
        Assert.Contains("Động mạch mũ", row.QuerySelector("del")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Nhánh mũ", row.QuerySelector("ins")!.TextContent, StringComparison.Ordinal);

        // Whoever still had the form of before is told, and keeps what was typed.
        var stale = await author.SubmitAsync(form, new() { ["Input.Rows[1].Text"] = "Khác", ["_key"] = Guid.CreateVersion7().ToString("N") }, "#save");
        Assert.Equal(422, (int)stale.Status);
        Assert.Equal("Khác", stale.Value("Input.Rows[1].Text"));
        Assert.Equal(2, await site.DataAsync(db => db.QuestionVersions.CountAsync(v => v.AuthorId != Guid.Empty)));

        var retired = await author.SubmitAsync(await author.GetAsync(address), new() { ["Input.Reason"] = "Đã lỗi thời" }, "#retire");
        Assert.True(retired.IsRedirect, string.Join(' ', retired.Errors));
        Assert.Empty((await author.GetAsync("/questions?tag=cap+cuu")).Page.QuerySelectorAll("main ul.list a"));
        Assert.Single((await author.GetAsync("/questions?retired=true")).Page.QuerySelectorAll("main ul.list a"));
        Assert.Equal(404, (int)(await author.GetAsync(address + "/edit")).Status);
        Assert.Contains("Đã lỗi thời", (await author.GetAsync(address)).Text, StringComparison.Ordinal);
        Assert.True((await author.SubmitAsync(await author.GetAsync(address), [], "#bring-back")).IsRedirect);
        Assert.True((await author.GetAsync(address + "/edit")).IsOk);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Form_WithMistakes_SaysAllOfThem_AndLosesNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var author = await site.SignedInAsync("giaovu");
        var refused = await author.SubmitAsync(
            await author.GetAsync("/questions/new/single"),
            new() { ["Input.Text"] = "", ["Input.Rows[0].Text"] = "một", ["Input.Rows[1].Text"] = "một", ["Input.Penalty"] = "200" },
            "#save");
        Assert.Equal(422, (int)refused.Status);
        Assert.Equal(4, refused.Errors.Distinct().Count());
        Assert.Equal("một", refused.Value("Input.Rows[1].Text"));

        var screened = await author.SubmitAsync(refused, new() { ["Input.Text"] = "Bệnh nhân Nguyễn Văn An bị gì?", ["Input.Rows[0].Right"] = "true", ["Input.Rows[1].Text"] = "hai", ["Input.Penalty"] = "10" }, "#save");
        Assert.Equal(422, (int)screened.Status);
        Assert.Contains("tên người bệnh", Assert.Single(screened.Errors.Distinct()), StringComparison.Ordinal);

        // The button for more rows stores nothing, and keeps what was typed.
        var more = await author.SubmitAsync(screened, new() { ["More"] = "1" }, "#more-rows");
        Assert.True(more.IsOk);
        Assert.Equal("hai", more.Value("Input.Rows[1].Text"));
        Assert.NotNull(more.Page.QuerySelector("[name='Input.Rows[7].Text']"));
        Assert.Empty(await site.DataAsync(db => db.BankQuestions.Where(q => q.AuthorId != Guid.Empty).ToListAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Vignette_IsWrittenQuestionByQuestion(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var author = await site.SignedInAsync("giaovu");
        var address = await WriteAsync(author, "vignette", []);
        Assert.EndsWith("/edit", address, StringComparison.Ordinal);
        Assert.Contains("chưa xong", (await author.GetAsync("/questions")).Text, StringComparison.Ordinal);
        foreach (var kind in new[] { "truefalse", "ordering" })
        {
            var fields = new Dictionary<string, string?>(Typed[kind]) { ["Input.Text"] = $"Hỏi {kind}", ["Input.Weight"] = "2" };
            var added = await author.SubmitAsync(await author.GetAsync($"{address}?part=0&kind={kind}"), fields, "#save");
            Assert.True(added.IsRedirect, string.Join(' ', added.Errors));
        }

        var details = address[..^"/edit".Length];
        var tried = await author.GetAsync($"{details}?seed=3&a.p0=0");
        Assert.Contains("Được 50 %", tried.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("chưa xong", (await author.GetAsync("/questions")).Text, StringComparison.Ordinal);
        Assert.True((await author.SubmitAsync(await author.GetAsync(address), [], "#save")).IsRedirect);

        var part = await author.GetAsync($"{address}?part=1");
        var (_, fieldsOfRemoval) = Visitor.FormOf(part, [], "#remove");
        Assert.True((await author.PostAsync($"{address}?part=1&handler=Remove", fieldsOfRemoval)).IsRedirect);
        var left = await site.DataAsync(async db => BodyJson.Read(await db.QuestionVersions.OrderByDescending(v => v.Number).Select(v => v.Body).FirstAsync()));
        Assert.IsType<Ordering>(Assert.Single(Assert.IsType<Vignette>(left).Parts).Body);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task AnotherHospital_SeesNothingOfIt_AndWhatIsEverybodysIsReadOnly(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (author, other, administrator) = (await site.SignedInAsync("giaovu"), await site.SignedInAsync("khth"), await site.SignedInAsync("quantri"));
        var ours = await WriteAsync(author, "truefalse", Typed["truefalse"]);
        foreach (var address in new[] { ours, ours + "/edit", ours + "/versions", ours + "/image/0" })
        {
            Assert.Equal(404, (int)(await other.GetAsync(address)).Status);
        }

        Assert.DoesNotContain("Câu hỏi loại", (await other.GetAsync("/questions")).Text, StringComparison.Ordinal);
        Assert.Equal(403, (int)(await (await site.SignedInAsync("hocvien")).GetAsync("/questions")).Status);

        var everybodys = await WriteAsync(administrator, "truefalse", Typed["truefalse"]);
        var seen = await other.GetAsync(everybodys);
        Assert.Contains("dùng chung", seen.Text, StringComparison.Ordinal);
        Assert.Null(seen.Page.QuerySelector("#retire"));
        Assert.Equal(404, (int)(await other.GetAsync(everybodys + "/edit")).Status);
        var (_, fields) = Visitor.FormOf(await author.GetAsync(ours), new() { ["Input.Reason"] = "x" }, "#retire");
        Assert.Equal(404, (int)(await author.PostAsync(everybodys + "?handler=Retire", fields)).Status);
    }

    private static async Task<string> WriteAsync(Visitor author, string kind, Dictionary<string, string?> fields)
    {
        var all = new Dictionary<string, string?> { ["Input.Text"] = $"Câu hỏi loại {kind}?", ["Input.Name"] = $"Câu hỏi loại {kind}", ["Input.Tags"] = "Tim mạch, cấp cứu" };
        foreach (var (name, value) in fields)
        {
            all[name] = value;
        }

        var written = await author.SubmitAsync(await author.GetAsync($"/questions/new/{kind}"), all, "#save");
        Assert.True(written.IsRedirect, $"{kind}: {written.Status} {string.Join(' ', written.Errors)}");
        return written.Location!;
    }
}
