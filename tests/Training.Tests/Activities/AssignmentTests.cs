using System.Net;
using Microsoft.EntityFrameworkCore;
using Training.Activities.Assignments;
using Training.Courses.Progress;
using Training.Data;
using Training.Modules;
using Training.Notifications.Outbox;
using Training.Tests.Media;
using Training.Tests.Support;

namespace Training.Tests.Activities;

public sealed class AssignmentTests
{
    internal static readonly Dictionary<string, string?> Written = new() { ["AboutVi"] = "Trình bày quy trình vô khuẩn.\n\nKhông ghi thông tin người bệnh.", ["Input.Rubric"] = RubricTests.Text, ["Input.TakesText"] = "true", ["Input.TakesFiles"] = "true" };

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Work_IsHandedInReturnedHandedInAgainAndMarked(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var course = await Writing.BeginAsync(site);
        var item = await course.AddAsync("assignment", "Bài thu hoạch");
        Assert.Contains("chưa có thang chấm", await course.ProblemsAsync(), StringComparison.Ordinal);
        Assert.True((await course.WriteAsync(item + "/edit", Written)).IsRedirect);
        await course.PublishedAsync();

        var (learner, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        var handedIn = await HandInAsync(learner, item, "Rửa tay, mặc áo choàng, mang găng.");
        Assert.True(handedIn.IsRedirect, $"{handedIn.Status} {string.Join(' ', handedIn.Errors)}");
        Assert.Contains("Chờ chấm", (await learner.GetAsync(item)).Text, StringComparison.Ordinal);
        Assert.False(await Writing.IsFinishedAsync(learner, item));

        // It waits with the hospital that owns the course, and with nobody else.
        var marking = await FirstAsync(mentor);
        Assert.Equal("/activities/marking", (await mentor.SubmitAsync(await mentor.GetAsync(marking), new() { ["Input.Comment"] = "Hãy nêu sáu bước rửa tay." }, "button[formaction*=Return]")).Location);
        Assert.Null((await mentor.GetAsync("/activities/marking")).Page.QuerySelector("main .list a"));
        var returned = await learner.GetAsync(item);
        Assert.Contains("Cần làm lại", returned.Text, StringComparison.Ordinal);
        Assert.Contains("sáu bước rửa tay", returned.Text, StringComparison.Ordinal);
        Assert.True((await HandInAsync(learner, item, "Rửa tay sáu bước: lòng bàn tay, mu bàn tay …")).IsRedirect);

        var again = await mentor.GetAsync(marking);
        Assert.Contains("sáu bước: lòng", again.Text, StringComparison.Ordinal);
        Assert.Equal(422, (int)(await mentor.SubmitAsync(again, [], "button[formaction*=Return]")).Status);
        again = await mentor.SubmitAsync(again, [], "button[formaction*=Return]");
        var unfinished = await mentor.SubmitAsync(again, new() { ["Input.Levels[0]"] = "1", ["Input.Comment"] = "Tốt." }, "button[form=mark-form]");
        Assert.Equal(422, (int)unfinished.Status);
        Assert.Contains("Trình bày", string.Join(' ', unfinished.Errors), StringComparison.Ordinal);
        Assert.NotNull(unfinished.Page.QuerySelector("input[name='Input.Levels[0]'][value='1'][checked]"));
        Assert.True((await mentor.SubmitAsync(unfinished, new() { ["Input.Levels[1]"] = "1" }, "button[form=mark-form]")).IsRedirect);
        Assert.Contains("100", (await learner.GetAsync(item)).Text, StringComparison.Ordinal);
        Assert.True(await Writing.IsFinishedAsync(learner, item));
        Assert.Null((await learner.GetAsync(item)).Page.QuerySelector("#hand-in"));

        // A correction is another marking; the newest counts.
        Assert.True((await mentor.SubmitAsync(await mentor.GetAsync(marking), new() { ["Input.Levels[1]"] = "0", ["Input.Comment"] = "Chấm lại." }, "button[form=mark-form]")).IsRedirect);
        var me = await site.PersonIdAsync(Given.Trainee);
        Assert.Equal(66.67m, await site.DataAsync(db => db.Set<ItemProgress>().Where(p => p.PersonId == me && p.Score != null && p.SubmittedAt != null).Select(p => p.Score!.Value).SingleAsync()));
        Assert.Equal(["Activities.WorkHandedIn", "Activities.WorkReturned", "Activities.WorkHandedIn", "Activities.WorkMarked", "Activities.WorkMarked"], await ActionsAsync(site));
        Assert.Equal(3, await site.DataAsync(db => db.Set<OutgoingMail>().CountAsync(m => m.To == "hocvien@demo.local" && m.Body.Contains("Bài thu hoạch"))));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Work_IsSeenByItsLearnerAndItsMarkersAlone_AndByNobodyMarkedForThemselves(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var course = await Writing.BeginAsync(site);
        var item = await course.AddAsync("assignment", "Bài thu hoạch", Written);
        await course.PublishedAsync();
        var (learner, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        await HandInAsync(learner, item, "Một bài.");
        await HandInAsync(mentor, item, "Bài của người hướng dẫn.");
        var marking = await FirstAsync(mentor);
        Assert.Single((await mentor.GetAsync("/activities/marking")).Page.QuerySelectorAll("main .list a"));
        var own = await site.DataAsync(db => db.Unscoped<Work>().OrderByDescending(w => w.Id).Select(w => w.Id).FirstAsync());
        Assert.Equal(404, (int)(await mentor.GetAsync($"/activities/marking/{own}")).Status);

        var (_, fields) = Visitor.FormOf(await mentor.GetAsync(marking), new() { ["Input.Levels[0]"] = "1", ["Input.Levels[1]"] = "1", ["Input.Comment"] = "Tốt." }, "button[form=mark-form]");
        Assert.Equal(404, (int)(await mentor.PostAsync($"/activities/marking/{own}", fields)).Status);
        foreach (var (account, status) in new[] { ("hocvien", 403), ("bsnoi", 403), ("khth", 403), ("soyte", 403) })
        {
            Assert.Equal(status, (int)(await (await site.SignedInAsync(account)).GetAsync(marking)).Status);
        }

        var elsewhere = await site.MentorAsync(Given.MentorElsewhere, "bvdk-quang-ninh");
        Assert.Equal(404, (int)(await elsewhere.GetAsync(marking)).Status);
        Assert.Null((await elsewhere.GetAsync("/activities/marking")).Page.QuerySelector("main .list a"));
        Assert.DoesNotContain("Một bài.", (await (await site.SignedInAsync("bsnoi")).GetAsync(item)).Text, StringComparison.Ordinal);

        // A second marker and a newer try are both said, and nothing typed is lost.
        var second = await course.Author.GetAsync(marking);
        await HandInAsync(learner, item, "Bản mới hơn.");
        var late = await course.Author.SubmitAsync(second, new() { ["Input.Levels[0]"] = "1", ["Input.Levels[1]"] = "1", ["Input.Comment"] = "Bản cũ tốt." }, "button[form=mark-form]");
        Assert.Equal(409, (int)late.Status);
        Assert.Contains("Bản cũ tốt.", late.Page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await site.DataAsync(db => db.Unscoped<Marking>().CountAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task HandIn_TooLateEmptyOrWithAPatient_IsRefusedWithEverythingTyped(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var course = await Writing.BeginAsync(site);
        var due = site.Clock.Today().AddDays(3);
        var item = await course.AddAsync("assignment", "Bài thu hoạch", new(Written) { ["Input.DueOn"] = $"{due:yyyy-MM-dd}" });
        await course.PublishedAsync();
        var learner = await site.SignedInAsync("hocvien");
        var page = await learner.GetAsync(item);
        Assert.Equal(422, (int)(await HandInAsync(learner, item, "  ")).Status);
        var named = await HandInAsync(learner, item, "Bệnh nhân Nguyễn Văn An, 60 tuổi.");
        Assert.Equal(422, (int)named.Status);
        Assert.Contains("Nguyễn Văn An", named.Page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("tên người bệnh", string.Join(' ', named.Errors), StringComparison.Ordinal);

        site.Clock.Shift += TimeSpan.FromDays(5);
        learner = await site.SignedInAsync("hocvien");
        Assert.Contains("Đã hết hạn", (await learner.GetAsync(item)).Text, StringComparison.Ordinal);
        var late = await PostAsync(learner, page, "Muộn.", token: (await learner.GetAsync(item)).Value("__RequestVerificationToken"));
        Assert.Equal(422, (int)late.Status);
        Assert.Equal(0, await site.DataAsync(db => db.Unscoped<Work>().CountAsync()));
    }

    [MediaTheory, OnSqlite, OnPostgreSql]
    public async Task File_OfAWork_OpensForItsMarkerAndForNobodyElse(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var course = await Writing.BeginAsync(site);
        var item = await course.AddAsync("assignment", "Bài thu hoạch", Written);
        await course.PublishedAsync();
        var learner = await site.SignedInAsync("hocvien");
        var sent = await HandInAsync(learner, item, null, ("Input.File1", PdfSamples.Plain(), "thu-hoach.pdf"));
        Assert.True(sent.IsRedirect, $"{sent.Status} {string.Join(' ', sent.Errors)}");
        var file = (await learner.GetAsync(item)).Page.QuerySelector("a[href^='/activities/works/']")!.GetAttribute("href")!;
        foreach (var (account, status) in new[] { ("hocvien", HttpStatusCode.OK), ("huongdan", HttpStatusCode.OK), ("bsnoi", HttpStatusCode.NotFound), ("khth", HttpStatusCode.NotFound) })
        {
            using var answer = await (await site.SignedInAsync(account)).Client.GetAsync(file);
            Assert.Equal((account, status), (account, answer.StatusCode));
        }
    }

    internal static async Task<Answer> HandInAsync(Visitor learner, string item, string? text, params (string Field, byte[] Content, string Name)[] files) => await PostAsync(learner, await learner.GetAsync(item), text, files);

    private static async Task<Answer> PostAsync(Visitor learner, Answer page, string? text, (string Field, byte[] Content, string Name)[]? files = null, string? token = null)
    {
        Dictionary<string, string?> values = new() { ["Input.Text"] = text, ["Input.File1"] = null, ["Input.File2"] = null, ["Input.File3"] = null };
        if (token is not null)
        {
            values["__RequestVerificationToken"] = token;
        }

        var (address, fields) = Visitor.FormOf(page, values, "button[form=hand-in]");
        using var body = new MultipartFormDataContent();
        foreach (var field in fields)
        {
            body.Add(new StringContent(field.Value), field.Key);
        }

        foreach (var (field, content, name) in files ?? [])
        {
            body.Add(new ByteArrayContent(content), field, name);
        }

        return await learner.PostAsync(address, body);
    }

    private static async Task<string> FirstAsync(Visitor marker) => (await marker.GetAsync("/activities/marking")).Page.QuerySelector("main .list a")!.GetAttribute("href")!;

    private static Task<List<string>> ActionsAsync(Site site)
        => site.DataAsync(db => db.Set<AuditLeaf>().Where(l => l.SubjectType == nameof(Work)).OrderBy(l => l.Index).Select(l => l.Action).ToListAsync());
}
