using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Scorm;
using Training.Scorm.Running;
using Training.Tests.Courses.Enrolments;
using Training.Tests.Support;

namespace Training.Tests.Scorm;

public sealed class RunTests
{
    private static readonly Sco Hands = new("p1", "Rửa tay") { Mastery = "80" };

    private static readonly Sco Gloves = new("p2", "Mang găng") { Mastery = "80" };

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Package_OfSeveralParts_IsResumedAndFinishesTheItem(Database database)
    {
        var (site, course) = await Learning.StartAsync(database);
        await using var _ = site;
        await course.PublishAsync(Packages.Scorm12(Hands, Gloves));
        var learner = await site.SignedInAsync("hocvien");

        var frame = await course.OpenAsync(learner);
        var first = (await frame.OpenAsync("p1")).GetProperty("data");
        Assert.Equal("ab-initio", first.GetProperty("cmi.core.entry").GetString());
        Assert.Equal("80", first.GetProperty("cmi.student_data.mastery_score").GetString());
        Assert.Equal(("true", "none"), Frame.Told(await frame.SaveAsync("p1", true, null, ("cmi.core.lesson_location", "trang 3"), ("cmi.core.exit", "suspend"), ("cmi.core.lesson_status", "incomplete"), ("cmi.core.session_time", "00:10:00"), ("cmi.suspend_data", "x=1"))));

        // Another day.
        site.Clock.Shift += TimeSpan.FromDays(1);
        learner = await site.SignedInAsync("hocvien");
        frame = await course.OpenAsync(learner);
        var again = (await frame.OpenAsync("p1")).GetProperty("data");
        Assert.Equal(("resume", "trang 3", "x=1", "0000:10:00.00"), (
            again.GetProperty("cmi.core.entry").GetString(), again.GetProperty("cmi.core.lesson_location").GetString(), again.GetProperty("cmi.suspend_data").GetString(), again.GetProperty("cmi.core.total_time").GetString()));
        Assert.Equal("true", Frame.Told(await frame.SaveAsync("p1", ("cmi.core.lesson_status", "completed"), ("cmi.core.score.raw", "100"), ("cmi.core.session_time", "00:05:00"))).Result);
        await frame.SaveAsync("p1", ("cmi.core.lesson_status", "completed"), ("cmi.core.score.raw", "100"), ("cmi.core.session_time", "00:06:00"));
        Assert.Empty(await course.ProgressAsync());
        Assert.Equal("0000:16:00.00", (await frame.OpenAsync("p1")).GetProperty("data").GetProperty("cmi.core.total_time").GetString());

        await frame.OpenAsync("p2");
        await frame.SaveAsync("p2", ("cmi.core.lesson_status", "passed"), ("cmi.core.score.raw", "60"));
        var told = Assert.Single(await course.ProgressAsync());
        Assert.Equal((await site.PersonIdAsync(Given.Trainee), 80m, null), (told.PersonId, told.Score!.Value, told.FinishedAt));

        // 60 is below the mastery score, whatever status the package claims.
        await frame.SaveAsync("p2", ("cmi.core.lesson_status", "passed"), ("cmi.core.score.raw", "90"));
        told = Assert.Single(await course.ProgressAsync());
        Assert.Equal((95m, true, true), (told.Score!.Value, told.SeenAt is not null, told.FinishedAt is not null));
        site.Clock.Shift += TimeSpan.FromMinutes(1);
        await frame.SaveAsync("p2", ("cmi.core.lesson_status", "passed"), ("cmi.core.score.raw", "85"));
        var later = Assert.Single(await course.ProgressAsync());
        Assert.Equal((told.Score, told.ScoredAt, told.SeenAt, told.FinishedAt), (later.Score, later.ScoredAt, later.SeenAt, later.FinishedAt));

        var page = await learner.GetAsync(course.Learn);
        Assert.Contains("Đã học xong", page.Text, StringComparison.Ordinal);
        Assert.Contains("95", page.Text, StringComparison.Ordinal);
        var author = await site.SignedInAsync("giaovu");
        var outline = await author.GetAsync($"/courses/{Activities.Writing.Code}/edit");
        var report = await author.GetAsync(outline.Page.QuerySelector($"main a[href='{course.Learn}/report']")!.GetAttribute("href")!);
        Assert.Contains("Nguyễn Hoàng Phượng", report.Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Savings_AreOrderedOnceAndOfTheNewestWindow(Database database)
    {
        var (site, course) = await Learning.StartAsync(database);
        await using var _ = site;
        await course.PublishAsync(Packages.Scorm2004(Hands with { Mastery = "0.8" }));
        var learner = await site.SignedInAsync("hocvien");
        var older = await course.OpenAsync(learner);
        await older.OpenAsync("p1");

        var location = ("cmi.location", "1");
        Assert.Equal(("true", "none"), Frame.Told(await older.SaveAsync("p1", false, 5, location)));
        Assert.Equal(("true", "none"), Frame.Told(await older.SaveAsync("p1", false, 5, location)));
        Assert.Equal(("false", "order"), Frame.Told(await older.SaveAsync("p1", false, 5, ("cmi.location", "2"))));
        Assert.Equal(("false", "order"), Frame.Told(await older.SaveAsync("p1", false, 4, location)));
        var refused = await older.SaveAsync("p1", false, 6, ("cmi.score.scaled", "9"));
        Assert.Equal((("false", "data"), 391), (Frame.Told(refused), refused.GetProperty("errorCode").GetInt32()));

        // The same launch in a second window, then the package opened anew: whoever was there before is told.
        var copy = new Frame(older.Client, older.Address);
        await copy.BeginAsync();
        await copy.OpenAsync("p1");
        Assert.Equal(("false", "superseded"), Frame.Told(await older.SaveAsync("p1", false, 7, location)));
        Assert.Equal("true", Frame.Told(await copy.SaveAsync("p1", location)).Result);
        var newer = await course.OpenAsync(learner);
        await newer.OpenAsync("p1");
        Assert.Equal(("false", "superseded"), Frame.Told(await copy.SaveAsync("p1", location)));
        Assert.Equal("superseded", (await copy.OpenAsync("p1")).GetProperty("why").GetString());

        // A flood is refused, and the next minute is another.
        var answers = new List<string>();
        for (var i = 0; i < Frames.SavingsPerMinute + 1; i++)
        {
            answers.Add(Frame.Told(await newer.SaveAsync("p1", location)).Why);
        }

        Assert.Equal(["none", "rate"], answers.Distinct());
        site.Clock.Shift += TimeSpan.FromMinutes(2);
        Assert.Equal("true", Frame.Told(await newer.SaveAsync("p1", ("cmi.location", "9"))).Result);

        // What was answered with "true" is there for another process.
        Assert.Contains("\"9\"", await site.DataAsync(db => db.ScoStates.Select(s => s.DataJson).SingleAsync()), StringComparison.Ordinal);
        site.Clock.Shift += ScormLaunch.Lasts;
        Assert.Equal(HttpStatusCode.NotFound, (await newer.SendAsync("save", new { })).StatusCode);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task ForgedScore_FinishesTheItemAtMostAndOnlyOnesOwn(Database database)
    {
        var (site, course) = await Learning.StartAsync(database);
        await using var _ = site;
        await course.PublishAsync(Packages.Scorm12(Hands));
        var frame = await course.OpenAsync(await site.SignedInAsync("bsnoi"));
        var before = await PracticeAsync(site);

        // The learner writes the request by hand, and whatever else might be taken from it.
        await frame.OpenAsync("p1");
        Assert.Equal("true", Frame.Told(await frame.SaveAsync("p1", ("cmi.core.score.raw", "100"), ("cmi.core.lesson_status", "passed"), ("cmi.core.student_id", $"{await site.PersonIdAsync(Given.Trainee)}"))).Result);
        using var extra = await frame.SendAsync("save", new { window = frame.Window, sequence = 99, opening = 1, part = "p1", end = false, data = new { }, personId = await site.PersonIdAsync(Given.Trainee) });
        Assert.Equal(HttpStatusCode.BadRequest, extra.StatusCode);

        var told = Assert.Single(await course.ProgressAsync());
        Assert.Equal(await site.DataAsync(async db => (await db.Set<Training.Identity.Users.User>().SingleAsync(u => u.Email == "bsnoi@demo.local")).PersonId), told.PersonId);
        Assert.Equal((await course.ContentAsync(), 100m, true), (told.ContentId, told.Score!.Value, told.FinishedAt is not null));
        Assert.Equal(before, await PracticeAsync(site));
    }

    [Theory, OnSqlite]
    public async Task Token_ThatIsChangedOrOver_OpensNothing(Database database)
    {
        var (site, course) = await Learning.StartAsync(database);
        await using var _ = site;
        await course.PublishAsync(Packages.Scorm12(Hands));
        var learner = await site.SignedInAsync("hocvien");
        var frame = await course.OpenAsync(learner);
        var token = frame.Address.Segments[2].TrimEnd('/');
        foreach (var wrong in new[] { token[..^1] + (token[^1] == '0' ? '1' : '0'), token.Split('.')[0], $"{Guid.CreateVersion7():n}.{token.Split('.')[1]}", "x", new string('a', 3000) })
        {
            using var answer = await frame.Client.GetAsync($"/run/{wrong}/files/p1.html");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        // Another learner does not get the frame of this one, nor a visitor.
        var page = await learner.GetAsync(course.Learn);
        Assert.True(page.IsOk);
        var launch = await site.DataAsync(db => db.ScormLaunches.Select(l => l.Id).SingleAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignedInAsync("bsnoi")).GetAsync($"{course.Learn}/play/{launch}")).Status);
        Assert.True((await site.Visitor().GetAsync($"{course.Learn}/play/{launch}")).IsRedirect);
    }

    [Theory, OnSqlite]
    public async Task Package_AfterALesson_OpensOnlyOnceThatIsRead(Database database)
    {
        var (site, course) = await Learning.StartAsync(database);
        await using var _ = site;
        await course.LockAsync();
        await course.PublishAsync(Packages.Scorm12(Hands));
        var learner = await site.SignedInAsync("hocvien");
        var locked = await learner.GetAsync(course.Learn);
        Assert.Contains(PackageCourse.Lesson, locked.Page.QuerySelector("main .callout")!.TextContent, StringComparison.Ordinal);
        Assert.Null(locked.Page.QuerySelector("form#open"));
        await learner.PostWithTokenAsync(course.Learn, "", []);
        Assert.Equal(0, await site.DataAsync(db => db.ScormLaunches.CountAsync()));

        var lesson = (await site.ItemsAsync(Activities.Writing.Code))[0];
        Assert.True((await learner.SubmitAsync(await learner.GetAsync(lesson.Address), [])).IsRedirect);
        await (await course.OpenAsync(learner)).OpenAsync("p1");
    }

    [Theory, OnSqlite]
    public async Task Preview_RunsAndStoresNothing(Database database)
    {
        var (site, course) = await Learning.StartAsync(database);
        await using var _ = site;
        await course.TakeAsync(Packages.Scorm12(Hands));
        var author = course.Writing.Author;
        var edit = await author.GetAsync(course.Write);
        Assert.Contains("SCORM 1.2", edit.Text, StringComparison.Ordinal);
        var page = await author.GetAsync((await author.SubmitAsync(edit, [], "form[action*=Preview] button")).Location!);
        var frame = site.FrameOf(page);
        Assert.True((await frame.BeginAsync()).GetProperty("preview").GetBoolean());
        var opened = await frame.OpenAsync("p1");
        Assert.Equal(("browse", "no-credit"), (opened.GetProperty("data").GetProperty("cmi.core.lesson_mode").GetString(), opened.GetProperty("data").GetProperty("cmi.core.credit").GetString()));
        await frame.SaveAsync("p1", ("cmi.core.lesson_status", "passed"), ("cmi.core.score.raw", "100"));
        Assert.Empty(await course.ProgressAsync());

        // Another package in its place: the first goes once nobody looks at it any more.
        await course.TakeAsync(Packages.Scorm12(Gloves));
        await PurgeAsync(site);
        Assert.Equal(2, await site.DataAsync(db => db.ScormPackages.CountAsync()));
        site.Clock.Shift += TimeSpan.FromDays(2);
        await PurgeAsync(site);
        var left = await site.DataAsync(db => db.ScormPackages.Select(p => p.Id).SingleAsync());
        Assert.Equal([$"{left:n}"], Directory.GetDirectories(Path.Combine(site.Folder, "packages")).Select(Path.GetFileName).Where(name => name != ".work"));
        Assert.Equal((0, 0), await site.DataAsync(async db => (await db.ScormAttempts.CountAsync(), await db.ScoStates.CountAsync())));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Author_IsToldWhatIsWrongAndCanReplaceUntilPublished(Database database)
    {
        var (site, course) = await Learning.StartAsync(database);
        await using var _ = site;
        var author = course.Writing.Author;
        var refused = await course.UploadAsync(HostileZips.All["up"].Make());
        Assert.Equal(422, (int)refused.Status);
        Assert.Contains("../evil.html", Assert.Single(refused.Errors), StringComparison.Ordinal);

        await course.TakeAsync(Packages.Write(Packages.Manifest12(new Sco("gone", "Mất")), []));
        Assert.Contains("gone.html", (await author.GetAsync(course.Write)).Text, StringComparison.Ordinal);
        Assert.Contains("gone.html", await course.Writing.ProblemsAsync(), StringComparison.Ordinal);
        await course.TakeAsync(Packages.Scorm12(Hands));
        var content = await course.ContentAsync();
        Assert.Equal(403, (int)(await (await site.SignedInAsync("hocvien")).GetAsync(course.Write)).Status);

        // What is published stays as it is; a new version has another.
        await course.Writing.PublishedAsync();
        Assert.Equal(404, (int)(await author.GetAsync(course.Write)).Status);
        await course.Writing.BeginDraftAsync();
        await course.TakeAsync(Packages.Scorm12(Gloves));
        Assert.NotEqual(content, await course.ContentAsync());
        await (await course.OpenAsync(await site.SignedInAsync("hocvien"))).OpenAsync("p1");
        await course.Writing.PublishedAsync("Thêm mang găng");
        await (await course.OpenAsync(await site.SignedInAsync("bsnoi"))).OpenAsync("p2");
    }

    private static Task<bool> PurgeAsync(Site site) => site.DataAsync(async (_, services) =>
    {
        await services.GetServices<Training.Modules.IBackgroundTask>().OfType<Training.Scorm.Authoring.PurgePackages>().Single().RunAsync(CancellationToken.None);
        return true;
    });

    // Everything that practical competence is made of.
    private static Task<string> PracticeAsync(Site site) => site.DataAsync(async db => string.Join(' ', new[]
    {
        await db.Set<Training.Logbook.Entries.LogbookEntry>().CountAsync(),
        await db.Set<Training.Logbook.SignOff.Decision>().CountAsync(),
        await db.Set<Training.Logbook.Tallies.Tally>().CountAsync(),
        await db.Set<Training.Certification.Requests.CertificateRequest>().CountAsync(),
        await db.Set<Training.Certification.Issuing.Certificate>().CountAsync(),
        await db.Set<Training.Courses.Completion.CourseCompletion>().CountAsync(),
        await db.Set<Training.Workflows.Running.Instance>().CountAsync(),
    }));
}
