using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Enrolments;
using Training.Courses.Progress;
using Training.Modules;
using Training.Tests.Cme;
using Training.Tests.Notifications;
using Training.Tests.Support;
using Training.Transfers.Agreements;
using Training.Transfers.Participants;

namespace Training.Tests.Courses.Enrolments;

/// <summary>What the training office, packages and groups put on people's lists.</summary>
public sealed class OfficeTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Office_PutsItsPeopleOnACourse_WithAReport_AndTakesThemOff(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var lesson = (await site.PublishAsync())[0];
        var (office, learner) = (await site.SignedInAsync("khth"), await site.SignedInAsync("hocvien"));
        var (me, colleague, elsewhere) = (await site.PersonIdAsync(Given.Trainee), await site.PersonIdAsync(CourseSite.Colleague), await site.PersonIdAsync(Given.Mentor));
        var due = site.Clock.Today().AddDays(20);
        const string form = $"/courses/{CourseSite.Code}/enrol";

        // Nothing chosen, no reason, a day that is over, somebody of another hospital: said, and everything typed is kept.
        var page = await office.GetAsync($"{form}?q=hoang+phuong");
        Assert.Single(page.Page.QuerySelectorAll("input[name='Input.People']"));
        page = await office.GetAsync(form);
        Assert.Contains("Hãy điền Lý do.", (await office.ChooseAsync(page, "enrol-form", [me])).Errors);
        var refused = await office.ChooseAsync(page, "enrol-form", [], new() { ["Input.Reason"] = "Kế hoạch quý IV" });
        Assert.Equal((422, "Kế hoạch quý IV"), ((int)refused.Status, refused.Value("Input.Reason")));
        Assert.Equal(422, (int)(await office.ChooseAsync(page, "enrol-form", [me], new() { ["Input.Reason"] = "x", ["Input.DueOn"] = $"{site.Clock.Today().AddDays(-1):yyyy-MM-dd}" })).Status);
        Assert.Equal(409, (int)(await office.ChooseAsync(page, "enrol-form", [me, elsewhere], new() { ["Input.Reason"] = "x" })).Status);
        Assert.Null(await site.EnrolmentAsync(Given.Trainee));

        var sent = await office.ChooseAsync(page, "enrol-form", [me], new() { ["Input.Reason"] = "Kế hoạch quý IV", ["Input.DueOn"] = $"{due:yyyy-MM-dd}" });
        Assert.Contains("1 người được ghi danh, 0 người đã có từ trước", (await office.FollowAsync(sent)).Text, StringComparison.Ordinal);
        var list = await learner.GetAsync("/courses");
        Assert.Contains("Kế hoạch quý IV", list.Text, StringComparison.Ordinal);
        Assert.Contains($"hạn {Show.Date(due)}", list.Text, StringComparison.Ordinal);

        sent = await office.ChooseAsync(await office.GetAsync(form), "enrol-form", [me, colleague], new() { ["Input.Reason"] = "Bổ sung" });
        var report = await office.FollowAsync(sent);
        Assert.Contains("1 người được ghi danh, 1 người đã có từ trước", report.Text, StringComparison.Ordinal);
        Assert.Equal(("Kế hoạch quý IV", due), ((await site.EnrolmentAsync(Given.Trainee))!.Reason, (await site.EnrolmentAsync(Given.Trainee))!.DueOn));

        // Another hospital's office sees neither report nor learner.
        var others = await site.SignedInAsync("giaovu");
        Assert.Equal((404, 404), ((int)(await others.GetAsync(sent.Location!)).Status, (int)(await others.GetAsync($"/courses/{CourseSite.Code}/learners/{me}")).Status));
        Assert.DoesNotContain("Hoàng Phượng", (await others.GetAsync($"/courses/{CourseSite.Code}/learners")).Text, StringComparison.Ordinal);

        // What was done stays, and so does the version, on and off the list.
        (await learner.SubmitAsync(await learner.GetAsync($"/courses/{CourseSite.Code}/lessons/{lesson}"), [])).Stored();
        var address = $"/courses/{CourseSite.Code}/learners/{me}";
        Assert.Equal(422, (int)(await office.SubmitAsync(await office.GetAsync(address), [], "button.danger")).Status);
        (await office.SubmitAsync(await office.GetAsync(address), new() { ["Reason"] = "Chuyển khoa" }, "button.danger")).Stored();
        var ended = (await site.EnrolmentAsync(Given.Trainee))!;
        Assert.Equal((true, "Chuyển khoa", 1), (ended.EndedAt is not null, ended.EndedReason, ended.BegunVersion));
        Assert.Equal(1, await site.DataAsync(db => db.ItemProgress.CountAsync(p => p.PersonId == me && p.ItemKey == lesson && p.FinishedAt != null)));
        Assert.Equal(404, (int)(await office.GetAsync(address)).Status);

        // The reason that put it there does not bring it back; another one does.
        await site.EnrolAsync(Given.Trainee, reason: "Kế hoạch quý IV");
        Assert.NotNull((await site.EnrolmentAsync(Given.Trainee))!.EndedAt);
        await site.EnrolAsync(Given.Trainee, reason: "CG-2026-099");
        Assert.Equal((null, 1), ((await site.EnrolmentAsync(Given.Trainee))!.EndedAt, (await site.EnrolmentAsync(Given.Trainee))!.BegunVersion));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Package_PutsItsTheoryOnTheListOfWhoeverJoinsTheTeamLater(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var person = await site.PersonIdAsync("bui-van-thanh");
        await site.DataAsync(async db =>
        {
            var transfer = await db.Transfers.SingleAsync(t => t.Code == Given.Transfer);
            var late = new Participant { TransferId = transfer.Id, PersonId = person, Role = Training.Techniques.Contracts.TeamRole.BS, From = site.Clock.Today() };
            late.Joined(transfer);
            db.Add(late);
            await db.SaveChangesAsync();
        });
        Assert.Equal((Given.Transfer, null), ((await site.EnrolmentAsync("bui-van-thanh", Journey.Course))!.Reason, (await site.EnrolmentAsync("bui-van-thanh", Journey.Course))!.EndedAt));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Cohort_OnACourse_BringsWhoeverJoinsLater_AndLeavesWhatIsDoneToWhoeverGoes(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.PublishAsync();
        var office = await site.SignedInAsync("khth");
        var (me, colleague, third) = (await site.PersonIdAsync(Given.Trainee), await site.PersonIdAsync(CourseSite.Colleague), await site.PersonIdAsync("pham-thi-anh-nguyet"));
        var cohort = await office.MakeCohortAsync("Bác sĩ mới", me);
        var id = cohort.Split('/')[^1];

        var page = await office.GetAsync($"/courses/{CourseSite.Code}/enrol");
        var sent = await office.ChooseAsync(page, "enrol-form", [], new() { ["Input.Reason"] = "Cả nhóm", ["Input.CohortId"] = id });
        Assert.Contains("1 người được ghi danh", (await office.FollowAsync(sent)).Text, StringComparison.Ordinal);

        // Later members follow; of two who are added while the group is put on another course nobody is missed.
        await office.AddToCohortAsync(cohort, colleague);
        Assert.Equal("Cả nhóm", (await site.EnrolmentAsync(CourseSite.Colleague))!.Reason);
        await site.PublishAsync("THU-02");
        var (second, adding) = (await office.GetAsync("/courses/THU-02/enrol"), await office.GetAsync($"{cohort}/add"));
        var both = await Task.WhenAll(
            Task.Run(() => office.ChooseAsync(second, "enrol-form", [], new() { ["Input.Reason"] = "Cùng lúc", ["Input.CohortId"] = id })),
            Task.Run(() => office.ChooseAsync(adding, "add-form", [third])));
        Assert.All(both, answer => answer.Stored());
        foreach (var person in new[] { Given.Trainee, CourseSite.Colleague, "pham-thi-anh-nguyet" })
        {
            Assert.NotNull(await site.EnrolmentAsync(person, "THU-02"));
        }

        // Who leaves keeps the course; who comes after the course was ended for the group does not get it.
        var details = await office.GetAsync(cohort);
        (await office.SubmitAsync(details, [], $"form:has(input[value='{me}']) button")).Stored();
        Assert.Null((await site.EnrolmentAsync(Given.Trainee))!.EndedAt);
        (await office.SubmitAsync(details, [], $"form:has(input[value='{await site.CourseIdAsync()}']) button")).Stored();
        var fourth = await site.PersonIdAsync("dang-thi-huyen-trang");
        await office.AddToCohortAsync(cohort, fourth);
        Assert.Null(await site.EnrolmentAsync("dang-thi-huyen-trang"));
        Assert.NotNull(await site.EnrolmentAsync("dang-thi-huyen-trang", "THU-02"));

        // A hospital sees its own groups; one that has ended takes nobody.
        var others = await site.SignedInAsync("giaovu");
        Assert.Equal(404, (int)(await others.GetAsync(cohort)).Status);
        Assert.DoesNotContain("Bác sĩ mới", (await others.GetAsync("/cohorts")).Text, StringComparison.Ordinal);
        var yesterday = $"{site.Clock.Today().AddDays(-1):yyyy-MM-dd}";
        (await office.SubmitAsync(await office.GetAsync(cohort), new() { ["Input.From"] = yesterday, ["Input.To"] = yesterday }, "details form button")).Stored();
        var refused = await office.ChooseAsync(adding, "add-form", [await site.PersonIdAsync("bui-van-thanh")], new() { ["_key"] = $"{Guid.CreateVersion7():N}" });
        Assert.Contains("đã kết thúc", string.Join(' ', refused.Errors), StringComparison.Ordinal);

        // The same name twice, and somebody else's change under one's own.
        Assert.Contains("đã có nhóm tên", string.Join(' ', (await office.SubmitAsync(await office.GetAsync("/cohorts"), new() { ["Input.Name"] = "Bác sĩ mới" })).Errors), StringComparison.Ordinal);
        Assert.Equal(409, (int)(await office.SubmitAsync(details, new() { ["Input.Name"] = "Khác" }, "details form button")).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Due_IsWrittenAboutOnce_AWeekBefore_AndNotToWhoeverHasFinished(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var lesson = (await site.PublishAsync())[0];
        await site.PublishAsync("THU-02");
        var (office, learner) = (await site.SignedInAsync("khth"), await site.SignedInAsync("hocvien"));
        var (me, due) = (await site.PersonIdAsync(Given.Trainee), site.Clock.Today().AddDays(8));
        foreach (var code in new[] { CourseSite.Code, "THU-02" })
        {
            var page = await office.GetAsync($"/courses/{code}/enrol");
            (await office.ChooseAsync(page, "enrol-form", [me], new() { ["Input.Reason"] = "Quý IV", ["Input.DueOn"] = $"{due:yyyy-MM-dd}" })).Stored();
        }

        await site.RunAsync<RemindOfDueCourses>();
        Assert.Empty(await LettersAsync(site));
        (await learner.SubmitAsync(await learner.GetAsync($"/courses/{CourseSite.Code}/lessons/{lesson}"), [])).Stored();
        site.Clock.Shift += TimeSpan.FromDays(1);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(site.RunAsync<RemindOfDueCourses>)));
        await site.RunAsync<RemindOfDueCourses>();
        var letter = Assert.Single(await LettersAsync(site));
        Assert.Contains($"Khóa thử nghiệm: hạn {Show.Date(due)}", letter.Body, StringComparison.Ordinal);
        Assert.Equal("1 khóa học sắp đến hạn / 1 courses are due soon", letter.Subject);

        // Another day is another letter.
        office = await site.SignedInAsync("khth");
        var address = $"/courses/THU-02/learners/{me}";
        (await office.SubmitAsync(await office.GetAsync(address), new() { ["DueOn"] = $"{due.AddDays(-1):yyyy-MM-dd}" }, "form[action*=Due] button")).Stored();
        await site.RunAsync<RemindOfDueCourses>();
        await site.RunAsync<RemindOfDueCourses>();
        Assert.Equal(2, (await LettersAsync(site)).Count);
    }

    private static async Task<List<Training.Notifications.Outbox.OutgoingMail>> LettersAsync(Site site)
        => [.. (await site.OutboxAsync()).Where(m => m.To == "hocvien@demo.local" && m.Subject.Contains("sắp đến hạn", StringComparison.Ordinal))];
}
