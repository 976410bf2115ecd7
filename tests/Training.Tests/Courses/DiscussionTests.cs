using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Discussion;
using Training.Modules;
using Training.Tests.Courses.Enrolments;
using Training.Tests.Notifications;
using Training.Tests.Support;

namespace Training.Tests.Courses;

/// <summary>Questions under an item: asked, answered, reported, hidden.</summary>
public sealed class DiscussionTests
{
    private const string Report = "form[action*=Report] button";
    private const string Hide = "form[action*=Hide] button";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Question_IsAnsweredByTheAuthor_AndBothGetALetter(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var lesson = (await site.PublishAsync(hospital: "viet-duc", publisher: await site.UserIdAsync("huongdan")))[0];
        var (learner, author) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        var address = $"/courses/{CourseSite.Code}/questions/{lesson}";
        Assert.Contains(address, (await learner.GetAsync($"/courses/{CourseSite.Code}/lessons/{lesson}")).Body, StringComparison.Ordinal);

        // Empty, or with a patient in it: refused, and what was typed is kept.
        var page = await learner.GetAsync(address);
        Assert.Contains("Hãy viết nội dung.", (await learner.SubmitAsync(page, new() { ["Input.Text"] = "  " })).Errors);
        var typed = $"Người bệnh có thẻ {new string('4', 12)} thì sao?";
        var refused = await learner.SubmitAsync(page, new() { ["Input.Text"] = typed });
        Assert.Equal((422, typed), ((int)refused.Status, refused.Value("Input.Text")));
        (await learner.SubmitAsync(page, new() { ["Input.Text"] = "Liều <b>khởi đầu</b> là bao nhiêu?", ["_key"] = $"{Guid.CreateVersion7():N}" })).Stored();
        Assert.Contains("Khóa thử nghiệm", Assert.Single(await LettersAsync(site, "huongdan")).Subject, StringComparison.Ordinal);

        // It stands under the item with the name of who asked, as text, and waits in the author's list.
        page = await learner.GetAsync($"/courses/{CourseSite.Code}/lessons/{lesson}");
        Assert.Contains("Liều <b>khởi đầu</b> là bao nhiêu?", page.Page.QuerySelector("#questions")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Hoàng Phượng", page.Page.QuerySelector("#questions")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("chưa trả lời", (await author.GetAsync($"/courses/{CourseSite.Code}/questions")).Text, StringComparison.Ordinal);

        (await author.SubmitAsync(await author.GetAsync(address), new() { ["Input.Text"] = "Một phần tư liều." }, "form[action*=Answer] button")).Stored();
        Assert.Single(await LettersAsync(site, "hocvien"));
        Assert.Contains("người soạn đã trả lời", (await learner.GetAsync(address)).Text, StringComparison.Ordinal);
        Assert.Contains("người soạn đã trả lời", (await author.GetAsync($"/courses/{CourseSite.Code}/questions")).Text, StringComparison.Ordinal);

        // An answer of another learner has no such mark; who writes on tells the author again, and nobody writes to themselves.
        var colleague = await site.SignedInAsync(await site.AccountAsync(CourseSite.Colleague, Roles.Trainee, CourseSite.Hospital));
        (await colleague.SubmitAsync(await colleague.GetAsync(address), new() { ["Input.Text"] = "Tôi cũng hỏi." }, "form[action*=Answer] button")).Stored();
        (await learner.SubmitAsync(await learner.GetAsync(address), new() { ["Input.Text"] = "Cảm ơn." }, "form[action*=Answer] button")).Stored();
        Assert.Equal((2, 2), ((await LettersAsync(site, "hocvien")).Count, (await LettersAsync(site, "huongdan")).Count));
        Assert.Single((await learner.GetAsync(address)).Page.QuerySelectorAll("article .tag.done"));

        // Whoever may not open the item sees none of it.
        await site.DataAsync(async db =>
        {
            (await db.Courses.SingleAsync(c => c.Code == CourseSite.Code)).Joining = Joining.Closed;
            await db.SaveChangesAsync();
        });
        Assert.Equal(404, (int)(await colleague.GetAsync(address)).Status);
        Assert.DoesNotContain("khởi đầu", (await colleague.GetAsync($"/courses/{CourseSite.Code}/lessons/{lesson}")).Body, StringComparison.Ordinal);
        Assert.Equal(403, (int)(await colleague.GetAsync($"/courses/{CourseSite.Code}/questions")).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Post_ThatIsReported_IsHiddenByTheAuthorWithAReason(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var lessons = await site.PublishAsync(hospital: "viet-duc", scored: 1, publisher: await site.UserIdAsync("huongdan"));
        var lesson = lessons[0];
        var (learner, author) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        var colleague = await site.SignedInAsync(await site.AccountAsync(CourseSite.Colleague, Roles.Trainee, CourseSite.Hospital));
        var address = $"/courses/{CourseSite.Code}/questions/{lesson}";
        (await learner.SubmitAsync(await learner.GetAsync(address), new() { ["Input.Text"] = "Nội dung không phù hợp" })).Stored();
        Assert.Empty((await learner.GetAsync(address)).Page.QuerySelectorAll(Report));

        // Reported once by each, with a reason; kept, reported by somebody else, hidden.
        var page = await colleague.GetAsync(address);
        Assert.Contains("Hãy ghi lý do.", (await colleague.SubmitAsync(page, [], Report)).Errors);
        (await colleague.SubmitAsync(page, new() { ["Input.Reason"] = "Nêu tên đồng nghiệp", ["_key"] = $"{Guid.CreateVersion7():N}" }, Report)).Stored();
        Assert.Equal(409, (int)(await colleague.SubmitAsync(page, new() { ["Input.Reason"] = "Lần nữa", ["_key"] = $"{Guid.CreateVersion7():N}" }, Report)).Status);
        Assert.Contains("bị báo cáo", (await LettersAsync(site, "huongdan"))[^1].Subject, StringComparison.Ordinal);
        Assert.Contains("1 báo cáo", (await author.GetAsync($"/courses/{CourseSite.Code}/questions")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Nêu tên đồng nghiệp", (await learner.GetAsync(address)).Text, StringComparison.Ordinal);
        (await author.SubmitAsync(await author.GetAsync(address), [], "form[action*=Keep] button")).Stored();
        Assert.DoesNotContain("báo cáo", (await author.GetAsync($"/courses/{CourseSite.Code}/questions")).Text, StringComparison.Ordinal);

        // Only where it stands: the address of another item, which may be open where this one is not, leads to none of its posts.
        var post = await site.DataAsync(db => db.Posts.Select(p => p.Id).SingleAsync());
        foreach (var (handler, field) in new[] { ("Answer", "Input.Text"), ("Report", "Input.Reason") })
        {
            var elsewhere = await colleague.PostWithTokenAsync($"/courses/{CourseSite.Code}/questions/{lessons[1]}", handler, new() { ["Post"] = $"{post}", [field] = "Qua mục khác" }, address);
            Assert.Equal(409, (int)elsewhere.Status);
        }

        Assert.Equal(422, (int)(await colleague.PostWithTokenAsync(address, "Hide", new() { ["Post"] = $"{post}", ["Input.Reason"] = "Tôi" }, address)).Status);
        (await author.SubmitAsync(await author.GetAsync(address), new() { ["Input.Reason"] = "Nêu tên đồng nghiệp" }, Hide)).Stored();
        var read = (await colleague.GetAsync(address)).Text;
        Assert.Contains("Nêu tên đồng nghiệp", read, StringComparison.Ordinal);
        Assert.DoesNotContain("Nội dung không phù hợp", read, StringComparison.Ordinal);
        Assert.DoesNotContain("Nội dung không phù hợp", (await colleague.GetAsync($"/courses/{CourseSite.Code}/lessons/{lesson}")).Text, StringComparison.Ordinal);

        // Hidden by mistake: who looks after the course shows it again, and nobody else does.
        Assert.Equal(422, (int)(await colleague.PostWithTokenAsync(address, "Show", new() { ["Post"] = $"{post}" }, address)).Status);
        (await author.SubmitAsync(await author.GetAsync(address), [], "form[action*=Show] button")).Stored();
        read = (await colleague.GetAsync(address)).Text;
        Assert.Contains("Nội dung không phù hợp", read, StringComparison.Ordinal);
        Assert.DoesNotContain("Nêu tên đồng nghiệp", read, StringComparison.Ordinal);
    }

    private static async Task<List<Training.Notifications.Outbox.OutgoingMail>> LettersAsync(Site site, string account)
        => [.. (await site.OutboxAsync()).Where(m => m.To == $"{account}@demo.local" && m.Body.Contains("Khóa thử nghiệm", StringComparison.Ordinal))];
}
