using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Data;
using Training.LearningCurves.Relapse;
using Training.Logbook.Contracts;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Notifications.Outbox;
using Training.Tests.Support;
using Training.Tests.Workflows.Running;
using Training.Workflows.Running;

namespace Training.Tests.LearningCurves;

/// <summary>From the case that makes a curve cross its limit to the decision about it and back, through the site's own forms.</summary>
public sealed class RelapseTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Case_ThatCrossesTheLimit_AsksTheTechnicalHeadOnce_AndNothingIsDecided(Database database)
    {
        var walk = await StartAsync(database);
        await using var site = walk.Site;
        Assert.Empty(await walk.SignalsAsync());
        var entry = await site.CaseAsync(walk.Learner, walk.Mentor, failed: true);
        var signal = Assert.Single(await walk.SignalsAsync());
        Assert.Equal((entry, 15, await site.HospitalIdAsync("bvdk-quang-ninh")), (signal.EntryId, signal.CaseNumber, signal.HospitalId));
        Assert.True(signal.Value >= signal.Limit);

        // Another failure is no second crossing.
        await site.CaseAsync(walk.Learner, walk.Mentor, failed: true);
        Assert.Single(await walk.SignalsAsync());
        Assert.False(await walk.IsPausedAsync());

        var inbox = await walk.Head.GetAsync("/tasks");
        Assert.NotNull(inbox.Page.QuerySelector($"main a[href='{PauseProcess.AddressOf(signal.Id)}']"));
        Assert.Contains(await site.ActionsAsync(), action => action == RelapseSignal.SignalledAction);
        Assert.Contains(await walk.LettersAsync(), to => to == walk.HeadAddress);
        var own = await walk.Learner.GetAsync("/curves");
        Assert.Contains("Có dấu hiệu sa sút ở ca 15", own.Text, StringComparison.Ordinal);
        Assert.Contains("chờ xem xét, không cộng", own.Text, StringComparison.Ordinal);
        Assert.Single(own.Page.QuerySelectorAll("svg.chart path.dot.stop"));
        var standing = await walk.StandingAsync();
        Assert.Equal((CurveState.Relapsed, 16, 15, (DateOnly?)null), (standing.State, standing.Cases, standing.AtCase, standing.PausedFrom));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Pause_WithAReason_HoldsFromToday_UntilItIsLifted_AndTheCurveBeginsAgain(Database database)
    {
        var walk = await StartAsync(database);
        await using var site = walk.Site;
        await site.CaseAsync(walk.Learner, walk.Mentor, failed: true);
        var signal = Assert.Single(await walk.SignalsAsync());
        var address = PauseProcess.AddressOf(signal.Id);
        var page = await walk.Head.GetAsync(address);
        Assert.NotEmpty(page.Page.QuerySelectorAll("svg.chart"));
        Assert.Equal(15, page.Page.QuerySelectorAll("main tbody tr").Length);

        var without = await walk.Head.SubmitAsync(page, new() { ["Input.Kind"] = "Pause", ["Input.Reason"] = "" });
        Assert.Contains("input-validation-error", without.Page.GetElementById("Input_Reason")!.ClassList);
        var named = await walk.Head.SubmitAsync(page, new() { ["Input.Kind"] = "Pause", ["Input.Reason"] = "Người bệnh Nguyễn Văn An chảy máu" });
        Assert.NotEmpty(named.Errors);
        Assert.NotEmpty((await walk.Head.SubmitAsync(page, new() { ["Input.Reason"] = "Đã xem hồ sơ" })).Errors);
        Assert.False(await walk.IsPausedAsync());

        var decided = await walk.Head.SubmitAsync(page, new() { ["Input.Kind"] = "Pause", ["Input.Reason"] = "Ba ca gần đây bắt vít lệch; kèm lại mười ca" });
        Assert.True(decided.Location == address, $"{decided.Status} {string.Join(' ', decided.Errors)}");
        var stamp = Assert.Single(await walk.DecisionsAsync());
        Assert.Equal((IndependenceDecisionKind.Pause, site.Clock.Today(), 15, signal.CurveHash), (stamp.Kind, stamp.From, stamp.SeenCases, stamp.SeenHash));
        Assert.True(await walk.IsPausedAsync());
        Assert.False(await walk.IsPausedAsync(-1));
        Assert.Contains(await site.ActionsAsync(), action => action == IndependenceDecision.ActionOf(IndependenceDecisionKind.Pause));
        var own = await walk.Learner.GetAsync("/curves");
        Assert.Contains("Tạm dừng làm độc lập từ", own.Text, StringComparison.Ordinal);
        Assert.Contains("kèm lại mười ca", own.Text, StringComparison.Ordinal);
        Assert.Contains(await walk.LettersAsync(), to => to == "hocvien@demo.local");
        Assert.Contains(await walk.LettersAsync(), to => to == "huongdan@demo.local");
        Assert.All(await site.DataAsync(db => db.Set<Instance>().Where(i => i.SubjectId == signal.Id).ToListAsync()), instance => Assert.NotNull(instance.EndedAt));

        // The form says so before the case, the phone too, and the mentor is told of a case that was logged as independent all the same.
        var form = await site.AgainAsync(walk.Learner, "/logbook/new");
        Assert.Contains("Tạm dừng làm độc lập từ", form.Page.QuerySelector("main fieldset")!.TextContent, StringComparison.Ordinal);
        Assert.InRange(site.Statements.Statements.Count, 1, 8);
        Assert.Contains("Tạm dừng làm độc lập từ", Regex.Unescape((await walk.Learner.GetAsync("/logbook/phone/kit")).Body), StringComparison.Ordinal);
        Assert.True((await walk.Learner.SubmitAsync(form, Journey.Case(await site.ChoiceAsync(), "I"))).IsRedirect);
        var review = await site.AgainAsync(walk.Mentor, $"/sign/{(await site.NewestAsync()).VersionId}");
        Assert.InRange(site.Statements.Statements.Count, 1, 8);
        Assert.Contains("tạm dừng làm độc lập kỹ thuật này từ", review.Text, StringComparison.Ordinal);

        // While it is paused, nobody is asked again; the curve looks for competence from the next day on.
        walk = await walk.LaterAsync(1);
        await site.CaseAsync(walk.Learner, walk.Mentor);
        Assert.Single(await walk.SignalsAsync());
        Assert.Equal(CurveState.Learning, (await walk.StandingAsync()).State);

        var lifted = await walk.Head.SubmitAsync(await walk.Head.GetAsync(address), new() { ["Input.Reason"] = "Mười ca kèm đạt" });
        Assert.True(lifted.Location == address, $"{lifted.Status} {string.Join(' ', lifted.Errors)}");
        Assert.False(await walk.IsPausedAsync());
        Assert.True(await walk.IsPausedAsync(-1));
        Assert.Equal(CurveState.Competent, (await walk.StandingAsync()).State);
        Assert.Null((await walk.Head.GetAsync(address)).Page.QuerySelector("main form textarea"));
        Assert.Contains("Được làm độc lập lại", (await walk.Learner.GetAsync("/curves")).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Keep_WithAReason_PausesNothing_AndANewCrossingIsANewSignal(Database database)
    {
        var walk = await StartAsync(database);
        await using var site = walk.Site;
        await site.CaseAsync(walk.Learner, walk.Mentor, failed: true);
        var first = Assert.Single(await walk.SignalsAsync());
        var kept = await walk.Head.SubmitAsync(await walk.Head.GetAsync(PauseProcess.AddressOf(first.Id)), new() { ["Input.Kind"] = "Keep", ["Input.Reason"] = "Ba ca khó, không do kỹ thuật" });
        Assert.True(kept.IsRedirect, $"{kept.Status} {string.Join(' ', kept.Errors)}");
        Assert.False(await walk.IsPausedAsync());

        // From the next day on it counts from zero again: four failures cross the limit of 2.5.
        walk = await walk.LaterAsync(1);
        for (var n = 0; n < 3; n++)
        {
            await site.CaseAsync(walk.Learner, walk.Mentor, failed: true);
        }

        Assert.Single(await walk.SignalsAsync());
        await site.CaseAsync(walk.Learner, walk.Mentor, failed: true);
        Assert.Equal(2, (await walk.SignalsAsync()).Count);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Review_ThatIsNotTheirs_OrAboutAnotherCurve_IsRefused(Database database)
    {
        var walk = await StartAsync(database);
        await using var site = walk.Site;
        await site.CaseAsync(walk.Learner, walk.Mentor, failed: true);
        var signal = Assert.Single(await walk.SignalsAsync());
        var address = PauseProcess.AddressOf(signal.Id);
        foreach (var account in new[] { "hocvien", "huongdan", "giaovu", "khth", "giamdoc", "soyte", "boyte", "quantri" })
        {
            Assert.Equal(403, (int)(await (await site.SignedInAsync(account)).GetAsync(address)).Status);
        }

        // The technical head of another hospital, and somebody who is the technical head and the person at once.
        var elsewhere = await site.SignedInAsync(await site.AccountAsync("vang-thi-ngoc-diep", Roles.TechnicalHead, "bvdk-lao-cai"));
        Assert.Equal(404, (int)(await elsewhere.GetAsync(address)).Status);
        await site.GrantAsync(await site.UserIdAsync("hocvien"), Roles.TechnicalHead, "bvdk-quang-ninh");
        var self = await site.SignedInAsync("hocvien");
        var seen = await self.GetAsync(address);
        Assert.True(seen.IsOk);
        Assert.Null(seen.Page.QuerySelector("main form textarea"));
        var form = await walk.Head.GetAsync(address);
        var own = Visitor.FormOf(await self.GetAsync("/logbook/new"), []).Fields.Where(f => f.Key.StartsWith('_'));
        var (_, fields) = Visitor.FormOf(form, new() { ["Input.Kind"] = "Keep", ["Input.Reason"] = "Tôi thấy ổn" });
        Assert.Equal(404, (int)(await self.PostAsync(address, [.. own, .. fields.Where(f => !f.Key.StartsWith('_'))])).Status);
        Assert.Empty(await walk.DecisionsAsync());

        // A case came while they were thinking: they look again, and what they typed is there.
        await site.CaseAsync(walk.Learner, walk.Mentor);
        var changed = await walk.Head.SubmitAsync(form, new() { ["Input.Kind"] = "Pause", ["Input.Reason"] = "Đã xem mười lăm ca" });
        Assert.Contains(changed.Errors, error => error.Contains("vừa có ca mới", StringComparison.Ordinal));
        Assert.Contains("Đã xem mười lăm ca", changed.Page.QuerySelector("#Input_Reason")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await walk.DecisionsAsync());
        Assert.True((await walk.Head.SubmitAsync(changed, [])).IsRedirect);
        Assert.Equal(16, Assert.Single(await walk.DecisionsAsync()).SeenCases);

        // Sent again by the same form it is the same answer; another form comes too late.
        var late = await walk.Head.SubmitAsync(form, new() { ["Input.Kind"] = "Keep", ["Input.Reason"] = "Nghĩ lại thì thôi" });
        Assert.Equal(404, (int)late.Status);
        Assert.Contains("Nghĩ lại thì thôi", late.Body, StringComparison.Ordinal);
        Assert.Single(await walk.DecisionsAsync());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Review_NobodyAnswers_RemindsTheHead_ThenTellsTheDirector(Database database)
    {
        var walk = await StartAsync(database);
        await using var site = walk.Site;
        await site.CaseAsync(walk.Learner, walk.Mentor, failed: true);
        var asked = (await walk.LettersAsync()).Count(to => to == walk.HeadAddress);
        walk = await walk.LaterAsync(40);
        await site.RunDueAsync();
        var letters = await walk.LettersAsync();
        Assert.Equal(asked + 2, letters.Count(to => to == walk.HeadAddress));
        Assert.Contains(await walk.SubjectsAsync(), subject => subject.StartsWith("Quá hạn:", StringComparison.Ordinal));
        Assert.Single((await walk.Head.GetAsync("/curves/signals")).Page.QuerySelectorAll("main .list .tag.wait"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Cases_OfTheSamePersonSignedAtOnce_MakeOneSignal(Database database)
    {
        var walk = await StartAsync(database);
        await using var site = walk.Site;
        await site.WithoutGuidesAsync();
        var versions = new List<Guid>();
        for (var n = 0; n < 2; n++)
        {
            var values = Journey.Case(await site.ChoiceAsync(PracticeData.Technique), stage: "S");
            values["Input.Outcome"] = "Failed";
            Assert.True((await walk.Learner.SubmitAsync(await walk.Learner.GetAsync("/logbook/new"), values)).IsRedirect);
            versions.Add((await site.NewestAsync()).VersionId);
        }

        var second = await site.MentorAsync(Given.SecondMentor);
        await site.SupervisionAsync(Given.SecondMentor, Given.Transfer);
        var answers = await Task.WhenAll(walk.Mentor.SignAsync(versions[0], 3), second.SignAsync(versions[1], 3));
        Assert.All(answers, answer => Assert.True(answer.IsRedirect, $"{answer.Status} {string.Join(' ', answer.Errors)}"));
        Assert.Single(await walk.SignalsAsync());
    }

    [Theory, OnSqlite]
    public async Task Case_BeforeCompetence_OrOfARecipe_AsksNobody(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.ForgetPracticeAsync();
        await site.PractisedAsync([true, true, true, true]);
        var (learner, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        await site.CaseAsync(learner, mentor, failed: true);
        Assert.False(await site.DataAsync(db => db.Set<RelapseSignal>().AnyAsync()));
        var participant = await site.ParticipantIdAsync();
        await site.PractisedAsync([.. new bool[12], true, true, true, true, true], lastDaysAgo: 30);
        await CountsAsync(isHistory: true);
        Assert.False(await site.DataAsync(db => db.Set<RelapseSignal>().AnyAsync()));
        await CountsAsync(isHistory: false);
        Assert.True(await site.DataAsync(db => db.Set<RelapseSignal>().AnyAsync()));

        Task CountsAsync(bool isHistory) => site.WriteAsync(async (services, ct) =>
        {
            var db = services.GetRequiredService<TrainingDbContext>();
            var entry = await db.LogbookEntries.Where(e => e.ParticipantId == participant && e.SignedAt != null).OrderByDescending(e => e.Id).Select(e => e.Id).FirstAsync(ct);
            foreach (var handler in services.GetServices<IHandle<CaseSigned>>().OfType<WatchForRelapse>())
            {
                await handler.HandleAsync(new CaseSigned(entry, participant, site.Clock.GetUtcNow(), isHistory), ct);
            }
        });
    }

    // Eleven successes make somebody competent at the limit of 1.25; three failures later one is missing to 2.5.
    private static async Task<Walk> StartAsync(Database database)
    {
        var site = await Site.StartAsync(database);
        await site.ForgetPracticeAsync();
        await site.PractisedAsync([.. new bool[11], true, true, true]);
        var head = await site.AccountAsync("le-minh-duc", Roles.TechnicalHead, "bvdk-quang-ninh");
        return new Walk(site, await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"), await site.SignedInAsync(head), head);
    }

    private sealed record Walk(Site Site, Visitor Learner, Visitor Mentor, Visitor Head, string HeadAddress)
    {
        /// <summary>Some days later, when everybody has to sign in again.</summary>
        public async Task<Walk> LaterAsync(int days)
        {
            Site.Clock.Shift = TimeSpan.FromDays(days);
            return this with { Learner = await Site.SignedInAsync("hocvien"), Mentor = await Site.SignedInAsync("huongdan"), Head = await Site.SignedInAsync(HeadAddress) };
        }

        public Task<List<RelapseSignal>> SignalsAsync() => Site.DataAsync(db => db.Set<RelapseSignal>().AsNoTracking().OrderBy(s => s.Id).ToListAsync());

        public Task<List<IndependenceDecision>> DecisionsAsync() => Site.DataAsync(db => db.Set<IndependenceDecision>().AsNoTracking().OrderBy(d => d.Id).ToListAsync());

        public Task<List<string>> LettersAsync() => Site.DataAsync(db => db.Set<OutgoingMail>().Select(m => m.To).ToListAsync());

        public Task<List<string>> SubjectsAsync() => Site.DataAsync(db => db.Set<OutgoingMail>().Select(m => m.Subject).ToListAsync());

        public async Task<bool> IsPausedAsync(int days = 0)
        {
            var (person, technique) = (await Site.PersonIdAsync(Given.Trainee), await Site.TechniqueIdAsync(PracticeData.Technique));
            var pauses = await Site.DataAsync((_, services) => services.GetRequiredService<IIndependence>().PausesAsync([person], Site.Clock.Today().AddDays(days), default));
            return pauses.Any(pause => pause.TechniqueId == technique);
        }

        public async Task<CurveStanding> StandingAsync()
        {
            var (participant, technique) = (await Site.ParticipantIdAsync(), await Site.TechniqueIdAsync(PracticeData.Technique));
            return (await Site.DataAsync((_, services) => services.GetRequiredService<ICurves>().OfAsync([participant], default))).Single(s => s.TechniqueId == technique);
        }
    }
}
