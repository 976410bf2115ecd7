using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.SelfEnrolment;
using Training.Modules;
using Training.Tests.Notifications;
using Training.Tests.Support;

namespace Training.Tests.Courses.Enrolments;

/// <summary>How people come onto a course by themselves: open, with approval, by code, not at all.</summary>
public sealed class SelfEnrolmentTests
{
    private const string Course = $"/courses/{CourseSite.Code}";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Course_ThatIsNotOpen_ShowsWhatIsInIt_AndOpensNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var lesson = (await site.PublishAsync())[0];
        var (administrator, learner) = (await site.SignedInAsync("quantri"), await site.SignedInAsync("hocvien"));
        var page = await learner.GetAsync($"{Course}/lessons/{lesson}");
        Assert.Contains("Nội dung bài đọc", page.Text, StringComparison.Ordinal);

        // Others may not say how people join a course that is everybody's.
        Assert.Equal(422, (int)(await (await site.SignedInAsync("khth")).PostWithTokenAsync($"{Course}/joining", "Set", new() { ["Way"] = "Closed" })).Status);
        foreach (var way in new[] { Joining.Approval, Joining.Code, Joining.Closed })
        {
            (await administrator.SubmitAsync(await administrator.GetAsync($"{Course}/joining"), new() { ["Way"] = $"{way}" }, "form[action*=Set] button")).Stored();
            Assert.Contains("Bài đọc", (await learner.GetAsync(Course)).Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Nội dung bài đọc", (await learner.GetAsync($"{Course}/lessons/{lesson}")).Text, StringComparison.Ordinal);

            // A page that was open before does not help either.
            var (address, fields) = Visitor.FormOf(page, []);
            Assert.False((await learner.PostAsync(address, fields)).IsRedirect);
            Assert.Null(await site.EnrolmentAsync(Given.Trainee));
        }

        // Nor what another module says they did.
        await site.ScoreAsync(Given.Trainee, lesson, 50);
        Assert.Null(await site.EnrolmentAsync(Given.Trainee));
        Assert.Equal(0, await site.DataAsync(db => db.ItemProgress.CountAsync(p => p.ItemKey == lesson)));

        Assert.Equal(422, (int)(await administrator.SubmitAsync(await administrator.GetAsync($"{Course}/joining"), new() { ["Way"] = "9" }, "form[action*=Set] button")).Status);
        Assert.Contains("phòng đào tạo ghi danh", (await learner.GetAsync($"{Course}/join")).Text, StringComparison.OrdinalIgnoreCase);

        // Whoever the office puts there reads.
        await site.EnrolAsync(Given.Trainee);
        Assert.Contains("Nội dung bài đọc", (await learner.GetAsync($"{Course}/lessons/{lesson}")).Text, StringComparison.Ordinal);
        Assert.Empty((await learner.GetAsync($"{Course}/join")).Page.QuerySelectorAll("form[action*=Leave]"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Open_IsJoinedAndLeftWithAButton(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.PublishAsync();
        var learner = await site.SignedInAsync("hocvien");
        (await learner.SubmitAsync(await learner.GetAsync($"{Course}/join"), [], "form[action*=Open] button")).Stored();
        Assert.NotNull(await site.EnrolmentAsync(Given.Trainee));
        (await learner.SubmitAsync(await learner.GetAsync($"{Course}/join"), [], "form[action*=Leave] button")).Stored();
        Assert.NotNull((await site.EnrolmentAsync(Given.Trainee))!.EndedAt);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Request_IsDecidedOnceByTheOfficeOfTheWorkplace_WithALetter(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.PublishAsync(joining: Joining.Approval);
        var (learner, office, others) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("khth"), await site.SignedInAsync("giaovu"));
        var form = await learner.GetAsync($"{Course}/join");
        Assert.Contains("số dài", string.Join(' ', (await learner.SubmitAsync(form, new() { ["Input.Words"] = $"Cho ca {new string('7', 12)}" })).Errors), StringComparison.Ordinal);
        (await learner.SubmitAsync(form, new() { ["Input.Words"] = "Khoa sắp triển khai kỹ thuật này", ["_key"] = $"{Guid.CreateVersion7():N}" })).Stored();
        Assert.Equal(409, (int)(await learner.SubmitAsync(form, new() { ["Input.Words"] = "Lần nữa", ["_key"] = $"{Guid.CreateVersion7():N}" })).Status);
        Assert.Contains("Đang chờ duyệt", (await learner.GetAsync(Course)).Text, StringComparison.Ordinal);

        // The office of the workplace is told, and no other.
        var told = (await site.OutboxAsync()).Where(m => m.Subject.Contains("xin vào học", StringComparison.Ordinal)).ToArray();
        Assert.Contains("khth@demo.local", told.Select(m => m.To));
        Assert.DoesNotContain(told, m => m.To == "giaovu@demo.local");
        Assert.All(told, m => Assert.Contains("Hoàng Phượng", m.Body, StringComparison.Ordinal));

        // The other hospital does not see it, and cannot decide it.
        Assert.DoesNotContain("Hoàng Phượng", (await others.GetAsync("/enrolments/requests")).Text, StringComparison.Ordinal);
        var list = await office.GetAsync("/enrolments/requests");
        Assert.Contains("Khoa sắp triển khai kỹ thuật này", list.Text, StringComparison.Ordinal);
        var id = list.Value("Id")!;
        Assert.Equal(409, (int)(await others.PostWithTokenAsync("/enrolments/requests", "Grant", new() { ["Id"] = id, ["Stamp"] = "0" }, "/cohorts")).Status);

        // A refusal has a reason; of two who decide at once one does.
        var empty = await office.SubmitAsync(list, [], "button[formaction*=Refuse]");
        Assert.Contains("Hãy ghi lý do từ chối.", empty.Errors);
        var again = await office.GetAsync("/enrolments/requests");
        var both = await Task.WhenAll(
            Task.Run(() => office.SubmitAsync(list, new() { ["Reason"] = "Lớp đã đủ", ["_key"] = $"{Guid.CreateVersion7():N}" }, "button[formaction*=Refuse]")),
            Task.Run(() => office.SubmitAsync(again, new() { ["Reason"] = "Lớp đã đủ" }, "button[formaction*=Refuse]")));
        Assert.Equal(1, both.Count(answer => answer.IsRedirect));
        Assert.Contains("Lớp đã đủ", (await learner.GetAsync($"{Course}/join")).Text, StringComparison.Ordinal);
        Assert.Contains("Lớp đã đủ", Assert.Single(await LettersAsync(site)).Body, StringComparison.Ordinal);
        Assert.Null(await site.EnrolmentAsync(Given.Trainee));

        // Taken back, asked again, agreed.
        (await learner.SubmitAsync(await learner.GetAsync($"{Course}/join"), [])).Stored();
        (await learner.SubmitAsync(await learner.GetAsync($"{Course}/join"), [], "form[action*=Withdraw] button")).Stored();
        (await learner.SubmitAsync(await learner.GetAsync($"{Course}/join"), [])).Stored();
        (await office.SubmitAsync(await office.GetAsync("/enrolments/requests"), [], "button[formaction*=Grant]")).Stored();
        Assert.NotNull(await site.EnrolmentAsync(Given.Trainee));
        Assert.Equal(2, (await LettersAsync(site)).Count);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Code_IsShownOnce_AndItsLastUseIsOnePersons(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.PublishAsync(joining: Joining.Code);
        var office = await site.SignedInAsync("khth");
        var code = await MakeAsync(site, office, 1);
        Assert.DoesNotContain(code, (await office.GetAsync($"{Course}/joining")).Body, StringComparison.Ordinal);
        Assert.Equal(0, await site.DataAsync(db => db.Set<EnrolmentCode>().CountAsync(c => c.Hash.Contains(code))));

        // It works for people of the hospital that made it, as long as the course is not its own.
        var elsewhere = await site.SignedInAsync("huongdan");
        Assert.Contains("bệnh viện đã phát mã", string.Join(' ', (await UseAsync(elsewhere, code)).Errors), StringComparison.Ordinal);

        // Two send the last use in the same moment.
        var (one, two) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync(await site.AccountAsync(CourseSite.Colleague, Roles.Trainee, CourseSite.Hospital)));
        var both = await Task.WhenAll(new[] { one, two }.Select(learner => Task.Run(() => UseAsync(learner, code.ToLowerInvariant()))));
        Assert.Equal([302, 409], both.Select(answer => (int)answer.Status).Order());
        Assert.Equal(1, await site.DataAsync(db => db.Set<EnrolmentCode>().Select(c => c.Uses).SingleAsync()));
        var (first, second) = both[0].IsRedirect ? (one, two) : (two, one);
        Assert.Contains("hết hạn hoặc hết lượt", string.Join(' ', both.Single(answer => !answer.IsRedirect).Errors), StringComparison.Ordinal);

        // Whoever is there uses nothing up, and gets where they want.
        (await UseAsync(first, code)).Stored();

        // A code ends with its day, and when the office ends it.
        var later = await MakeAsync(site, office, 5);
        (await office.SubmitAsync(await office.GetAsync($"{Course}/joining"), [], "form[action*=EndCode] button")).Stored();
        Assert.Equal(409, (int)(await UseAsync(second, later)).Status);
        var last = await MakeAsync(site, office, 5);
        site.Clock.Shift += TimeSpan.FromDays(31);
        second = await site.SignedInAsync(second == one ? "hocvien" : $"{CourseSite.Colleague}@test.local");
        Assert.Equal(409, (int)(await UseAsync(second, last)).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Codes_ThatAreGuessed_AreThrottled(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.PublishAsync(joining: Joining.Code);
        var code = await MakeAsync(site, await site.SignedInAsync("khth"), 5);
        var learner = await site.SignedInAsync("hocvien");
        for (var wrong = 0; wrong < 10; wrong++)
        {
            Assert.Equal(422, (int)(await UseAsync(learner, EnrolmentCode.New())).Status);
        }

        var refused = await UseAsync(learner, code);
        Assert.Equal(429, (int)refused.Status);
        Assert.True(refused.Response.Headers.RetryAfter is not null);
        site.Clock.Shift += TimeSpan.FromMinutes(2);
        (await UseAsync(learner, code)).Stored();
    }

    private static async Task<string> MakeAsync(Site site, Visitor office, int uses)
    {
        var made = await office.FollowAsync(await office.SubmitAsync(
            await office.GetAsync($"{Course}/joining"),
            new() { ["Input.MostUses"] = $"{uses}", ["Input.LastDay"] = $"{site.Clock.Today().AddDays(30):yyyy-MM-dd}" },
            "form[action$=Code]:not([action*=End]) button"));
        Assert.NotNull(made.Page.QuerySelector(".qr svg path"));
        return made.Page.QuerySelector("b.code")!.TextContent;
    }

    private static async Task<Answer> UseAsync(Visitor learner, string code)
        => await learner.SubmitAsync(await learner.GetAsync($"/enrolments/code?code={code}"), []);

    private static async Task<List<Training.Notifications.Outbox.OutgoingMail>> LettersAsync(Site site)
        => [.. (await site.OutboxAsync()).Where(m => m.To == "hocvien@demo.local" && m.Body.Contains("Khóa thử nghiệm", StringComparison.Ordinal))];
}
