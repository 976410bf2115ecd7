using System.Net;
using Microsoft.EntityFrameworkCore;
using Training.Acceptance.Council;
using Training.Acceptance.Papers;
using Training.Acceptance.Readiness;
using Training.Acceptance.Story;
using Training.Modules;
using Training.Notifications.Outbox;
using Training.Techniques.Contracts;
using Training.Tests.Auditing;
using Training.Tests.Support;
using Training.Tests.Workflows.Running;
using Training.Transfers.Agreements;
using Training.Workflows.Running;

namespace Training.Tests.Acceptance;

/// <summary>The acceptance of a team, walked over HTTP.</summary>
public sealed class AcceptanceTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Opening_WhileSomethingIsMissing_IsRefused_AndNamesIt(Database database)
    {
        var walk = await Walk.StartAsync(database);
        await using var site = walk.Site;
        await walk.CertifyAsync(but: TeamRole.DD);
        var (office, coordinator) = (await site.SignedInAsync("giaovu"), await site.SignedInAsync("khth"));
        var items = await walk.ItemsAsync();
        var page = await office.GetAsync(Walk.Address);
        Assert.Contains("Điều dưỡng: chưa ai có chứng chỉ còn hiệu lực", page.Text, StringComparison.Ordinal);
        Assert.Contains("Đặng Thị Huyền Trang", page.Text, StringComparison.Ordinal);
        Assert.Contains($"thiếu {items.Count} trên {items.Count} mục", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Page.QuerySelector($"a[href='{walk.Task("open")}']"));
        Assert.Equal(Walk.Address, (await office.GetAsync(walk.Task("open"))).Location);

        // Only the coordinator of the receiver stamps; one item is left.
        Assert.Null(page.Page.QuerySelector("#readiness form"));
        var form = await coordinator.GetAsync(Walk.Address);
        foreach (var item in items.Skip(1))
        {
            Assert.True((await Walk.StampAsync(coordinator, await coordinator.GetAsync(Walk.Address), item)).IsRedirect);
        }

        Assert.Contains($"thiếu 1 trên {items.Count} mục", (await office.GetAsync(Walk.Address)).Text, StringComparison.Ordinal);
        Assert.True((await Walk.StampAsync(coordinator, form, items[0])).IsRedirect);
        var ready = await coordinator.GetAsync(Walk.Address);
        Assert.DoesNotContain("mục trên", ready.Text, StringComparison.Ordinal);

        // What is in place can not be stamped again; it is withdrawn with a reason, by a new stamp.
        Assert.Contains("đã được đánh dấu", Assert.Single((await Walk.StampAsync(coordinator, ready, items[0])).Errors), StringComparison.Ordinal);
        Assert.NotEmpty((await Walk.StampAsync(coordinator, ready, items[0], ready: false)).Errors);
        Assert.True((await Walk.StampAsync(coordinator, await coordinator.GetAsync(Walk.Address), items[0], ready: false, "Máy hỏng")).IsRedirect);
        Assert.Equal([true, false], await site.DataAsync(db => db.Set<ReadinessStamp>().Where(s => s.ItemId == items[0]).OrderBy(s => s.At).ThenBy(s => s.Id).Select(s => s.IsReady).ToListAsync()));
        Assert.True((await Walk.StampAsync(coordinator, await coordinator.GetAsync(Walk.Address), items[0])).IsRedirect);

        // Ready, and still without a certified nurse: a form sent past the page is refused.
        var past = await office.PostAsync(walk.Task("open"), await FieldsAsync(office, walk, await walk.PeopleAsync(Walk.Council)));
        Assert.Contains("Chưa thể đề nghị nghiệm thu", Assert.Single(past.Errors), StringComparison.Ordinal);
        Assert.Empty(await site.DataAsync(db => db.AcceptanceCases.ToListAsync()));

        await walk.CertifyAsync();
        var complete = await office.GetAsync(Walk.Address);
        Assert.Contains("Mọi điều kiện đã đủ.", complete.Text, StringComparison.Ordinal);
        Assert.NotNull(complete.Page.QuerySelector($"a[href='{walk.Task("open")}']"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Council_OutsideTheRule_IsRefused(Database database)
    {
        var walk = await Walk.StartAsync(database);
        await using var site = walk.Site;
        await walk.CertifyAsync();
        await walk.GetReadyAsync();
        var office = await site.SignedInAsync("giaovu");
        var form = await office.GetAsync(walk.Task("open"));
        Assert.DoesNotContain("Nguyễn Hoàng Phượng", form.Text, StringComparison.Ordinal);
        foreach (var (council, error) in new[]
        {
            (new[] { "huongdan", "khth" }, "ít nhất 3 người"),
            (["huongdan", "giamdoc", "khth", "giamdocqn"], "phải lẻ"),
            (["huongdan", "giamdoc", "giaovu"], "cả hai bệnh viện"),
            (["huongdan", "hocvien", "khth"], "không thể tham gia"),
        })
        {
            var refused = await Walk.OpenAsync(office, form, await walk.PeopleAsync(council));
            Assert.Contains(refused.Errors, message => message.Contains(error, StringComparison.Ordinal));
        }

        // Not theirs to ask for: another hospital's office does not even learn of it.
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignedInAsync("huongdan")).GetAsync(walk.Task("open"))).Status);
        var stranger = await site.SignedInAsync(await site.AccountAsync("huynh-kim-phat", Roles.TrainingOffice, "cho-ray"));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(walk.Task("open"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(Walk.Address)).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Opening_ByBothOfficesAtOnce_IsOneCase(Database database)
    {
        var walk = await Walk.StartAsync(database);
        await using var site = walk.Site;
        await walk.CertifyAsync();
        await walk.GetReadyAsync();
        var council = await walk.PeopleAsync(Walk.Council);
        var (office, coordinator) = (await site.SignedInAsync("giaovu"), await site.SignedInAsync("khth"));
        var (first, second) = (await office.GetAsync(walk.Task("open")), await coordinator.GetAsync(walk.Task("open")));
        var answers = await Task.WhenAll(Walk.OpenAsync(office, first, council), Walk.OpenAsync(coordinator, second, council));
        Assert.Equal([true, false], answers.Select(answer => answer.Location == Walk.Address).OrderDescending());
        Assert.Contains("Chưa thể đề nghị nghiệm thu", Assert.Single(answers, answer => !answer.IsRedirect).Text, StringComparison.Ordinal);
        Assert.Single(await site.DataAsync(db => db.AcceptanceCases.ToListAsync()));
        Assert.Equal(3, await site.DataAsync(db => db.Set<TaskRow>().CountAsync(t => t.SubjectId == walk.TransferId)));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Votes_TwoAtOnce_AndTwiceTheSame_CountOnce(Database database)
    {
        var walk = await Walk.VotingAsync(database);
        await using var site = walk.Site;
        var (mentor, director, coordinator) = (await site.SignedInAsync("huongdan"), await site.SignedInAsync("giamdoc"), await site.SignedInAsync("khth"));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignedInAsync("hocvien")).GetAsync(walk.Task("vote"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignedInAsync("giamdocqn")).GetAsync(walk.Task("vote"))).Status);

        // Whoever is named finds the task, also a mentor; nobody has to name a reason for accepting.
        Assert.Contains("Thành viên hội đồng bỏ phiếu", (await mentor.GetAsync("/tasks")).Text, StringComparison.Ordinal);
        var ballot = await mentor.GetAsync(walk.Task("vote"));
        Assert.Contains("Hãy chọn một trong ba.", (await mentor.SubmitAsync(ballot, new() { ["Input.Comment"] = "" })).Errors);
        Assert.Contains("Hãy ghi lý do hoặc điều kiện.", (await mentor.SubmitAsync(ballot, Walk.Ballot(VoteKind.Conditional))).Errors);
        Assert.Contains("người bệnh", Assert.Single((await mentor.SubmitAsync(ballot, Walk.Ballot(VoteKind.Reject, "Bệnh nhân Nguyễn Văn An còn đau"))).Errors), StringComparison.Ordinal);

        var (address, fields) = Visitor.FormOf(ballot, Walk.Ballot(VoteKind.Conditional, "Bổ sung máy theo dõi"));
        Walk.Passed(await mentor.PostAsync(address, fields));
        Walk.Passed(await mentor.PostAsync(address, fields));
        Assert.Equal(HttpStatusCode.NotFound, (await mentor.GetAsync(walk.Task("vote"))).Status);

        // A member sees the others' votes only after their own; neither the page of the process nor the trail gives them away.
        Assert.DoesNotContain("Bổ sung máy theo dõi", (await director.GetAsync(Walk.Address)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Bổ sung máy theo dõi", (await (await site.SignedInAsync("giaovu")).GetAsync(Walk.Address)).Text, StringComparison.Ordinal);
        Assert.Contains("Bổ sung máy theo dõi", (await mentor.GetAsync(Walk.Address)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("onditional", (await site.NewestEventAsync(Vote.Action)).Details.ToString(), StringComparison.Ordinal);
        var story = await walk.StoryAsync();
        var drawing = await director.GetAsync($"/processes/{story.Case.InstanceId}");
        Assert.True(drawing.IsOk);
        Assert.DoesNotContain("onditional", drawing.Body, StringComparison.OrdinalIgnoreCase);

        var (one, other) = (await director.GetAsync(walk.Task("vote")), await coordinator.GetAsync(walk.Task("vote")));
        var both = await Task.WhenAll(director.SubmitAsync(one, Walk.Ballot(VoteKind.Accept)), coordinator.SubmitAsync(other, Walk.Ballot(VoteKind.Accept)));
        Assert.All(both, Walk.Passed);
        Assert.Equal(3, (await walk.StoryAsync()).Votes.Count);
        Assert.Equal(CasePhase.Writing, await walk.PhaseAsync());
        await site.CheckAsync(story.Case.InstanceId);
        Assert.Contains("Lập biên bản nghiệm thu", (await (await site.SignedInAsync("giaovu")).GetAsync("/tasks")).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Refusal_GoesBackWithItsReasons_AndANewRoundDecides(Database database)
    {
        var walk = await Walk.VotingAsync(database);
        await using var site = walk.Site;
        await walk.AllVoteAsync(VoteKind.Reject, "Chưa có máy thở dự phòng");
        Assert.Equal(CasePhase.Refused, await walk.PhaseAsync());
        var office = await site.SignedInAsync("giaovu");
        var remedy = await office.GetAsync(walk.Task("remedy"));
        Assert.Contains("Chưa có máy thở dự phòng", remedy.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignedInAsync("khth")).GetAsync(walk.Task("remedy"))).Status);
        Walk.Passed(await office.SubmitAsync(remedy, new() { ["Input.Kind"] = "VoteAgain", ["Input.Text"] = "Đã nhận máy thở thứ hai" }));
        Assert.Equal(CasePhase.Voting, await walk.PhaseAsync());
        await walk.VoteAsync("huongdan", VoteKind.Accept);
        await walk.VoteAsync("giamdoc", VoteKind.Reject, "Vẫn thiếu");
        await walk.VoteAsync("khth", VoteKind.Accept);
        Assert.Equal(CasePhase.Writing, await walk.PhaseAsync());
        var page = await office.GetAsync(Walk.Address);
        Assert.Contains("Chưa có máy thở dự phòng", page.Text, StringComparison.Ordinal);
        Assert.Contains("Đã nhận máy thở thứ hai", page.Text, StringComparison.Ordinal);
        Assert.Equal(6, (await walk.StoryAsync()).Votes.Count);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Refusal_AnsweredByEndingIt_LetsAnotherTryBegin(Database database)
    {
        var walk = await Walk.VotingAsync(database);
        await using var site = walk.Site;
        await walk.AllVoteAsync(VoteKind.Conditional, "Bổ sung quy trình");
        var office = await site.SignedInAsync("giaovu");
        Walk.Passed(await office.SubmitAsync(await office.GetAsync(walk.Task("remedy")), new() { ["Input.Kind"] = "Close", ["Input.Text"] = "Cần thêm ba tháng" }));
        Assert.Equal(CasePhase.Closed, await walk.PhaseAsync());
        var first = (await walk.StoryAsync()).Case;
        Assert.True(await site.DataAsync(db => db.Set<Instance>().AnyAsync(i => i.Id == first.InstanceId && i.EndedAt != null)));
        Walk.Passed(await Walk.OpenAsync(office, await office.GetAsync(walk.Task("open")), await walk.PeopleAsync(Walk.Council)));
        Assert.Equal((2, CasePhase.Voting), ((await walk.StoryAsync()).Case.Number, await walk.PhaseAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Minutes_Returned_AreWrittenAnew_AndBothSignThem(Database database)
    {
        var walk = await Walk.VotingAsync(database);
        await using var site = walk.Site;
        await walk.AllVoteAsync();
        await walk.WriteMinutesAsync();
        var (giver, receiver) = (await site.SignedInAsync("giamdoc"), await site.SignedInAsync("giamdocqn"));
        var form = await giver.GetAsync(walk.Task("sign"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await giver.SubmitAsync(form, Walk.Proof(password: "wrong password, really"), Journey.SignButton)).Status);
        var (address, fields) = Visitor.FormOf(form, Walk.Proof(), Journey.SignButton);
        Walk.Passed(await giver.PostAsync(address, fields));
        Walk.Passed(await giver.PostAsync(address, fields));
        Assert.Equal(HttpStatusCode.NotFound, (await giver.GetAsync(walk.Task("sign"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignedInAsync("khth")).GetAsync(walk.Task("sign"))).Status);

        var other = await receiver.GetAsync(walk.Task("sign"));
        Assert.Contains("Hãy ghi lý do trả lại.", (await receiver.SubmitAsync(other, Walk.Proof(), Journey.ReturnButton)).Errors);
        Walk.Passed(await receiver.SubmitAsync(other, Walk.Proof("Ghi sai nơi họp"), Journey.ReturnButton));
        Assert.Equal(CasePhase.Writing, await walk.PhaseAsync());
        var again = await (await site.SignedInAsync("giaovu")).GetAsync(walk.Task("minutes/write"));
        Assert.Contains("Ghi sai nơi họp", again.Text, StringComparison.Ordinal);
        Assert.Equal("12/BB-NT", again.Value("Input.Number"));

        await walk.WriteMinutesAsync("13/BB-NT");
        Assert.Equal(CasePhase.Signing, await walk.PhaseAsync());
        await walk.SignAsync("giamdoc");
        await walk.SignAsync("giamdocqn");
        Assert.Equal(CasePhase.Noting, await walk.PhaseAsync());
        var story = await walk.StoryAsync();
        Assert.Equal((2, 4), (story.Minutes.Count, story.Signatures.Count));
        Assert.All(story.CurrentSignatures, s => Assert.Equal(
            (story.Current!.ContentHash, SignedMinutes.HashOf(story.Current, s.Side, s.Kind, s.Reason, s.ByUserId, s.By)), (s.ContentHash, s.SignedHash)));

        // What was signed is what is printed, with the state heading.
        var printed = await (await site.SignedInAsync("soyte")).GetAsync(walk.Task("minutes"));
        foreach (var words in new[] { "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 13/BB-NT", "Ê-kíp đạt yêu cầu của gói kỹ thuật.", "Trần Quốc Khánh", "Đoàn Ngọc Lâm", "Nguyễn Thị Hồng Vân", "bản 2" })
        {
            Assert.Contains(words, printed.Text, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignedInAsync("bsnoi")).GetAsync(walk.Task("minutes"))).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Accepted_StampsTheTransfer_TellsBothHospitals_AndIsFollowedForAYear(Database database)
    {
        var walk = await Walk.VotingAsync(database);
        await using var site = walk.Site;
        await walk.AllVoteAsync();
        await walk.WriteMinutesAsync();

        // The receiver first this time; the note only after both.
        await walk.SignAsync("giamdocqn");
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignedInAsync("soyte")).GetAsync(walk.Task("note"))).Status);
        await walk.SignAsync("giamdoc");
        var elsewhere = await site.SignedInAsync(await site.ProvinceAccountAsync(Roles.HealthDepartment, "75"));
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync(walk.Task("note"))).Status);
        Assert.DoesNotContain(await walk.StampsAsync(), s => s.Step == TransferStep.Accepted);
        await walk.NoteAsync();

        var stamp = Assert.Single(await walk.StampsAsync(), s => s.Step == TransferStep.Accepted);
        Assert.Equal(("12/BB-NT", Walk.DayAfter(0), "Hội đồng nghiệm thu"), (stamp.DocumentNumber, stamp.On, stamp.By));
        var told = await site.DataAsync(db => db.Set<OutgoingMail>().Where(m => m.Subject.Contains("nghiệm thu")).Select(m => m.To).ToListAsync());
        Assert.Equal(["giamdoc@demo.local", "giamdocqn@demo.local", "giaovu@demo.local", "khth@demo.local"], told.Order(StringComparer.Ordinal));
        Assert.Equal([Walk.DayAfter(3), Walk.DayAfter(6), Walk.DayAfter(12)], (await walk.StoryAsync()).FollowUps.Select(f => f.DueOn));
        Assert.Contains("Nghiệm thu", (await (await site.SignedInAsync("khth")).GetAsync("/transfers/CG-2026-014")).Page.QuerySelector(".rung.now")!.TextContent, StringComparison.Ordinal);

        foreach (var (day, number) in new[] { (Walk.Opening.AddMonths(3), 1), (Walk.Opening.AddMonths(6), 2), (Walk.Opening.AddMonths(12), 3) })
        {
            await walk.PassAsync(day - TimeSpan.FromDays(1));
            var coordinator = await site.SignedInAsync("khth");
            Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync(walk.Task("follow-up"))).Status);
            await walk.PassAsync(day);
            coordinator = await site.SignedInAsync("khth");
            Assert.Contains("Đến hạn trả lời theo dõi", (await coordinator.GetAsync(Walk.Address)).Text, StringComparison.Ordinal);
            var form = await coordinator.GetAsync(walk.Task("follow-up"));
            Assert.Contains($"Theo dõi lần {number}", form.Text, StringComparison.Ordinal);
            Assert.Contains("Số ca tự làm không thể nhiều hơn tổng số ca.", (await coordinator.SubmitAsync(form, Walk.Reply(true, 3, 4))).Errors);
            Assert.Contains("Hãy chọn còn thực hiện hay đã dừng.", (await coordinator.SubmitAsync(form, Walk.Reply(null, 3, 2))).Errors);
            Walk.Passed(await coordinator.SubmitAsync(form, Walk.Reply(true, 10 * number, 8 * number)));
        }

        Assert.Equal(CasePhase.Sustained, await walk.PhaseAsync());
        var sustained = Assert.Single(await walk.StampsAsync(), s => s.Step == TransferStep.Sustained);
        Assert.Equal((Walk.DayAfter(12), false, "30 ca, 24 ca tự làm"), (sustained.On, sustained.Stalled, sustained.Note));
        var instance = (await walk.StoryAsync()).Case.InstanceId;
        Assert.True(await site.DataAsync(db => db.Set<Instance>().AnyAsync(i => i.Id == instance && i.EndedAt != null)));
        await site.CheckAsync(instance);
        Assert.NotNull((await site.NewestEventAsync("Acceptance.Sustained")).Leaf);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task LastAnswer_No_MarksTheTransferStalled_ThoughOthersWereNeverAnswered(Database database)
    {
        var walk = await Walk.VotingAsync(database);
        await using var site = walk.Site;
        await walk.AcceptAsync();
        await walk.PassAsync(Walk.Opening.AddMonths(3));
        await walk.PassAsync(Walk.Opening.AddMonths(3).AddDays(13));
        Assert.Empty(await OverdueAsync(site));
        await walk.PassAsync(Walk.Opening.AddMonths(3).AddDays(14).AddHours(1));
        Assert.Equal(["giaovu@demo.local", "khth@demo.local"], await OverdueAsync(site));

        await walk.PassAsync(Walk.Opening.AddMonths(6));
        await walk.PassAsync(Walk.Opening.AddMonths(12));
        await walk.AnswerAsync(still: true, 4, 2);
        await walk.AnswerAsync(still: true, 5, 2);
        Assert.Equal(CasePhase.Following, await walk.PhaseAsync());
        var coordinator = await site.SignedInAsync("khth");
        Assert.Contains("Hãy ghi vì sao đã dừng.", (await coordinator.SubmitAsync(await coordinator.GetAsync(walk.Task("follow-up")), Walk.Reply(false, 5, 2))).Errors);
        await walk.AnswerAsync(still: false, 5, 2, "Bác sĩ chính đã chuyển công tác");
        Assert.Equal(CasePhase.Stalled, await walk.PhaseAsync());
        var stalled = Assert.Single(await walk.StampsAsync(), s => s.Stalled);
        Assert.Equal((TransferStep.Accepted, "Bác sĩ chính đã chuyển công tác"), (stalled.Step, stalled.Note));
        Assert.DoesNotContain(await walk.StampsAsync(), s => s.Step == TransferStep.Sustained);
        Assert.Contains("Bác sĩ chính đã chuyển công tác", (await coordinator.GetAsync("/transfers/CG-2026-014")).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Voting_After3WorkingDays_RemindsThoseWhoHaveNot(Database database)
    {
        var walk = await Walk.VotingAsync(database);
        await using var site = walk.Site;
        await walk.VoteAsync("khth", VoteKind.Accept);
        await walk.PassAsync(Walk.Opening.AddDays(2));
        Assert.Empty(await RemindedAsync(site));
        await walk.PassAsync(Walk.Opening.AddDays(3).AddHours(1));
        Assert.Equal(["giamdoc@demo.local", "huongdan@demo.local"], await RemindedAsync(site));
        await walk.VoteAsync("huongdan", VoteKind.Accept);
        await walk.VoteAsync("giamdoc", VoteKind.Accept);
        Assert.Equal(CasePhase.Writing, await walk.PhaseAsync());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Page_InEveryPhase_KeepsToItsBudget(Database database)
    {
        var walk = await Walk.StartAsync(database);
        await using var site = walk.Site;
        var steps = new (Func<Task> Do, string? Task)[]
        {
            (() => Task.CompletedTask, null),
            (() => walk.CertifyAsync(), null),
            (walk.GetReadyAsync, "open"),
            (async () =>
            {
                var office = await site.SignedInAsync("giaovu");
                Walk.Passed(await Walk.OpenAsync(office, await office.GetAsync(walk.Task("open")), await walk.PeopleAsync(Walk.Council)));
            }, "vote"),
            (() => walk.AllVoteAsync(), "minutes/write"),
            (() => walk.WriteMinutesAsync(), "sign"),
            (async () =>
            {
                await walk.SignAsync("giamdoc");
                await walk.SignAsync("giamdocqn");
            }, "note"),
            (walk.NoteAsync, null),
            (() => walk.PassAsync(Walk.Opening.AddMonths(3)), "follow-up"),
        };
        var over = new List<string>();
        foreach (var (step, form) in steps)
        {
            await step();
            foreach (var account in new[] { "giaovu", "khth", "giamdoc", "huongdan", "hocvien", "soyte", "boyte" })
            {
                var visitor = await site.SignedInAsync(account);
                foreach (var address in new[] { Walk.Address, form is null ? null : walk.Task(form) }.OfType<string>())
                {
                    var page = await site.AgainAsync(visitor, address);
                    Assert.True(page.IsOk || address != Walk.Address, $"{account} {address}: {page.Status}");
                    Assert.Empty(page.IsOk ? page.Problems() : []);
                    if (page.IsOk && (site.Statements.Statements.Count > 8 || page.Body.Length > 60 * 1024))
                    {
                        over.Add($"{account} {address} after {form}: {site.Statements.Statements.Count} statements, {page.Body.Length} characters");
                    }
                }
            }
        }

        Assert.True(over.Count == 0, string.Join(Environment.NewLine, over));
    }

    private static Task<List<string>> OverdueAsync(Site site) => MailsAsync(site, "Quá hạn trả lời");

    private static Task<List<string>> RemindedAsync(Site site) => MailsAsync(site, "chờ phiếu của bạn");

    private static Task<List<string>> MailsAsync(Site site, string subject)
        => site.DataAsync(db => db.Set<OutgoingMail>().Where(m => m.Subject.Contains(subject)).OrderBy(m => m.To).Select(m => m.To).ToListAsync());

    // The form itself is not shown while something is missing; somebody could still send what it would have sent.
    private static async Task<IReadOnlyList<KeyValuePair<string, string>>> FieldsAsync(Visitor office, Walk walk, IReadOnlyList<Guid> council)
    {
        var token = (await office.GetAsync(Walk.Address)).Value("__RequestVerificationToken");
        return
        [
            new("__RequestVerificationToken", token ?? ""), new(FormKeyTagHelper.FieldName, $"{walk.TransferId:N}"),
            .. council.Select(id => new KeyValuePair<string, string>("Input.Council", $"{id}")),
        ];
    }
}
