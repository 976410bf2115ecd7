using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Activities.Sessions;
using Training.Data;
using Training.Modules;
using Training.Notifications.Outbox;
using Training.Tests.Support;

namespace Training.Tests.Activities;

public sealed class SessionTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Session_IsAnnouncedChosenChangedAndAttended(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var course = await Writing.BeginAsync(site);
        var item = await course.AddAsync("session", "Thực hành mang găng", new() { ["AboutVi"] = "Mang theo áo choàng." });
        Assert.Contains("chưa có ngày giờ", await course.ProblemsAsync(), StringComparison.Ordinal);
        await AnnounceAsync(course, item, 3, new() { ["Input.Seats"] = "1", ["Input.Address"] = "https://hop.example.vn/abc" });
        await AnnounceAsync(course, item, 4);
        await course.PublishedAsync();

        // The last seat goes to one of two; the other one is told and keeps what they have.
        var (learner, other) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("bsnoi"));
        var (first, second) = await DatesAsync(site);
        Assert.DoesNotContain("hop.example.vn", (await learner.GetAsync(item)).Body, StringComparison.Ordinal);
        var pageOfOther = await other.GetAsync(item);
        Assert.True((await ChooseAsync(learner, await learner.GetAsync(item), first)).IsRedirect);
        Assert.Contains("hop.example.vn", (await learner.GetAsync(item)).Body, StringComparison.Ordinal);
        Assert.Equal(409, (int)(await ChooseAsync(other, pageOfOther, first)).Status);
        Assert.True((await ChooseAsync(other, await other.GetAsync(item), second)).IsRedirect);

        // Changing gives the seat back.
        Assert.True((await ChooseAsync(learner, await learner.GetAsync(item), second)).IsRedirect);
        Assert.Equal([0, 2], await TakenAsync(site));
        Assert.True((await ChooseAsync(learner, await learner.GetAsync(item), first)).IsRedirect);
        Assert.Equal([1, 1], await TakenAsync(site));

        // Another place: a letter and a newer calendar entry with the same name.
        var calendar = await CalendarAsync(learner, first);
        Assert.Contains("SEQUENCE:0", calendar, StringComparison.Ordinal);
        var holder = await site.SignedInAsync("huongdan");
        var changed = await holder.SubmitAsync(await holder.GetAsync($"{item}/dates/{first}"), new() { ["Input.Place"] = "Phòng 9" }, "#date-form button");
        Assert.True(changed.IsRedirect, $"{changed.Status} {string.Join(' ', changed.Errors)}");
        Assert.Equal(1, await LettersAsync(site, "Đổi lịch"));
        Assert.Contains("SEQUENCE:1", await CalendarAsync(learner, first), StringComparison.Ordinal);
        Assert.Null((await holder.GetAsync($"{item}/dates/{first}")).Page.QuerySelector("input[name=Present]"));

        // A day before, a reminder goes out once.
        var startsAt = await site.DataAsync(db => db.Set<SessionDate>().Where(d => d.Id == first).Select(d => d.StartsAt).SingleAsync());
        site.Clock.Shift += startsAt - TimeSpan.FromHours(12) - site.Clock.GetUtcNow();
        await RemindAsync(site);
        await RemindAsync(site);
        Assert.Equal(1, await LettersAsync(site, "Nhắc buổi học"));

        // Who holds it says who was there, several at once; nobody of themselves.
        site.Clock.Shift += TimeSpan.FromDays(1);
        (holder, learner) = (await site.SignedInAsync("huongdan"), await site.SignedInAsync("hocvien"));
        var attendance = await holder.GetAsync($"{item}/dates/{first}");
        var box = attendance.Page.QuerySelector("input[name=Present]")!.GetAttribute("value")!;
        Assert.False(await Writing.IsFinishedAsync(learner, item));
        Assert.True((await holder.SubmitAsync(attendance, new() { ["Present"] = box }, "button[form=attendance]")).IsRedirect);
        Assert.True(await Writing.IsFinishedAsync(learner, item));
        Assert.Contains("Bạn đã dự", (await learner.GetAsync(item)).Text, StringComparison.Ordinal);
        Assert.Null((await learner.GetAsync(item)).Page.QuerySelector("main form[method=post] input[name=DateId]"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Date_Cancelled_IsToldAndCancelledInCalendars(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var course = await Writing.BeginAsync(site);
        var item = await course.AddAsync("session", "Thực hành mang găng");
        await AnnounceAsync(course, item, 3);
        await course.PublishedAsync();
        var learner = await site.SignedInAsync("hocvien");
        var date = (await DatesAsync(site)).First;
        await ChooseAsync(learner, await learner.GetAsync(item), date);

        var page = await course.Author.GetAsync($"{item}/dates/{date}");
        Assert.NotEmpty((await course.Author.SubmitAsync(page, [], "button.danger")).Errors);
        Assert.True((await course.Author.SubmitAsync(page, new() { ["Reason"] = "Phòng bận." }, "button.danger")).IsRedirect);
        Assert.Equal(1, await LettersAsync(site, "Phòng bận."));
        Assert.Contains("METHOD:CANCEL", await CalendarAsync(learner, date), StringComparison.Ordinal);
        Assert.Contains("Phòng bận.", (await learner.GetAsync(item)).Text, StringComparison.Ordinal);

        // A form that was open meanwhile changes nothing any more.
        Assert.Equal(409, (int)(await course.Author.SubmitAsync(page, new() { ["Input.Place"] = "Phòng 2" }, "#date-form button")).Status);

        // Only those of the hospital hold it.
        foreach (var (account, status) in new[] { ("hocvien", HttpStatusCode.Forbidden), ("khth", HttpStatusCode.Forbidden), ("soyte", HttpStatusCode.Forbidden) })
        {
            Assert.Equal(status, (await (await site.SignedInAsync(account)).GetAsync($"{item}/dates/{date}")).Status);
        }

        var elsewhere = await site.MentorAsync(Given.MentorElsewhere, "bvdk-quang-ninh");
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"{item}/dates")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"{item}/dates/{date}")).Status);
    }

    [Theory, OnPostgreSql]
    public async Task Seat_Last_IsTakenOnceByManyAtOnce(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var course = await Writing.BeginAsync(site);
        var item = await course.AddAsync("session", "Thực hành mang găng");
        await AnnounceAsync(course, item, 3, new() { ["Input.Seats"] = "1" });
        await course.PublishedAsync();
        var date = (await DatesAsync(site)).First;
        var visitors = await Task.WhenAll(new[] { "hocvien", "bsnoi", "huongdan", "khth" }.Select(site.SignedInAsync));
        var pages = await Task.WhenAll(visitors.Select(v => v.GetAsync(item)));
        var answers = await Task.WhenAll(visitors.Zip(pages, (visitor, page) => ChooseAsync(visitor, page, date)));
        Assert.Equal(1, answers.Count(a => a.IsRedirect));
        Assert.Equal(3, answers.Count(a => (int)a.Status == 409));
        Assert.Equal((1, 1), (await site.DataAsync(db => db.Unscoped<SignUp>().CountAsync()), (await TakenAsync(site)).Single()));
    }

    internal static async Task AnnounceAsync(Writing course, string item, int days, Dictionary<string, string?>? more = null)
    {
        Dictionary<string, string?> values = new() { ["Input.Day"] = $"{course.Site.Clock.Today().AddDays(days):yyyy-MM-dd}", ["Input.From"] = "08:00", ["Input.To"] = "10:00", ["Input.Place"] = "Phòng 5", ["Input.HeldBy"] = "Trần Quốc Khánh" };
        foreach (var (name, value) in more ?? [])
        {
            values[name] = value;
        }

        var announced = await course.Author.SubmitAsync(await course.Author.GetAsync(item + "/dates"), values, "button[form=date-form]");
        Assert.True(announced.IsRedirect, $"{announced.Status} {string.Join(' ', announced.Errors)} {announced.Text}");
    }

    private static async Task<(Guid First, Guid Second)> DatesAsync(Site site)
    {
        var ids = await site.DataAsync(db => db.Set<SessionDate>().OrderBy(d => d.StartsAt).Select(d => d.Id).ToListAsync());
        return (ids[0], ids[^1]);
    }

    private static Task<List<int>> TakenAsync(Site site) => site.DataAsync(db => db.Set<SessionDate>().OrderBy(d => d.StartsAt).Select(d => d.Taken).ToListAsync());

    /// <summary>What the button beside a date sends, also where it is not there any more.</summary>
    private static Task<Answer> ChooseAsync(Visitor learner, Answer page, Guid date) => learner.SubmitAsync(page, new() { ["DateId"] = $"{date}" }, $"form:has(input[value='{date}']) button");

    private static async Task<string> CalendarAsync(Visitor learner, Guid date)
    {
        using var answer = await learner.Client.GetAsync($"/activities/dates/{date}/calendar.ics");
        Assert.StartsWith("text/calendar", answer.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
        return await answer.Content.ReadAsStringAsync();
    }

    private static Task<int> LettersAsync(Site site, string words) => site.DataAsync(db => db.Set<OutgoingMail>().CountAsync(m => m.To == "hocvien@demo.local" && (m.Subject.Contains(words) || m.Body.Contains(words))));

    private static async Task RemindAsync(Site site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IBackgroundTask>().OfType<RemindLearners>().Single().RunAsync(default);
    }
}
