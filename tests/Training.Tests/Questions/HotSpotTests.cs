using Microsoft.EntityFrameworkCore;
using Training.Questions.Bank;
using Training.Tests.Logbook;
using Training.Tests.Media;
using Training.Tests.Support;

namespace Training.Tests.Questions;

public sealed class HotSpotTests
{
    [MediaTheory, OnSqlite]
    public async Task HotSpot_KeepsItsPicture_AndIsAnsweredByNames(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var author = await site.SignedInAsync("giaovu");
        var fields = new Dictionary<string, string?>
        {
            ["Input.Text"] = "Nhĩ trái ở đâu?",
            ["Input.Alternative"] = "Siêu âm tim bốn buồng từ mỏm || Apical four-chamber view",
            ["Input.Rows[0].Text"] = "Nhĩ trái",
            ["Input.Rows[0].Right"] = "true",
            ["Input.Rows[1].Text"] = "Thất phải",
        };
        foreach (var row in new[] { 0, 1 })
        {
            foreach (var (field, value) in new[] { ("X", $"{10 + (40 * row)}"), ("Y", "10"), ("Width", "20,5"), ("Height", "20") })
            {
                fields[$"Input.Rows[{row}].{field}"] = value;
            }
        }

        // Without a picture there is nothing to point at, and what was typed stays.
        var refused = await author.SubmitAsync(await author.GetAsync("/questions/new/hotspot"), fields, "#save");
        Assert.Contains("Chưa có hình", Assert.Single(refused.Errors.Distinct()), StringComparison.Ordinal);
        Assert.Equal("20,5", refused.Value("Input.Rows[0].Width"));

        var written = await CaseFileTests.SendAsync(author, refused, "Input.Picture", await Samples.PhotoAsync(), "#save", fields);
        Assert.True(written.IsRedirect, $"{written.Status} {string.Join(' ', written.Errors)}");
        var page = await author.FollowAsync(written);
        var picture = page.Page.QuerySelector("main img")!;
        Assert.Equal("Siêu âm tim bốn buồng từ mỏm", picture.GetAttribute("alt"));
        using var served = await author.Client.GetAsync(picture.GetAttribute("src"));
        Assert.Equal("image/jpeg", served.Content.Headers.ContentType!.MediaType);
        Assert.Equal(404, (int)(await (await site.SignedInAsync("khth")).GetAsync(picture.GetAttribute("src")!)).Status);

        // An edit without a new picture keeps the old one; nothing deletes it.
        Assert.True((await author.SubmitAsync(await author.GetAsync(written.Location + "/edit"), new() { ["Input.Rows[1].Text"] = "Thất trái" }, "#save")).IsRedirect);
        var hash = await site.DataAsync(async db => Assert.Single(await db.Set<QuestionImage>().ToListAsync()).Hash);
        var inUse = await site.DataAsync((db, _) => new QuestionImageReferences(db).InUseAsync([hash, new string('0', 64)], default));
        Assert.Equal([hash], inUse);
    }
}
