using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Integrity.Asking;
using Training.Integrity.Facts;
using Training.Integrity.Limits;
using Training.Integrity.Questions;
using Training.Modules;
using Training.Notifications.Outbox;
using Training.Tests.Support;
using Training.Tests.Workflows.Running;
using Training.Transfers.Guidance;
using Training.Workflows.Running;
using Training.Workflows.Tasks;
using Answer = Training.Tests.Support.Answer;

namespace Training.Tests.Integrity;

/// <summary>From a figure to a closed question, over the site's own forms: asked of both, then read by the office, seen by nobody else, and nothing stops.</summary>
public sealed class QuestionTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Question_AnsweredByBoth_IsClosedByTheOffice(Database database)
    {
        await using var site = await StartAsync(database);
        var (trainee, mentor, office) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"), await site.SignedInAsync("giaovu"));
        var letters = await site.DataAsync(db => db.Set<OutgoingMail>().CountAsync());
        var (_, version) = await LogTwiceAsync(site, trainee);
        var question = await LookAsync(site);
        var (answer, close) = ($"/integrity/{question.Id}/answer", $"/integrity/{question.Id}");
        Assert.Equal((Pattern.ManyCases, 2, site.Clock.Today()), (question.Pattern, question.Count, question.Day));
        Assert.Equal((await site.PersonIdAsync(Given.Trainee), await site.PersonIdAsync(Given.Mentor)), (question.TraineePersonId, question.MentorPersonId));

        // Both have it at once, the office does not see it yet, and the case is signed as ever.
        foreach (var asked in new[] { trainee, mentor })
        {
            Assert.NotNull((await asked.GetAsync("/tasks")).Page.QuerySelector($"a[href='{answer}']"));
            var page = await asked.GetAsync(answer);
            Assert.Contains("Có 2 ca", page.Text, StringComparison.Ordinal);
            Assert.Contains("Có thể là bình thường", page.Text, StringComparison.Ordinal);
            Assert.Equal(403, (int)(await asked.GetAsync(close)).Status);
        }

        Assert.Equal(404, (int)(await office.GetAsync(close)).Status);
        Assert.Contains("Không có câu hỏi nào cần đọc", (await office.GetAsync("/integrity")).Text, StringComparison.Ordinal);
        Assert.True((await mentor.SignAsync(version)).IsRedirect);

        // A sentence that names a patient comes back with what was typed; an empty form says what is missing.
        var patient = await trainee.SubmitAsync(await trainee.GetAsync(answer), new() { ["Input.Text"] = "Hai ca của bệnh nhân Nguyễn Văn An, số BHYT GD4013100000001" });
        Assert.Equal(422, (int)patient.Status);
        Assert.Contains("Nguyễn Văn An", patient.Body, StringComparison.Ordinal);
        Assert.Contains("Chọn một lời giải thích", Assert.Single((await trainee.SubmitAsync(await trainee.GetAsync(answer), new() { ["Input.Text"] = " " })).Errors), StringComparison.Ordinal);
        Assert.Equal(422, (int)(await trainee.SubmitAsync(await trainee.GetAsync(answer), new() { ["Input.Explanation"] = "CameIn" })).Status);
        var (address, fields) = Visitor.FormOf(await trainee.GetAsync(answer), new() { ["Input.Explanation"] = "ReallyDone", ["Input.Text"] = "Hôm đó có hai ca." });
        Assert.True((await trainee.PostAsync(address, fields)).IsRedirect);
        Assert.True((await trainee.PostAsync(address, fields)).IsRedirect);

        Assert.DoesNotContain("Hôm đó có hai ca", (await mentor.GetAsync(answer)).Body, StringComparison.Ordinal);
        Assert.Equal(404, (int)(await office.GetAsync(close)).Status);
        Assert.True((await mentor.SubmitAsync(await mentor.GetAsync(answer), new() { ["Input.Text"] = "Tôi có mặt cả hai ca." })).IsRedirect);

        // Now the office sees both, and each of the two still only their own.
        Assert.NotNull((await office.GetAsync("/integrity")).Page.QuerySelector($"a[href='{close}']"));
        var read = await office.GetAsync(close);
        Assert.All(["Hôm đó có hai ca.", "Tôi có mặt cả hai ca.", "Ngày đó có nhiều ca như vậy", "Trần Quốc Khánh"], words => Assert.Contains(words, read.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("Tôi có mặt cả hai ca", (await trainee.GetAsync(answer)).Body, StringComparison.Ordinal);
        Assert.Contains("Ghi việc cần trao đổi", Assert.Single((await office.SubmitAsync(read, new() { ["Input.Conclusion"] = "FollowUp", ["Input.Note"] = "" })).Errors), StringComparison.Ordinal);
        Assert.True((await office.SubmitAsync(await office.GetAsync(close), new() { ["Input.Conclusion"] = "FollowUp", ["Input.Note"] = "Hẹn gặp cả hai." })).IsRedirect);
        Assert.Contains("Hẹn gặp cả hai.", (await office.GetAsync(close)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hẹn gặp cả hai", (await trainee.GetAsync(answer)).Body, StringComparison.Ordinal);
        Assert.Null((await office.GetAsync("/integrity")).Page.QuerySelector($"a[href='{close}']"));
        Assert.NotNull((await office.GetAsync("/integrity?state=FollowUp")).Page.QuerySelector($"a[href='{close}']"));
        Assert.Equal("completed", await site.DataAsync(db => db.Set<Instance>().Where(i => i.Id == question.InstanceId).Select(i => i.End).SingleAsync()));

        // Neither looking again nor one case more asks again, and no letter was written but those of signing.
        await site.LogCaseAsync(trainee);
        Assert.Equal(question.Id, (await LookAsync(site)).Id);
        Assert.Empty(await site.DataAsync(db => db.Set<OutgoingMail>().OrderBy(m => m.Id).Skip(letters).Where(m => m.Subject.Contains("số liệu") || m.Body.Contains("integrity")).ToListAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Question_OneSilent_IsWithTheOfficeAfterFiveWorkingDays(Database database)
    {
        await using var site = await StartAsync(database);
        var (trainee, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        await LogTwiceAsync(site, trainee);
        var question = await LookAsync(site);
        var (answer, close) = ($"/integrity/{question.Id}/answer", $"/integrity/{question.Id}");
        Assert.True((await trainee.SubmitAsync(await trainee.GetAsync(answer), new() { ["Input.Explanation"] = "ReallyDone" })).IsRedirect);

        // Asked on a Monday; the Monday after, a little later, is five working days.
        site.Clock.Shift += TimeSpan.FromDays(7) - TimeSpan.FromMinutes(5);
        await site.RunDueAsync();
        var office = await site.SignedInAsync("giaovu");
        Assert.Equal(404, (int)(await office.GetAsync(close)).Status);
        site.Clock.Shift += TimeSpan.FromMinutes(10);
        mentor = await site.SignedInAsync("huongdan");
        var (address, fields) = Visitor.FormOf(await mentor.GetAsync(answer), new() { ["Input.Text"] = "Câu trả lời đến muộn." });
        await site.RunDueAsync();

        var read = await office.GetAsync(close);
        Assert.Contains("Chưa trả lời trong 5 ngày làm việc", read.Text, StringComparison.Ordinal);
        var late = await mentor.PostAsync(address, fields);
        Assert.Equal(404, (int)late.Status);
        Assert.Contains("Câu trả lời đến muộn.", late.Body, StringComparison.Ordinal);
        Assert.Contains("đã chuyển đến đơn vị đào tạo", (await mentor.GetAsync(answer)).Text, StringComparison.Ordinal);
        Assert.Null((await mentor.GetAsync("/tasks")).Page.QuerySelector($"a[href='{answer}']"));
        Assert.True((await office.SubmitAsync(read, new() { ["Input.Conclusion"] = "Explained" })).IsRedirect);
        Assert.NotNull((await office.GetAsync("/integrity?state=Explained")).Page.QuerySelector($"a[href='{close}']"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Question_IsThereForNobodyElse(Database database)
    {
        await using var site = await StartAsync(database);
        await LogTwiceAsync(site, await site.SignedInAsync("hocvien"));
        var question = await LookAsync(site);
        await AnswerBothAsync(site, question);
        var elsewhere = await site.AccountAsync("cao-thi-minh-tam", Roles.TrainingOffice, "cho-ray");
        var otherMentor = await site.MentorAsync(Given.SecondMentor);
        foreach (var account in new[] { "bsnoi", "khth", "giamdoc", "giamdocqn", "soyte", "boyte", "quantri", elsewhere })
        {
            var visitor = await site.SignedInAsync(account);
            foreach (var address in new[] { $"/integrity/{question.Id}", $"/integrity/{question.Id}/answer" })
            {
                Assert.True((int)(await visitor.GetAsync(address)).Status is 403 or 404, $"{account} {address}");
            }

            // Nor does it show through anything that lists processes, tasks or cases.
            foreach (var address in new[] { "/", "/tasks", "/transfers/CG-2026-014", "/logbook" })
            {
                Assert.DoesNotContain($"{question.Id}", (await visitor.GetAsync(address)).Body, StringComparison.Ordinal);
            }
        }

        var theirs = await site.SignedInAsync(elsewhere);
        Assert.Equal(404, (int)(await theirs.GetAsync($"/integrity/{question.Id}")).Status);
        Assert.Contains("Không có câu hỏi nào cần đọc", (await theirs.GetAsync("/integrity")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (int)(await otherMentor.GetAsync($"/integrity/{question.Id}/answer")).Status);
        foreach (var account in new[] { "giaovu", "giamdoc", "khth", "soyte" })
        {
            Assert.NotEqual(200, (int)(await (await site.SignedInAsync(account)).GetAsync($"/processes/{question.InstanceId}")).Status);
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Mentor_WhoWorksInTheOfficeToo_DoesNotCloseTheirOwn(Database database)
    {
        await using var site = await StartAsync(database);
        await site.GrantAsync(await site.UserIdAsync("huongdan"), Roles.TrainingOffice, "viet-duc");
        await LogTwiceAsync(site, await site.SignedInAsync("hocvien"));
        var question = await LookAsync(site);
        await AnswerBothAsync(site, question);
        var mentor = await site.SignedInAsync("huongdan");

        Assert.Equal(404, (int)(await mentor.GetAsync($"/integrity/{question.Id}")).Status);
        Assert.Null((await mentor.GetAsync("/integrity")).Page.QuerySelector($"a[href*='{question.Id}']"));
        Assert.DoesNotContain("Ngày đó có nhiều ca", (await mentor.GetAsync($"/integrity/{question.Id}/answer")).Text, StringComparison.Ordinal);
        var own = Visitor.FormOf(await mentor.GetAsync("/tasks/stand-in"), new() { ["Input.Conclusion"] = "Explained" });
        Assert.Equal(404, (int)(await mentor.PostAsync($"/integrity/{question.Id}", own.Fields)).Status);
        Assert.Empty(await site.DataAsync(db => db.Set<Closing>().ToListAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Learner_WithoutAGuide_IsAskedAlone(Database database)
    {
        await using var site = await StartAsync(database);
        await site.DataAsync(async db =>
        {
            foreach (var guide in await db.Guides.ToListAsync())
            {
                guide.EndAfter(site.Clock.Today().AddDays(-1), site.Clock.GetUtcNow(), "test");
            }

            await db.SaveChangesAsync();
        });
        var trainee = await site.SignedInAsync("hocvien");
        await LogTwiceAsync(site, trainee);
        var question = await LookAsync(site);

        Assert.Null(question.MentorPersonId);
        Assert.True((await trainee.SubmitAsync(await trainee.GetAsync($"/integrity/{question.Id}/answer"), new() { ["Input.Explanation"] = "NotSure" })).IsRedirect);
        Assert.True((await (await site.SignedInAsync("giaovu")).GetAsync($"/integrity/{question.Id}")).IsOk);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Mentor_InTheRoomOnADayWithAStandIn_IsAskedWithTheLearner(Database database)
    {
        await using var site = await StartAsync(database);
        var (trainee, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        var (user, today) = (await site.UserIdAsync("huongdan"), site.Clock.Today());
        await site.DataAsync(async db =>
        {
            db.Add(new StandIn { AbsentUserId = user, AbsentName = "M", StandInUserId = Guid.CreateVersion7(), StandInName = "N", From = today.AddDays(-2), To = today });
            await db.SaveChangesAsync();
        });
        var (entry, version) = await site.LogCaseAsync(trainee, "S");
        Assert.True((await mentor.SignAsync(version)).IsRedirect);

        var fact = await site.DataAsync(db => db.Set<DecidedFact>().SingleAsync());
        Assert.Equal((entry, version, true, true, today), (fact.EntryId, fact.VersionId, fact.Signed, fact.MentorWasThere, fact.PerformedOn));
        var question = await LookAsync(site);
        Assert.Equal((Pattern.MentorAway, today), (question.Pattern, question.Day));
        Assert.Contains("ngày đó đã cử người thay", (await mentor.GetAsync($"/integrity/{question.Id}/answer")).Text, StringComparison.Ordinal);
        Assert.True((await trainee.GetAsync($"/integrity/{question.Id}/answer")).IsOk);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Facts_FollowACorrection_AreNotToldByRecipes_AndAreForgotten(Database database)
    {
        await using var site = await StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        Assert.Equal((0, 0), await site.DataAsync(async db => (await db.Set<LoggedFact>().CountAsync(), await db.Set<DecidedFact>().CountAsync())));
        var (entry, _) = await site.LogCaseAsync(trainee);
        var correct = await trainee.GetAsync($"/logbook/{entry}/correct");
        Assert.True((await trainee.SubmitAsync(correct, new() { ["Input.Day"] = "Yesterday", ["Reason"] = "Ghi nhầm ngày" })).IsRedirect);

        var fact = await site.DataAsync(db => db.Set<LoggedFact>().SingleAsync());
        Assert.Equal((entry, site.Clock.Today().AddDays(-1)), (fact.EntryId, fact.PerformedOn));
        site.Clock.Shift += TimeSpan.FromMinutes(20);
        await RunAsync(site);
        await ForgetAsync(site);
        Assert.Equal(1, await site.DataAsync(db => db.Set<LoggedFact>().CountAsync()));
        site.Clock.Shift += ForgetFacts.Kept;
        await ForgetAsync(site);
        Assert.Equal(0, await site.DataAsync(db => db.Set<LoggedFact>().CountAsync()));
    }

    [Theory, OnPostgreSql]
    public async Task TwoNodes_ThatLookAtOnce_AskOnce(Database database)
    {
        await using var site = await StartAsync(database);
        await using var second = site.SecondNode();
        await LogTwiceAsync(site, await site.SignedInAsync("hocvien"));
        site.Clock.Shift += TimeSpan.FromMinutes(20);
        (second.Clock.StandsAt, second.Clock.Shift) = (site.Clock.StandsAt, site.Clock.Shift);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => RunAsync(i % 2 == 0 ? site : second))));

        Assert.Equal(1, await site.DataAsync(db => db.Questions.CountAsync()));
        Assert.Equal(2, await site.DataAsync(db => db.Set<TaskRow>().CountAsync(t => t.Form == "Integrity.Answer")));
        Assert.Empty(await site.DataAsync(db => db.Set<LoggedFact>().Where(f => f.LookedAt == null).ToListAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Limits_AreChangedByTheAdministratorAlone_AndKept(Database database)
    {
        await using var site = await StartAsync(database);
        var admin = await site.SignedInAsync("quantri");
        Assert.Equal(403, (int)(await (await site.SignedInAsync("giaovu")).GetAsync("/admin/integrity")).Status);
        Task<Answer> Set(string pattern, string? number, string? days = null, DateOnly? from = null, Guid? technique = null) => SetLimitAsync(site, admin, pattern, number, days, from, technique);
        var tomorrow = site.Clock.Today().AddDays(1);

        Assert.Contains("mức của những ngày đã qua giữ nguyên", Assert.Single((await Set("ManyCases", "3", from: tomorrow.AddDays(-2))).Errors), StringComparison.Ordinal);
        Assert.Contains("không đặt riêng cho kỹ thuật", Assert.Single((await Set("TwoPlaces", "3", technique: await site.TechniqueIdAsync("pci"))).Errors), StringComparison.Ordinal);
        Assert.Contains("Cho biết số ngày", Assert.Single((await Set("LateEntries", "3")).Errors), StringComparison.Ordinal);
        Assert.Contains("không dùng số ngày", Assert.Single((await Set("TwoPlaces", "3", "3")).Errors), StringComparison.Ordinal);
        Assert.True((await Set("LateEntries", "3", "30", tomorrow)).IsRedirect);
        Assert.Contains("Đã có mức từ đúng ngày này", Assert.Single((await Set("LateEntries", "5", "30", tomorrow)).Errors), StringComparison.Ordinal);
        Assert.True((await Set("ManyCases", null, from: tomorrow)).IsRedirect);
        Assert.True((await Set("ManyCases", "7", from: tomorrow, technique: await site.TechniqueIdAsync("pci"))).IsRedirect);

        Assert.Equal(2, await site.DataAsync(db => db.Set<Limit>().CountAsync(l => l.Pattern == Pattern.LateEntries && l.TechniqueId == null)));
        var page = await admin.GetAsync("/admin/integrity");
        Assert.Contains("không hỏi", page.Text, StringComparison.Ordinal);
        Assert.Contains("hơn 20 ca làm từ hơn 7 ngày trước được ghi trong một giờ đang áp dụng", page.Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Pages_KeepToTheBudget(Database database)
    {
        await using var site = await StartAsync(database);
        await LogTwiceAsync(site, await site.SignedInAsync("hocvien"));
        var question = await LookAsync(site);
        foreach (var (account, address) in new[] { ("hocvien", $"/integrity/{question.Id}/answer"), ("huongdan", $"/integrity/{question.Id}/answer"), ("quantri", "/admin/integrity") })
        {
            await CheckAsync(site, account, address);
        }

        await AnswerBothAsync(site, question);
        await CheckAsync(site, "giaovu", "/integrity");
        await CheckAsync(site, "giaovu", $"/integrity/{question.Id}");
        await CheckAsync(site, "giaovu", $"/transfers/{Given.Transfer}/guides");
        await CheckAsync(site, "quantri", "/admin/guide-rules");
    }

    private static async Task CheckAsync(Site site, string account, string address)
    {
        var visitor = await site.SignedInAsync(account);
        var page = await site.AgainAsync(visitor, address);
        Assert.True(page.IsOk, $"{account} {address}: {page.Status}");
        Assert.True(site.Statements.Statements.Count <= 8 && page.Body.Length <= 60 * 1024, $"{address}: {site.Statements.Statements.Count} statements, {page.Body.Length} characters");
    }

    // Nine o'clock on the first Monday of March of next year: the working days after it have no holiday between them. From today on two cases a day are asked about.
    private static async Task<Site> StartAsync(Database database)
    {
        var site = await Site.StartAsync(database);
        site.Clock.StandsAt = Acceptance.Walk.Opening;

        // The contract of the demo, counted from the day of the first run, may be over by then.
        var last = site.Clock.Today().AddDays(200);
        await site.DataAsync(db => db.WriteAsync(
            ct => db.Set<Training.Transfers.Agreements.Transfer>().Where(t => t.Code == Given.Transfer).ExecuteUpdateAsync(set => set.SetProperty(t => t.To, last), ct), default));
        Assert.True((await SetLimitAsync(site, await site.SignedInAsync("quantri"), "ManyCases", "1")).IsRedirect);
        return site;
    }

    private static async Task<Answer> SetLimitAsync(Site site, Visitor admin, string pattern, string? number, string? days = null, DateOnly? from = null, Guid? technique = null)
        => await admin.SubmitAsync(await admin.GetAsync("/admin/integrity"), new()
        {
            ["Input.Pattern"] = pattern,
            ["Input.Technique"] = technique?.ToString() ?? "",
            ["Input.Number"] = number ?? "",
            ["Input.Days"] = days ?? "",
            ["Input.From"] = $"{from ?? site.Clock.Today():yyyy-MM-dd}",
            ["Input.Source"] = "Thử nghiệm",
        });

    private static async Task<(Guid EntryId, Guid VersionId)> LogTwiceAsync(Site site, Visitor trainee)
    {
        await site.LogCaseAsync(trainee);
        return await site.LogCaseAsync(trainee);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Signature_WithinTwoSecondsOfOpening_IsAskedAbout_AndALaterOneIsNot(Database database)
    {
        await using var site = await StartAsync(database);
        var (trainee, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        site.Clock.StandsAt = site.Clock.GetUtcNow();
        foreach (var (seconds, asked) in new[] { (5, 0), (1, 1) })
        {
            var (_, version) = await site.LogCaseAsync(trainee);
            var page = await mentor.GetAsync($"/sign/{version}");
            site.Clock.StandsAt += TimeSpan.FromSeconds(seconds);
            Assert.True((await mentor.SubmitAsync(page, Journey.Decision(), Journey.SignButton)).IsRedirect);
            site.Clock.StandsAt += TimeSpan.FromMinutes(20);
            await RunAsync(site);
            Assert.Equal(asked, await site.DataAsync(db => db.Questions.CountAsync(q => q.Pattern == Pattern.QuickDecision)));
        }
    }

    // A quarter of an hour later the site looks, and finds one thing to ask, besides that tests sign faster than people.
    private static async Task<Question> LookAsync(Site site)
    {
        site.Clock.Shift += TimeSpan.FromMinutes(20);
        await RunAsync(site);
        return await site.DataAsync(db => db.Questions.SingleAsync(q => q.Pattern != Pattern.QuickDecision));
    }

    private static async Task AnswerBothAsync(Site site, Question question)
    {
        foreach (var (account, words) in new[] { ("hocvien", "ReallyDone"), ("huongdan", "NotSure") })
        {
            var asked = await site.SignedInAsync(account);
            Assert.True((await asked.SubmitAsync(await asked.GetAsync($"/integrity/{question.Id}/answer"), new() { ["Input.Explanation"] = words })).IsRedirect);
        }
    }

    private static Task<bool> RunAsync(Site site) => site.DataAsync(async (_, services) =>
    {
        await services.GetRequiredService<LookAtFacts>().RunAsync(default);
        return true;
    });

    private static Task<bool> ForgetAsync(Site site) => site.DataAsync(async (_, services) =>
    {
        await services.GetServices<IBackgroundTask>().OfType<ForgetFacts>().Single().RunAsync(default);
        return true;
    });
}
