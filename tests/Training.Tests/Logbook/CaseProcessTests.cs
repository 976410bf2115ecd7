using System.Net;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Logbook.Workflow;
using Training.Modules;
using Training.Notifications.Outbox;
using Training.Tests.Support;
using Training.Tests.Workflows.Running;
using Training.Transfers.Participants;
using Training.Workflows.Running;
using static Training.Tests.Logbook.SignTestData;

namespace Training.Tests.Logbook;

/// <summary>What follows when a case is sent, signed, returned, corrected, withdrawn or left waiting: as the process of the site says.</summary>
public sealed class CaseProcessTests
{
    private const string Approver = "giaovu";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Process_OfTheModule_IsPublishedWithoutWarnings(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var document = Delivered();
        await site.WriteAsync(async (services, ct) =>
        {
            var examination = await ((Training.Workflows.Definitions.Publish)services.GetService(typeof(Training.Workflows.Definitions.Publish))!).ExamineAsync(document, ct);
            Assert.Empty(examination.Problems);
            Assert.Empty(examination.Warnings);
        });
        Assert.Equal(1, await site.DataAsync(db => db.Set<Training.Workflows.Definitions.Process>().Where(p => p.Key == CaseProcess.Key).Select(p => p.Newest).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Case_ReturnedAndCorrected_GoesRoundInOneInstanceUntilItIsSigned(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        var (entry, first) = await site.LogCaseAsync(trainee);
        var run = Assert.Single(await RunsAsync(site, entry));
        Assert.Equal(["sign"], await WaitingAsync(site, run.Id));

        Assert.True((await mentor.ReturnAsync(first, "Ghi rõ tầng")).IsRedirect);
        Assert.Equal(["correct"], await WaitingAsync(site, run.Id));
        await CorrectAsync(trainee, entry, "Đã ghi tầng", "Tầng L4–L5");
        Assert.Equal(["sign"], await WaitingAsync(site, run.Id));

        var (_, second) = await site.NewestAsync();
        Assert.True((await mentor.SignAsync(second)).IsRedirect);
        Assert.Empty(await WaitingAsync(site, run.Id));
        Assert.NotNull(Assert.Single(await RunsAsync(site, entry)).EndedAt);
        Assert.NotNull((await EntryAsync(site, entry)).SignedAt);
        await site.CheckAsync(run.Id);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Technique_ChangedWhileTheCaseWaits_MovesItsTaskToTheMentorsOfTheOther(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (transfer, mentor, technique) = (await site.TransferIdAsync(Given.Transfer), await site.PersonIdAsync(Given.SecondMentor), await site.TechniqueIdAsync("spinal-disc"));
        await site.DataAsync(async db =>
        {
            db.RemoveRange(await db.Set<Supervision>().Where(s => s.TransferId == transfer && s.MentorPersonId == mentor).ToListAsync());
            db.Add(new Supervision { TransferId = transfer, MentorPersonId = mentor, TechniqueId = technique, From = new DateOnly(2020, 1, 1) });
            return await db.SaveChangesAsync();
        });
        await site.WithoutGuidesAsync();
        var (trainee, other) = (await site.SignedInAsync("hocvien"), await site.MentorAsync(Given.SecondMentor));
        var (entry, _) = await site.LogCaseAsync(trainee);
        Assert.DoesNotContain(await CodeAsync(site, entry), (await other.GetAsync("/tasks")).Text, StringComparison.Ordinal);

        var corrected = await trainee.SubmitAsync(
            await trainee.GetAsync($"/logbook/{entry}/correct"), new() { ["Reason"] = "Chọn nhầm kỹ thuật", ["Input.Choice"] = await site.ChoiceAsync("spinal-disc") });
        Assert.True(corrected.IsRedirect, $"{corrected.Status} {string.Join(' ', corrected.Errors)}");
        Assert.Contains(await CodeAsync(site, entry), (await other.GetAsync("/tasks")).Text, StringComparison.Ordinal);
        var (_, version) = await site.NewestAsync();
        Assert.True((await other.SignAsync(version)).IsRedirect);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Waiting_TwoWorkingDays_RemindsTheMentorOnceHoweverManyCasesWait(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var due = new List<DateTimeOffset>();
        for (var i = 0; i < 3; i++)
        {
            due.Add(await DueAsync(site, (await site.LogCaseAsync(trainee)).EntryId, "after-two-days"));
        }

        Assert.InRange(due.Max() - site.Clock.GetUtcNow(), TimeSpan.FromDays(1.9), TimeSpan.FromDays(15));
        var before = await LettersAsync(site, "huongdan");
        site.Clock.StandsAt = due.Min().AddMinutes(-1);
        await site.RunDueAsync();
        Assert.InRange(await LettersAsync(site, "huongdan"), before, before + 1); // the cases of the demo may have been waiting a little longer
        before = await LettersAsync(site, "huongdan");
        await site.DataAsync(db => db.WriteAsync(ct => db.Database.ExecuteSqlAsync($"""DELETE FROM "Logbook_Reminders" """, ct), default));
        site.Clock.StandsAt = due.Max();
        await site.RunDueAsync();
        Assert.Equal(before + 1, await LettersAsync(site, "huongdan"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Waiting_FiveWorkingDays_TellsTheTrainingOfficeAndMarksTheCaseAsLate(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var (entry, version) = await site.LogCaseAsync(trainee);
        var due = await DueAsync(site, entry, "after-five-days");
        Assert.InRange(due - site.Clock.GetUtcNow(), TimeSpan.FromDays(6.9), TimeSpan.FromDays(20));
        var before = await LettersAsync(site, "giaovu");
        site.Clock.StandsAt = due.AddMinutes(-1);
        await site.RunDueAsync();
        Assert.Null((await EntryAsync(site, entry)).LateSince);
        site.Clock.StandsAt = due;
        await site.RunDueAsync();

        Assert.Equal(before + 1, await LettersAsync(site, "giaovu"));
        Assert.NotNull((await EntryAsync(site, entry)).LateSince);
        var run = Assert.Single(await RunsAsync(site, entry));
        Assert.Equal(["chase", "sign"], await WaitingAsync(site, run.Id));
        var chase = await site.DataAsync(db => db.Set<TaskRow>().Where(t => t.InstanceId == run.Id && t.Node == "chase").Select(t => t.Id).SingleAsync());
        var (office, mentor) = (await site.SignedInAsync("giaovu"), await site.SignedInAsync("huongdan"));
        Assert.Contains($"{chase}", (await office.GetAsync("/tasks")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain($"{chase}", (await mentor.GetAsync("/tasks")).Body, StringComparison.Ordinal);

        // Signed all the same: nobody has to look for a mentor any more, and the case stays marked.
        Assert.True((await mentor.SignAsync(version)).IsRedirect);
        Assert.Empty(await WaitingAsync(site, run.Id));
        Assert.DoesNotContain($"{chase}", (await office.GetAsync("/tasks")).Body, StringComparison.Ordinal);
        Assert.Contains("Ký muộn", (await (await site.SignedInAsync("hocvien")).GetAsync($"/logbook/{entry}")).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Withdraw_ByTheLearner_EndsTheProcessAndNobodySigns(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        var (entry, version) = await site.LogCaseAsync(trainee);
        Assert.Equal(404, (int)(await (await site.SignedInAsync("bsnoi")).GetAsync($"/logbook/{entry}/withdraw")).Status);
        Assert.NotEmpty((await trainee.SubmitAsync(await trainee.GetAsync($"/logbook/{entry}/withdraw"), new Dictionary<string, string?> { ["Reason"] = " " })).Errors);

        var form = await mentor.GetAsync($"/sign/{version}");
        var withdrawn = await trainee.SubmitAsync(await trainee.GetAsync($"/logbook/{entry}/withdraw"), new Dictionary<string, string?> { ["Reason"] = "Ghi nhầm kỹ thuật" });
        Assert.True(withdrawn.IsRedirect, $"{withdrawn.Status} {string.Join(' ', withdrawn.Errors)}");
        Assert.NotNull(Assert.Single(await RunsAsync(site, entry)).EndedAt);
        Assert.Contains("Ghi nhầm kỹ thuật", (await trainee.GetAsync($"/logbook/{entry}")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (int)(await trainee.GetAsync($"/logbook/{entry}/correct")).Status);

        var refused = await mentor.SubmitAsync(form, Journey.Decision(4, null), Journey.SignButton);
        Assert.Equal(409, (int)refused.Status);
        Assert.Contains(refused.Errors, error => error.Contains("rút", StringComparison.Ordinal));
        Assert.Null(await DecisionAsync(site, version));
        Assert.DoesNotContain(version.ToString(), (await mentor.GetAsync("/sign")).Body, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task SecondApprover_OfSpecialClass_NewCasesNeedThemAndOldOnesDoNot(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, mentor, office) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"), await site.SignedInAsync(Approver));
        var (old, oldVersion) = await site.LogCaseAsync(trainee);
        await site.PublishAsync(WithSecondApprover());
        var (entry, version) = await site.LogCaseAsync(trainee);

        Assert.True((await mentor.SignAsync(oldVersion)).IsRedirect);
        Assert.NotNull((await EntryAsync(site, old)).SignedAt);
        Assert.True((await mentor.SignAsync(version)).IsRedirect);
        var waiting = await EntryAsync(site, entry);
        Assert.Null(waiting.SignedAt);
        Assert.True(waiting.IsBeingApproved);

        // Nobody corrects what is being approved, no mentor signs it twice, and it counts nowhere yet.
        Assert.Equal(404, (int)(await trainee.GetAsync($"/logbook/{entry}/correct")).Status);
        Assert.DoesNotContain(version.ToString(), (await mentor.GetAsync("/sign")).Body, StringComparison.Ordinal);
        Assert.Contains("Chờ duyệt thêm", (await trainee.GetAsync($"/logbook/{entry}")).Text, StringComparison.Ordinal);

        var address = await ApproveAddressAsync(site, entry);
        foreach (var other in new[] { trainee, mentor, await site.SignedInAsync("giamdoc"), await site.SignedInAsync("khth") })
        {
            Assert.Contains((await other.GetAsync(address)).Status, new[] { HttpStatusCode.NotFound, HttpStatusCode.Forbidden });
        }

        var wrong = await office.SubmitAsync(await office.GetAsync(address), new Dictionary<string, string?> { ["Input.Password"] = "wrong" }, "button[formaction*=Approve]");
        Assert.Equal(401, (int)wrong.Status);
        var approved = await office.SubmitAsync(await office.GetAsync(address), Journey.Decision(null, null), "button[formaction*=Approve]");
        Assert.True(approved.IsRedirect, $"{approved.Status} {string.Join(' ', approved.Errors)}");
        var signed = await EntryAsync(site, entry);
        var approval = await site.DataAsync(db => db.Approvals.SingleAsync());
        Assert.Equal(approval.DecidedAt, signed.SignedAt);
        Assert.Contains("Vũ Thị Thu Hà đã duyệt", (await trainee.GetAsync($"/logbook/{entry}")).Text, StringComparison.Ordinal);
        Assert.Equal(Training.Modules.CanonicalJson.HashOf(SignedContent.Of(approval)), approval.SignedHash);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task SecondApprover_Returns_TheLearnerReadsWhyAndTheMentorSignsAgain(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, mentor, office) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"), await site.SignedInAsync(Approver));
        await site.PublishAsync(WithSecondApprover());
        var (entry, version) = await site.LogCaseAsync(trainee);
        Assert.True((await mentor.SignAsync(version)).IsRedirect);
        var address = await ApproveAddressAsync(site, entry);
        Assert.Equal(422, (int)(await office.SubmitAsync(await office.GetAsync(address), Journey.Decision(null, null), Journey.ReturnButton)).Status);
        Assert.True((await office.SubmitAsync(await office.GetAsync(address), Journey.Decision(null, "Thiếu phim sau mổ"), Journey.ReturnButton)).IsRedirect);

        Assert.Contains("Thiếu phim sau mổ", (await trainee.GetAsync($"/logbook/{entry}/correct")).Text, StringComparison.Ordinal);
        Assert.Contains("Thiếu phim sau mổ", (await trainee.GetAsync("/logbook?state=Returned")).Text, StringComparison.Ordinal);
        await CorrectAsync(trainee, entry, "Đã thêm phim");
        var (_, second) = await site.NewestAsync();
        Assert.True((await mentor.SignAsync(second)).IsRedirect);
        Assert.True((await office.SubmitAsync(await office.GetAsync(await ApproveAddressAsync(site, entry)), Journey.Decision(null, null), "button[formaction*=Approve]")).IsRedirect);
        Assert.NotNull((await EntryAsync(site, entry)).SignedAt);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Process_ThatForgetsTheMentor_MakesNoCaseCount(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.PublishAsync(Delivered()
            .Replace("""sourceRef="start" targetRef="waiting" """.Trim(), """sourceRef="start" targetRef="accept" """.Trim(), StringComparison.Ordinal)
            .Replace("<bpmn:incoming>was-signed</bpmn:incoming>", "<bpmn:incoming>was-signed</bpmn:incoming><bpmn:incoming>to-waiting</bpmn:incoming>", StringComparison.Ordinal)
            .Replace("<bpmn:incoming>to-waiting</bpmn:incoming>\n      <bpmn:incoming>corrected", "<bpmn:incoming>corrected", StringComparison.Ordinal));
        var (entry, _) = await site.LogCaseAsync(await site.SignedInAsync("hocvien"));
        Assert.NotNull(Assert.Single(await RunsAsync(site, entry)).FaultedAt);
        Assert.Null((await EntryAsync(site, entry)).SignedAt);
    }

    /// <summary>The document as the module brings it.</summary>
    internal static string Delivered()
    {
        using var stream = typeof(CaseProcess).Assembly.GetManifestResourceStream("Training.Logbook/processes/case-sign-off.bpmn")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>As an administrator might change it: what is of a special class needs the training office too.</summary>
    internal static string WithSecondApprover() => Delivered()
        .Replace("""targetRef="accept">""", """targetRef="special">""", StringComparison.Ordinal)
        .Replace(
            "<training:variable name=\"decision\" type=\"text\" />",
            "<training:variable name=\"decision\" type=\"text\" /><training:variable name=\"approval\" type=\"text\" />",
            StringComparison.Ordinal)
        .Replace("<bpmn:incoming>was-signed</bpmn:incoming>", "<bpmn:incoming>ordinary</bpmn:incoming><bpmn:incoming>agreed</bpmn:incoming>", StringComparison.Ordinal)
        .Replace("<bpmn:incoming>was-returned</bpmn:incoming>", "<bpmn:incoming>was-returned</bpmn:incoming><bpmn:incoming>disagreed</bpmn:incoming>", StringComparison.Ordinal)
        .Replace(
            "</bpmn:process>",
            """
            <bpmn:exclusiveGateway id="special" default="ordinary" />
            <bpmn:userTask id="approve" name="Duyệt ca loại đặc biệt">
              <bpmn:extensionElements>
                <elsa:activityBinding activityType="Training.UserTask">
                  <elsa:input name="Assignee">{"typeName":"String","expression":{"type":"Literal","value":"training-office-of-giver"}}</elsa:input>
                  <elsa:input name="Form">{"typeName":"String","expression":{"type":"Literal","value":"Logbook.Approve"}}</elsa:input>
                  <elsa:input name="Outcomes">{"typeName":"String","expression":{"type":"Literal","value":"approved, returned"}}</elsa:input>
                  <elsa:input name="OutcomeVariable">{"typeName":"String","expression":{"type":"Literal","value":"approval"}}</elsa:input>
                </elsa:activityBinding>
              </bpmn:extensionElements>
            </bpmn:userTask>
            <bpmn:exclusiveGateway id="approved-or-not" default="disagreed" />
            <bpmn:sequenceFlow id="ordinary" sourceRef="special" targetRef="accept" />
            <bpmn:sequenceFlow id="to-approve" sourceRef="special" targetRef="approve">
              <bpmn:conditionExpression>techniqueClass in ["PĐB", "TĐB"]</bpmn:conditionExpression>
            </bpmn:sequenceFlow>
            <bpmn:sequenceFlow id="was-approved" sourceRef="approve" targetRef="approved-or-not" />
            <bpmn:sequenceFlow id="agreed" sourceRef="approved-or-not" targetRef="accept">
              <bpmn:conditionExpression>approval = "approved"</bpmn:conditionExpression>
            </bpmn:sequenceFlow>
            <bpmn:sequenceFlow id="disagreed" sourceRef="approved-or-not" targetRef="return" />
            </bpmn:process>
            """,
            StringComparison.Ordinal);

    private static Task<List<Instance>> RunsAsync(Site site, Guid entry)
        => site.DataAsync(db => db.Set<Instance>().AsNoTracking().Where(i => i.SubjectId == entry).OrderBy(i => i.Id).ToListAsync());

    private static Task<List<string>> WaitingAsync(Site site, Guid instance)
        => site.DataAsync(db => db.Set<TaskRow>().Where(t => t.InstanceId == instance && t.DoneAt == null && t.WithdrawnAt == null).OrderBy(t => t.Node).Select(t => t.Node).ToListAsync());

    private static Task<DateTimeOffset> DueAsync(Site site, Guid entry, string node) => site.DataAsync(db => (
        from instance in db.Set<Instance>()
        where instance.SubjectId == entry
        join timer in db.Set<TimerRow>() on instance.Id equals timer.InstanceId
        where timer.Node == node
        select timer.DueAt).SingleAsync());

    private static Task<LogbookEntry> EntryAsync(Site site, Guid id) => site.DataAsync(db => db.LogbookEntries.AsNoTracking().SingleAsync(e => e.Id == id));

    private static Task<string> CodeAsync(Site site, Guid id) => site.DataAsync(db => db.LogbookEntries.Where(e => e.Id == id).Select(e => e.CaseCode).SingleAsync());

    private static Task<int> LettersAsync(Site site, string account) => site.DataAsync(db => db.Set<OutgoingMail>().CountAsync(m => m.To == account + "@demo.local"));

    internal static async Task<string> ApproveAddressAsync(Site site, Guid entry)
        => $"/logbook/{entry}/approve/{await site.DataAsync(db => db.Set<TaskRow>().Where(t => t.SubjectId == entry && t.Node == "approve" && t.DoneAt == null).Select(t => t.Id).SingleAsync())}";
}
