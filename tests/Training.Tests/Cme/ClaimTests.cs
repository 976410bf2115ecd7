using Microsoft.EntityFrameworkCore;
using Training.Cme.Claims;
using Training.Cme.Running;
using Training.Modules;
using Training.Tests.Logbook;
using Training.Tests.Media;
using Training.Tests.Notifications;
using Training.Tests.Support;
using Training.Tests.Workflows.Running;
using Training.Workflows.Running;

namespace Training.Tests.Cme;

/// <summary>Activities that somebody enters with evidence: approved or returned by their workplace, never by themselves.</summary>
public sealed class ClaimTests
{
    [MediaTheory, OnSqlite, OnPostgreSql]
    public async Task Activity_ReturnedCorrectedApproved_IsPostedAsItWasShown(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (learner, office) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("khth"));

        // The row on which sources differ says so where it is chosen and where it is approved.
        Assert.Contains("Hai nguồn chép Phụ lục I ghi khác nhau", (await learner.GetAsync("/cme/new")).Text, StringComparison.Ordinal);
        var id = await learner.EnterAsync(site.Conference(units: 4));
        var address = $"/cme/{id}";
        Assert.Contains("chờ duyệt", (await learner.GetAsync(address)).Text, StringComparison.Ordinal);
        Assert.NotNull((await learner.GetAsync("/cme")).Page.QuerySelector($"a[href='{address}']"));
        Assert.Null((await learner.GetAsync(address)).Page.QuerySelector(CmeSite.ApproveButton));
        Assert.NotNull((await office.GetAsync("/tasks")).Page.QuerySelector($"a[href='{address}']"));
        var read = await office.GetAsync(address);
        Assert.All(["Nguyễn Hoàng Phượng", "6 giờ tín chỉ", "Hai nguồn chép Phụ lục I", "Thông tư 32/2023/TT-BYT, Phụ lục I"], words => Assert.Contains(words, read.Text, StringComparison.Ordinal));
        using (var evidence = await office.Client.GetAsync($"{address}/evidence/1"))
        {
            Assert.Equal("image/jpeg", evidence.Content.Headers.ContentType!.MediaType);
        }

        foreach (var account in new[] { "bsnoi", "giaovu", "giamdoc", "huongdan" })
        {
            var other = await site.SignedInAsync(account);
            Assert.Equal((404, 404), ((int)(await other.GetAsync(address)).Status, (int)(await other.GetAsync($"{address}/evidence/1")).Status));
        }

        // A return says why; one that names a patient comes back with what was typed.
        Assert.Contains("Hãy ghi lý do trả lại", Assert.Single((await office.DecideAsync(read, CmeSite.ReturnButton)).Errors), StringComparison.Ordinal);
        var patient = await office.DecideAsync(await office.GetAsync(address), CmeSite.ReturnButton, "Xem lại ca của bệnh nhân Nguyễn Văn An");
        Assert.Equal(422, (int)patient.Status);
        Assert.Contains("Nguyễn Văn An", patient.Body, StringComparison.Ordinal);
        var (to, fields) = Visitor.FormOf(await office.GetAsync(address), new() { ["Input.Reason"] = "Giấy chứng nhận chỉ ghi 2 buổi." }, CmeSite.ReturnButton);
        Assert.True((await office.PostAsync(to, fields)).IsRedirect);
        Assert.True((await office.PostAsync(to, fields)).IsRedirect);
        var letter = Assert.Single(await site.OutboxAsync(), m => m.Subject.Contains("Hoạt động CME cần bổ sung", StringComparison.Ordinal));
        Assert.Equal("hocvien@demo.local", letter.To);
        Assert.All(["chỉ ghi 2 buổi", "has to be corrected"], words => Assert.Contains(words, letter.Body + letter.Subject, StringComparison.Ordinal));

        // The correction is a next version; the evidence stays where no new file is sent.
        var page = await learner.GetAsync($"{address}/correct");
        Assert.Contains("chỉ ghi 2 buổi", page.Text, StringComparison.Ordinal);
        Assert.Equal("4", page.Page.QuerySelector("[name='Input.Units']")!.GetAttribute("value"));
        var corrected = await learner.SubmitAsync(page, new() { ["Input.Units"] = "2" }, CmeSite.CorrectButton);
        Assert.True(corrected.IsRedirect, $"{corrected.Status} {string.Join(' ', corrected.Errors)}");
        Assert.Equal(404, (int)(await learner.GetAsync($"{address}/correct")).Status);
        Assert.Equal(409, (int)(await office.DecideAsync(read, CmeSite.ApproveButton)).Status);
        Assert.Empty(await site.LedgerOfAsync(Given.Trainee));

        Assert.True((await office.DecideAsync(await office.GetAsync(address), CmeSite.ApproveButton)).IsRedirect);

        var entry = Assert.Single(await site.LedgerOfAsync(Given.Trainee));
        Assert.Equal((id, 300, 2, site.Clock.Today().AddDays(-1)), (entry.ClaimId, entry.Hundredths, entry.Units, entry.Day));
        Assert.Equal(2, await site.DataAsync(db => db.Set<ClaimVersion>().Where(v => v.ClaimId == id).Select(v => v.EvidenceHash).CountAsync()));
        Assert.Equal(1, await site.DataAsync(db => db.Set<ClaimVersion>().Where(v => v.ClaimId == id).Select(v => v.EvidenceHash).Distinct().CountAsync()));
        Assert.Contains("35,5 / 120 giờ tín chỉ", (await learner.GetAsync("/cme")).Text, StringComparison.Ordinal);
        Assert.Contains(await site.OutboxAsync(), m => m.Subject.Contains("Hoạt động CME đã được duyệt", StringComparison.Ordinal));
        Assert.Equal("completed", await site.DataAsync(db => db.Set<Instance>().Where(i => i.SubjectId == id).Select(i => i.End).SingleAsync()));
        var summary = (await learner.GetAsync("/cme/summary")).Text;
        Assert.All(["Hội nghị Phẫu thuật cột sống toàn quốc", "Hội Phẫu thuật cột sống Việt Nam"], words => Assert.Contains(words, summary, StringComparison.Ordinal));
    }

    [MediaTheory, OnSqlite, OnPostgreSql]
    public async Task Activity_OfTheOnlyMemberOfTheOffice_IsApprovedByTheDirectorAndNotByThemselves(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (office, director) = (await site.SignedInAsync("khth"), await site.SignedInAsync("giamdocqn"));
        var id = await office.EnterAsync(site.Conference());
        var address = $"/cme/{id}";

        var own = await office.GetAsync(address);
        Assert.Null(own.Page.QuerySelector(CmeSite.ApproveButton));
        Assert.Null((await office.GetAsync("/tasks")).Page.QuerySelector($"a[href='{address}']"));
        var read = await director.GetAsync(address);
        var (_, fields) = Visitor.FormOf(read, new() { ["Input.Reason"] = "" }, CmeSite.ApproveButton);

        // The office takes the director's form and sends it in its own name.
        var token = (await office.GetAsync("/cme/new")).Page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var forged = await office.PostAsync($"{address}?handler=Approve", fields.Where(f => f.Key != "__RequestVerificationToken").Append(new("__RequestVerificationToken", token)));
        Assert.Equal(422, (int)forged.Status);
        Assert.Contains("Không ai tự duyệt", forged.Text, StringComparison.Ordinal);
        Assert.Equal(0, await site.DataAsync(db => db.Set<ClaimDecision>().CountAsync()));

        Assert.True((await director.DecideAsync(read, CmeSite.ApproveButton)).IsRedirect);
        Assert.Single(await site.LedgerOfAsync("bui-van-thanh"));
    }

    [MediaTheory, OnSqlite, OnPostgreSql]
    public async Task Activity_DecidedByTwoAtOnce_IsDecidedAndPostedOnce(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var learner = await site.SignedInAsync("hocvien");
        var second = await site.SignedInAsync(await site.AccountAsync("le-minh-duc", Roles.TrainingOffice, "bvdk-quang-ninh"));
        var first = await site.SignedInAsync("khth");
        foreach (var round in Enumerable.Range(0, 3))
        {
            var address = $"/cme/{await learner.EnterAsync(site.Conference($"Hội nghị lần {round}"))}";
            var forms = new[]
            {
                (Who: first, Form: Visitor.FormOf(await first.GetAsync(address), new() { ["Input.Reason"] = "" }, CmeSite.ApproveButton)),
                (Who: second, Form: Visitor.FormOf(await second.GetAsync(address), new() { ["Input.Reason"] = "Thiếu dấu" }, CmeSite.ReturnButton)),
            };
            var answers = await Task.WhenAll(forms.Select(f => Task.Run(() => f.Who.PostAsync(f.Form.Address, f.Form.Fields))));
            Assert.Single(answers, answer => answer.IsRedirect);
            Assert.Single(answers, answer => (int)answer.Status is 409 or 422 or 404);
        }

        var decisions = await site.DataAsync(db => db.Set<ClaimDecision>().AsNoTracking().ToListAsync());
        Assert.Equal(3, decisions.Count);
        Assert.Equal(decisions.Count(d => d.Outcome == ClaimOutcome.Approved), (await site.LedgerOfAsync(Given.Trainee)).Count);
    }

    [MediaTheory, OnSqlite, OnPostgreSql]
    public async Task Activity_Wrong_IsRefusedBesideItsField_AndNothingTypedIsLost(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var learner = await site.SignedInAsync("hocvien");
        var today = site.Clock.Today();
        (Dictionary<string, string?> Values, string Words)[] wrong =
        [
            (new() { ["Input.To"] = $"{today.AddDays(1):yyyy-MM-dd}" }, "chưa kết thúc"),
            (new() { ["Input.From"] = $"{today:yyyy-MM-dd}" }, "đứng trước ngày bắt đầu"),
            (new() { ["Input.To"] = "2023-12-31" }, "chưa có quy định quy đổi"),
            (new() { ["Input.Activity"] = "HOC_VANBANG", ["Input.Units"] = "2" }, "khai từng năm một"),
            (new() { ["Input.Activity"] = "" }, "Loại hoạt động"),
            (new() { ["Input.Units"] = "0" }, "Số lượng"),
            (new() { ["Input.Title"] = "Ca bệnh của bệnh nhân Nguyễn Văn An" }, "nêu tên người bệnh"),
        ];
        foreach (var (values, words) in wrong)
        {
            var filled = site.Conference();
            foreach (var (name, value) in values)
            {
                filled[name] = value;
            }

            var refused = await CaseFileTests.SendAsync(learner, await learner.GetAsync("/cme/new"), "Input.Evidence", await Samples.PhotoAsync(), CmeSite.SendButton, filled);
            Assert.Equal(422, (int)refused.Status);
            Assert.Contains(refused.Errors, error => error.Contains(words, StringComparison.Ordinal));
            Assert.Equal(filled["Input.Organizer"], refused.Page.QuerySelector("[name='Input.Organizer']")!.GetAttribute("value"));
        }

        Assert.Contains("minh chứng", Assert.Single((await learner.SubmitAsync(await learner.GetAsync("/cme/new"), site.Conference(), CmeSite.SendButton)).Errors), StringComparison.Ordinal);
        Assert.Equal(0, await site.DataAsync(db => db.Claims.CountAsync()));

        // The same once more, as by somebody who forgot; what was withdrawn may be entered again.
        var id = await learner.EnterAsync(site.Conference());
        var twice = await CaseFileTests.SendAsync(learner, await learner.GetAsync("/cme/new"), "Input.Evidence", await Samples.PhotoAsync(), CmeSite.SendButton, site.Conference("HỘI NGHỊ phẫu thuật cột sống toàn quốc"));
        Assert.Contains("đã được khai", Assert.Single(twice.Errors), StringComparison.Ordinal);
        var office = await site.SignedInAsync("khth");
        Assert.True((await office.DecideAsync(await office.GetAsync($"/cme/{id}"), CmeSite.ReturnButton, "Không phải hội nghị")).IsRedirect);
        Assert.True((await learner.SubmitAsync(await learner.GetAsync($"/cme/{id}/correct"), [], CmeSite.WithdrawButton)).IsRedirect);
        Assert.Contains("đã rút", (await learner.GetAsync($"/cme/{id}")).Text, StringComparison.Ordinal);
        await learner.EnterAsync(site.Conference());
        Assert.Empty(await site.LedgerOfAsync(Given.Trainee));
    }

    [MediaTheory, OnSqlite, OnPostgreSql]
    public async Task Activity_NobodyDecides_RemindsTheOfficeAndTellsTheDirector(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var learner = await site.SignedInAsync("hocvien");
        var id = await learner.EnterAsync(site.Conference());

        site.Clock.Shift += TimeSpan.FromDays(9);
        await site.RunDueAsync();

        var letters = (await site.OutboxAsync()).Where(m => m.Subject.Contains("chờ duyệt", StringComparison.Ordinal)).ToList();
        Assert.Equal(["giamdocqn@demo.local", "khth@demo.local"], letters.Select(m => m.To).Order());
        Assert.NotNull(await site.DataAsync(db => db.Set<Instance>().SingleAsync(i => i.SubjectId == id && i.EndedAt == null && i.SubjectType == ClaimProcess.SubjectType)));
        var office = await site.SignedInAsync("khth");
        Assert.True((await office.DecideAsync(await office.GetAsync($"/cme/{id}"), CmeSite.ApproveButton)).IsRedirect);
    }
}
