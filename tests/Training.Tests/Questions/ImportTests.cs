using Microsoft.EntityFrameworkCore;
using Training.Questions.Bank;
using Training.Questions.Formats;
using Training.Tests.Support;

namespace Training.Tests.Questions;

public sealed class ImportTests
{
    private const string File = "// [tag:tim mạch]\n::Buồng tim::Tim có bốn buồng.{T}\n\n::Hỏng::Ghép {=a -> 1\n=b}\n\n::Van tim::[html]<b>Van</b> nào có hai lá? {=van hai lá ~van ba lá}\n\n::Tên::Bệnh nhân Nguyễn Văn An còn sống.{T}\n";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task File_IsShown_TakenOnce_AndComesOutAgain(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var author = await site.SignedInAsync("giaovu");
        var preview = await UploadAsync(author, "cau-hoi.txt", File);
        Assert.Equal(2, preview.Page.QuerySelectorAll("#found li").Length);
        var findings = preview.Page.QuerySelectorAll("#findings li").Select(li => string.Join(' ', li.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToArray();
        Assert.Equal(3, findings.Length);
        Assert.StartsWith("Dòng 5", findings[0], StringComparison.Ordinal);
        Assert.EndsWith("không nhập", findings[0], StringComparison.Ordinal);
        Assert.StartsWith("Dòng 7", findings[1], StringComparison.Ordinal);
        Assert.EndsWith("nhập thiếu", findings[1], StringComparison.Ordinal);
        Assert.Contains("tên người bệnh", findings[2], StringComparison.Ordinal);
        Assert.Empty(await site.DataAsync(db => db.BankQuestions.Where(q => q.AuthorId != Guid.Empty).ToListAsync()));

        // Nobody else sees the file; nothing ticked takes nothing.
        var address = preview.Response.RequestMessage!.RequestUri!.PathAndQuery;
        Assert.Equal(404, (int)(await (await site.SignedInAsync("khth")).GetAsync(address)).Status);
        Assert.Equal(422, (int)(await author.SubmitAsync(preview, [], "#take-chosen")).Status);

        Assert.True((await author.SubmitAsync(preview, new() { ["Chosen"] = "1" }, "#take-chosen")).IsRedirect);
        Assert.Equal("Van tim", Assert.Single(await site.DataAsync(db => db.BankQuestions.Where(q => q.AuthorId != Guid.Empty).ToListAsync())).Name);
        var rest = await author.SubmitAsync(await author.GetAsync(address), new() { ["All"] = "1" }, "#take-all");
        Assert.Contains("Đã nhập 1 câu hỏi; 1 câu đã có sẵn.", (await author.FollowAsync(rest)).Body, StringComparison.Ordinal);

        // The same file once more: everything is there, and there is no button.
        var again = await UploadAsync(author, "lan-hai.txt", File);
        Assert.Null(again.Page.QuerySelector("#take-all"));
        Assert.Contains("đã có trong ngân hàng", again.Text, StringComparison.Ordinal);
        Assert.Equal(2, await site.DataAsync(db => db.BankQuestions.CountAsync(q => q.AuthorId != Guid.Empty)));

        foreach (var format in Enum.GetValues<FileFormat>())
        {
            var file = await author.GetAsync((await author.GetAsync($"/questions/export?format={format}")).Page.QuerySelector("#download")!.GetAttribute("href")!);
            var reading = QuestionFiles.Read(await file.Response.Content.ReadAsStringAsync());
            Assert.Equal(["Buồng tim", "Van tim"], reading.Questions.Select(question => question.Name).Intersect(["Buồng tim", "Van tim"]).Order(StringComparer.Ordinal));
            Assert.Contains("tim mạch", reading.Questions.SelectMany(question => question.Tags));
        }
    }

    [Theory, OnSqlite]
    public async Task File_ThatIsNoText_OrTooManyAtOnce_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var author = await site.SignedInAsync("giaovu");
        var page = await author.GetAsync("/questions/import");
        Assert.Contains("UTF-8", Assert.Single((await SendAsync(author, page, "x.txt", [0xC3, 0x28, 0x00])).Errors), StringComparison.Ordinal);
        Assert.Contains("rỗng", Assert.Single((await SendAsync(author, page, "x.txt", [])).Errors), StringComparison.Ordinal);
        var dtd = await UploadAsync(author, "x.xml", "<!DOCTYPE quiz [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><quiz/>");
        Assert.Contains("DOCTYPE", dtd.Text, StringComparison.Ordinal);
        Assert.Contains("Không đọc được câu hỏi nào", dtd.Text, StringComparison.Ordinal);
    }

    private static async Task<Answer> UploadAsync(Visitor author, string name, string text)
    {
        var sent = await SendAsync(author, await author.GetAsync("/questions/import"), name, System.Text.Encoding.UTF8.GetBytes(text));
        Assert.True(sent.IsRedirect, $"{sent.Status} {string.Join(' ', sent.Errors)}");
        return await author.FollowAsync(sent);
    }

    private static async Task<Answer> SendAsync(Visitor author, Answer page, string name, byte[] bytes)
    {
        using var content = new MultipartFormDataContent();
        foreach (var (field, value) in Visitor.FormOf(page, new() { ["_key"] = Guid.CreateVersion7().ToString("N") }).Fields.Where(field => field.Key != "Input.File"))
        {
            content.Add(new StringContent(value), field);
        }

        content.Add(new ByteArrayContent(bytes), "Input.File", name);
        return await author.PostAsync("/questions/import", content);
    }
}
