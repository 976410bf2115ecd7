using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Courses.Contracts;
using Training.Scorm;
using Training.Scorm.Running;
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
        await site.PublishAsync(Packages.Scorm12(Hands, Gloves));
        var learner = await site.SignedInAsync("hocvien");

        var frame = await site.OpenAsync(learner);
        var first = (await frame.OpenAsync("p1")).GetProperty("data");
        Assert.Equal("ab-initio", first.GetProperty("cmi.core.entry").GetString());
        Assert.Equal("80", first.GetProperty("cmi.student_data.mastery_score").GetString());
        Assert.Equal(("true", "none"), Frame.Told(await frame.SaveAsync("p1", true, null, ("cmi.core.lesson_location", "trang 3"), ("cmi.core.exit", "suspend"), ("cmi.core.lesson_status", "incomplete"), ("cmi.core.session_time", "00:10:00"), ("cmi.suspend_data", "x=1"))));

        // Another day.
        site.Clock.Shift += TimeSpan.FromDays(1);
        learner = await site.SignedInAsync("hocvien");
        frame = await site.OpenAsync(learner);
        var again = (await frame.OpenAsync("p1")).GetProperty("data");
        Assert.Equal(("resume", "trang 3", "x=1", "0000:10:00.00"), (
            again.GetProperty("cmi.core.entry").GetString(), again.GetProperty("cmi.core.lesson_location").GetString(), again.GetProperty("cmi.suspend_data").GetString(), again.GetProperty("cmi.core.total_time").GetString()));
        Assert.Equal("true", Frame.Told(await frame.SaveAsync("p1", ("cmi.core.lesson_status", "completed"), ("cmi.core.score.raw", "100"), ("cmi.core.session_time", "00:05:00"))).Result);
        await frame.SaveAsync("p1", ("cmi.core.lesson_status", "completed"), ("cmi.core.score.raw", "100"), ("cmi.core.session_time", "00:06:00"));
        Assert.Empty(course.Told);
        Assert.Equal("0000:16:00.00", (await frame.OpenAsync("p1")).GetProperty("data").GetProperty("cmi.core.total_time").GetString());

        await frame.OpenAsync("p2");
        await frame.SaveAsync("p2", ("cmi.core.lesson_status", "passed"), ("cmi.core.score.raw", "60"));
        var told = Assert.Single(course.Told);
        Assert.Equal((await site.PersonIdAsync(Given.Trainee), CourseOfTests.ItemKey, 80m, false), (told.PersonId, told.ItemKey, told.Evidence.Score!.Value, told.Evidence.Seen));

        // 60 is below the mastery score, whatever status the package claims.
        await frame.SaveAsync("p2", ("cmi.core.lesson_status", "passed"), ("cmi.core.score.raw", "90"));
        Assert.Equal((95m, true), (course.Told[^1].Evidence.Score!.Value, course.Told[^1].Evidence.Seen));
        await frame.SaveAsync("p2", ("cmi.core.lesson_status", "passed"), ("cmi.core.score.raw", "85"));
        Assert.Equal(2, course.Told.Count);

        var page = await learner.GetAsync(CourseOfTests.Learn);
        Assert.Contains("Đã học xong", page.Text, StringComparison.Ordinal);
        Assert.Contains("95", page.Text, StringComparison.Ordinal);
        var report = await (await site.SignedInAsync("giaovu")).GetAsync(CourseOfTests.Learn + "/report");
        Assert.Contains("Nguyễn Hoàng Phượng", report.Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Savings_AreOrderedOnceAndOfTheNewestWindow(Database database)
    {
        var (site, _) = await Learning.StartAsync(database);
        await using var __ = site;
        await site.PublishAsync(Packages.Scorm2004(Hands with { Mastery = "0.8" }));
        var learner = await site.SignedInAsync("hocvien");
        var older = await site.OpenAsync(learner);
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
        var newer = await site.OpenAsync(learner);
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
        await site.PublishAsync(Packages.Scorm12(Hands));
        var frame = await site.OpenAsync(await site.SignedInAsync("bsnoi"));
        var before = await PracticeAsync(site);

        // The learner writes the request by hand, and whatever else might be taken from it.
        await frame.OpenAsync("p1");
        Assert.Equal("true", Frame.Told(await frame.SaveAsync("p1", ("cmi.core.score.raw", "100"), ("cmi.core.lesson_status", "passed"), ("cmi.core.student_id", $"{await site.PersonIdAsync(Given.Trainee)}"))).Result);
        using var extra = await frame.SendAsync("save", new { window = frame.Window, sequence = 99, opening = 1, part = "p1", end = false, data = new { }, personId = await site.PersonIdAsync(Given.Trainee) });
        Assert.Equal(HttpStatusCode.BadRequest, extra.StatusCode);

        var told = Assert.Single(course.Told);
        Assert.Equal(await site.DataAsync(async db => (await db.Set<Training.Identity.Users.User>().SingleAsync(u => u.Email == "bsnoi@demo.local")).PersonId), told.PersonId);
        Assert.Equal(new ItemEvidence(course.ContentId!.Value, told.Evidence.At) { Seen = true, Score = 100 }, told.Evidence);
        Assert.Equal(before, await PracticeAsync(site));
    }

    [Theory, OnSqlite]
    public async Task Token_ThatIsChangedOrOver_OpensNothing(Database database)
    {
        var (site, course) = await Learning.StartAsync(database);
        await using var _ = site;
        await site.PublishAsync(Packages.Scorm12(Hands));
        var learner = await site.SignedInAsync("hocvien");
        var frame = await site.OpenAsync(learner);
        var token = frame.Address.Segments[2].TrimEnd('/');
        foreach (var wrong in new[] { token[..^1] + (token[^1] == '0' ? '1' : '0'), token.Split('.')[0], $"{Guid.CreateVersion7():n}.{token.Split('.')[1]}", "x", new string('a', 3000) })
        {
            using var answer = await frame.Client.GetAsync($"/run/{wrong}/files/p1.html");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        // Another learner does not get the frame of this one, nor a visitor.
        var page = await learner.GetAsync(CourseOfTests.Learn);
        Assert.True(page.IsOk);
        var launch = await site.DataAsync(db => db.ScormLaunches.Select(l => l.Id).SingleAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignedInAsync("bsnoi")).GetAsync($"{CourseOfTests.Learn}/play/{launch}")).Status);
        Assert.True((await site.Visitor().GetAsync($"{CourseOfTests.Learn}/play/{launch}")).IsRedirect);

        course.IsLocked = true;
        Assert.Contains("Bài 1", (await learner.GetAsync(CourseOfTests.Learn)).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Preview_RunsAndStoresNothing(Database database)
    {
        var (site, course) = await Learning.StartAsync(database);
        await using var _ = site;
        await site.PublishAsync(Packages.Scorm12(Hands));
        var author = await site.SignedInAsync("giaovu");
        var edit = await author.GetAsync(CourseOfTests.Write);
        Assert.Contains("SCORM 1.2", edit.Text, StringComparison.Ordinal);
        var page = await author.GetAsync((await author.SubmitAsync(edit, [], "form[action*=Preview] button")).Location!);
        var frame = site.FrameOf(page);
        Assert.True((await frame.BeginAsync()).GetProperty("preview").GetBoolean());
        var opened = await frame.OpenAsync("p1");
        Assert.Equal(("browse", "no-credit"), (opened.GetProperty("data").GetProperty("cmi.core.lesson_mode").GetString(), opened.GetProperty("data").GetProperty("cmi.core.credit").GetString()));
        await frame.SaveAsync("p1", ("cmi.core.lesson_status", "passed"), ("cmi.core.score.raw", "100"));
        Assert.Empty(course.Told);

        // Another package in its place: the first goes once nobody looks at it any more.
        await site.PublishAsync(Packages.Scorm12(Gloves));
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
        var author = await site.SignedInAsync("giaovu");
        var refused = await author.UploadAsync(HostileZips.All["up"].Make());
        Assert.Equal(422, (int)refused.Status);
        Assert.Contains("../evil.html", Assert.Single(refused.Errors), StringComparison.Ordinal);

        Assert.True((await author.UploadAsync(Packages.Write(Packages.Manifest12(new Sco("gone", "Mất")), []))).IsRedirect);
        Assert.Contains("gone.html", (await author.GetAsync(CourseOfTests.Write)).Text, StringComparison.Ordinal);
        await site.PublishAsync(Packages.Scorm12(Hands));
        var content = course.ContentId;
        await site.DataAsync(async db =>
        {
            (await db.ScormContents.SingleAsync()).FrozenAt = DateTimeOffset.UnixEpoch;
            await db.SaveChangesAsync();
        });
        await site.PublishAsync(Packages.Scorm12(Gloves));
        Assert.NotEqual(content, course.ContentId);
        Assert.Equal(403, (int)(await (await site.SignedInAsync("hocvien")).GetAsync(CourseOfTests.Write)).Status);
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
