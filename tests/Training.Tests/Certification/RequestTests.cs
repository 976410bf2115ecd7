using Microsoft.EntityFrameworkCore;
using Training.Certification.Issuing;
using Training.Certification.Requests;
using Training.Identity.Grants;
using Training.Modules;
using Training.Tests.Notifications;
using Training.Tests.Support;
using Training.Tests.Workflows.Running;
using Training.Workflows.Running;
using static Training.Tests.Certification.Requests;

namespace Training.Tests.Certification;

/// <summary>Targets met → office checks → director signs → certificate; what is refused goes back to the right step.</summary>
public sealed class RequestTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Request_ApprovedAndSigned_IssuesWithTheDirectorsSignature(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.MeetTargetsAsync();
        var address = await site.RequestAddressAsync();
        var (trainee, office, director) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("giaovu"), await site.SignedInAsync("giamdoc"));
        Assert.Contains("Đang chờ phòng đào tạo kiểm tra minh chứng", (await trainee.GetAsync("/")).Text, StringComparison.Ordinal);
        Assert.Contains("Đang chờ phòng đào tạo kiểm tra minh chứng", (await trainee.GetAsync($"/transfers/{Given.Transfer}")).Text, StringComparison.Ordinal);
        Assert.Contains("chờ bạn", (await office.GetAsync("/certificates")).Text, StringComparison.Ordinal);
        Assert.NotNull((await office.GetAsync("/tasks")).Page.QuerySelector($"a[href^='{address}']"));
        Assert.Null((await director.GetAsync(address)).Page.QuerySelector("#step-form"));

        Accepted(await office.StepAsync(address, ApproveButton));
        Assert.Contains("Đang chờ Giám đốc ký", (await trainee.GetAsync("/")).Text, StringComparison.Ordinal);
        Assert.Null((await office.GetAsync(address)).Page.QuerySelector("#step-form"));
        Assert.Empty(await site.CertificatesOfTraineeAsync());

        Accepted(await director.StepAsync(address, SignButton, password: Visitor.DemoPassword));

        var certificate = Assert.Single(await site.CertificatesOfTraineeAsync());
        var signature = (await site.DecisionsOfTraineeAsync())[^1];
        Assert.Equal((RequestStep.Signed, "password", certificate.SignatureId, certificate.IssuedAt), (signature.Step, signature.Method, (Guid?)signature.Id, signature.At));
        Assert.Equal(CanonicalJson.HashOf(SignedContent.Of(signature)), signature.SignedHash);
        Assert.Equal("PGS.TS.BS Đoàn Ngọc Lâm", signature.ByName);
        Assert.Contains("Giám đốc, Ban Giám đốc, Bệnh viện Hữu nghị Việt Đức", signature.ByPosition, StringComparison.Ordinal);
        foreach (var page in new[] { await trainee.GetAsync($"/certificates/{certificate.Id}"), await site.Visitor().GetAsync($"/verify/{certificate.Token}") })
        {
            Assert.Contains("PGS.TS.BS Đoàn Ngọc Lâm", page.Text, StringComparison.Ordinal);
            Assert.Contains($"{signature.SignedHash![..8]}…{signature.SignedHash[^8..]}", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Cấp tự động", page.Text, StringComparison.Ordinal);
        }

        var mail = Assert.Single(await site.OutboxAsync(), m => m.Subject.Contains("Chứng chỉ đã được cấp", StringComparison.Ordinal));
        Assert.Equal("hocvien@demo.local", mail.To);
        Assert.Contains("Your certificate is issued", mail.Subject, StringComparison.Ordinal);
        Assert.Contains(certificate.Number, mail.Body, StringComparison.Ordinal);
        Assert.Contains(certificate.Number, (await trainee.GetAsync("/")).Text, StringComparison.Ordinal);
        Assert.Contains("Chứng chỉ đã cấp", (await trainee.GetAsync(address)).Text, StringComparison.Ordinal);
        Assert.Equal("completed", await site.DataAsync(db => db.Set<Instance>().Where(i => i.PersonId == certificate.PersonId && i.SubjectType == "Participant").Select(i => i.End).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Request_RefusedAtEachStep_GoesBackToTheRightOne(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.MeetTargetsAsync();
        var address = await site.RequestAddressAsync();
        var (trainee, office, director) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("giaovu"), await site.SignedInAsync("giamdoc"));

        var unsaid = await office.StepAsync(address, ReturnButton, " ");
        Assert.Equal(422, (int)unsaid.Status);
        Assert.Contains("Hãy ghi lý do", string.Join(' ', unsaid.Errors), StringComparison.Ordinal);
        var named = await office.StepAsync(address, ReturnButton, "Gọi 0912 345 678 cho người nhà");
        Assert.Equal(422, (int)named.Status);
        Accepted(await office.StepAsync(address, ReturnButton, "Thiếu biên bản hội chẩn của ba ca."));

        var returned = Assert.Single(await site.OutboxAsync(), m => m.Subject.Contains("cần bổ sung", StringComparison.Ordinal));
        Assert.Equal("hocvien@demo.local", returned.To);
        Assert.Contains("Thiếu biên bản hội chẩn của ba ca.", returned.Body, StringComparison.Ordinal);
        Assert.Contains("Đang chờ học viên bổ sung", (await trainee.GetAsync("/")).Text, StringComparison.Ordinal);
        Assert.Contains("Thiếu biên bản hội chẩn", (await trainee.GetAsync(address)).Text, StringComparison.Ordinal);
        Assert.Equal(422, (int)(await trainee.StepAsync(address, CompleteButton)).Status);
        Accepted(await trainee.StepAsync(address, CompleteButton, "Đã gửi ba biên bản cho phòng đào tạo."));

        Assert.Contains("Đã gửi ba biên bản", (await office.GetAsync(address)).Text, StringComparison.Ordinal);
        Accepted(await office.StepAsync(address, ApproveButton));
        Assert.Equal(422, (int)(await director.StepAsync(address, DeclineButton, "", Visitor.DemoPassword)).Status);
        Accepted(await director.StepAsync(address, DeclineButton, "Tên đơn vị chưa đúng.", Visitor.DemoPassword));

        Assert.Null((await trainee.GetAsync(address)).Page.QuerySelector("#step-form"));
        Assert.Contains("Tên đơn vị chưa đúng.", (await office.GetAsync(address)).Text, StringComparison.Ordinal);
        Assert.Empty(await site.CertificatesOfTraineeAsync());
        await site.CertifyAsync();

        Assert.Single(await site.CertificatesOfTraineeAsync());
        Assert.Equal(
            [RequestStep.Returned, RequestStep.Completed, RequestStep.Approved, RequestStep.Declined, RequestStep.Approved, RequestStep.Signed],
            (await site.DecisionsOfTraineeAsync()).Select(d => d.Step));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_WithoutOrWithAWrongPassword_StoresNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.MeetTargetsAsync();
        var address = await site.RequestAddressAsync();
        Accepted(await (await site.SignedInAsync("giaovu")).StepAsync(address, ApproveButton));
        var director = await site.SignedInAsync("giamdoc");

        Assert.NotNull((await director.GetAsync(address)).Page.QuerySelector("#step-form input[name='Input.Password']"));
        Assert.Equal(401, (int)(await director.StepAsync(address, SignButton, password: "")).Status);
        Assert.Equal(401, (int)(await director.StepAsync(address, SignButton, password: "not-the-password")).Status);
        Assert.Equal(401, (int)(await director.StepAsync(address, DeclineButton, "Chưa đúng", "not-the-password")).Status);

        Assert.Single(await site.DecisionsOfTraineeAsync());
        Assert.Empty(await site.CertificatesOfTraineeAsync());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Step_OfAnybodyElse_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.MeetTargetsAsync();
        var address = await site.RequestAddressAsync();
        var office = await site.SignedInAsync("giaovu");
        var elsewhere = await site.SignedInAsync(await site.AccountAsync(Given.MentorElsewhere, Roles.Director, "nhiet-doi-tw"));
        var receiver = await site.SignedInAsync(await site.AccountAsync("le-minh-duc", Roles.Director, "bvdk-quang-ninh"));
        var form = Visitor.FormOf(await office.GetAsync(address), Said(), ApproveButton).Fields.Where(f => !f.Key.StartsWith('_')).ToList();
        foreach (var (visitor, see, act) in new[]
        {
            (await site.SignedInAsync("hocvien"), 200, 403),
            (await site.SignedInAsync("huongdan"), 404, 404),
            (await site.SignedInAsync("bsnoi"), 404, 404),
            (elsewhere, 404, 404),
            (receiver, 200, 403),
            (await site.SignedInAsync("giamdoc"), 200, 403),
            (await site.SignedInAsync("quantri"), 403, 403),
        })
        {
            var page = await visitor.GetAsync(address);
            Assert.Equal(see, (int)page.Status);
            Assert.Null(page.Page.QuerySelector("#step-form"));
            var (_, own) = Visitor.FormOf(await visitor.GetAsync("/account/passkeys"), []);
            foreach (var handler in new[] { "Approve", "Return", "Complete", "Sign", "Decline", "Challenge" })
            {
                var answer = await visitor.PostAsync($"{address}?handler={handler}", [.. own.Where(f => f.Key.StartsWith('_')), .. form, new("Input.Password", Visitor.DemoPassword)]);
                Assert.True(act == (int)answer.Status, $"{handler}: {answer.Status} instead of {act}");
            }
        }

        // The office may check, and nothing else.
        foreach (var handler in new[] { "Complete", "Sign" })
        {
            var (_, own) = Visitor.FormOf(await office.GetAsync(address), new() { ["Input.Password"] = Visitor.DemoPassword });
            Assert.Equal(422, (int)(await office.PostAsync($"{address}?handler={handler}", own)).Status);
        }

        Assert.Empty(await site.DecisionsOfTraineeAsync());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_OnesOwnCertificate_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.MeetTargetsAsync();
        await site.GrantAsync(await site.UserIdAsync("hocvien"), Roles.Director, "viet-duc");
        await site.GrantAsync(await site.UserIdAsync("hocvien"), Roles.TrainingOffice, "viet-duc");
        var address = await site.RequestAddressAsync();
        var office = await site.SignedInAsync("giaovu");
        var trainee = await site.SignedInAsync("hocvien");
        var (_, form) = Visitor.FormOf(await office.GetAsync(address), Said("x", Visitor.DemoPassword), ApproveButton);
        Assert.Null((await trainee.GetAsync(address)).Page.QuerySelector("#step-form"));
        var (_, own) = Visitor.FormOf(await trainee.GetAsync("/account/passkeys"), []);
        Assert.Equal(403, (int)(await trainee.PostAsync($"{address}?handler=Approve", [.. own.Where(f => f.Key.StartsWith('_')), .. form.Where(f => !f.Key.StartsWith('_'))])).Status);
        Accepted(await office.StepAsync(address, ApproveButton));

        Assert.Null((await trainee.GetAsync(address)).Page.QuerySelector("#step-form"));
        Assert.Single(await site.DecisionsOfTraineeAsync());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task SamePost_Twice_IsOneStep(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.MeetTargetsAsync();
        var address = await site.RequestAddressAsync();
        var office = await site.SignedInAsync("giaovu");
        var (approve, fields) = Visitor.FormOf(await office.GetAsync(address), Said(), ApproveButton);
        Assert.All(await Task.WhenAll(office.PostAsync(approve, fields), office.PostAsync(approve, fields)), Accepted);
        var director = await site.SignedInAsync("giamdoc");
        var (sign, signing) = Visitor.FormOf(await director.GetAsync(address), Said(password: Visitor.DemoPassword), SignButton);

        Assert.All(await Task.WhenAll(director.PostAsync(sign, signing), director.PostAsync(sign, signing)), Accepted);
        Accepted(await director.PostAsync(sign, signing));

        Assert.Single(await site.CertificatesOfTraineeAsync());
        Assert.Equal([RequestStep.Approved, RequestStep.Signed], (await site.DecisionsOfTraineeAsync()).Select(d => d.Step));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_TwoDirectorsAtOnce_IsOneSignature(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.MeetTargetsAsync();
        var address = await site.RequestAddressAsync();
        Accepted(await (await site.SignedInAsync("giaovu")).StepAsync(address, ApproveButton));
        var directors = new[] { await site.SignedInAsync("giamdoc"), await site.SecondDirectorAsync() };
        var forms = new List<(string Address, IReadOnlyList<KeyValuePair<string, string>> Fields)>();
        foreach (var director in directors)
        {
            forms.Add(Visitor.FormOf(await director.GetAsync(address), Said(password: Visitor.DemoPassword), SignButton));
        }

        var answers = await Task.WhenAll(directors.Zip(forms, (director, form) => director.PostAsync(form.Address, form.Fields)));

        Assert.Single(answers, a => a.IsRedirect);
        var late = Assert.Single(answers, a => !a.IsRedirect);
        Assert.Equal(422, (int)late.Status);
        Assert.Contains("đã có người quyết định", late.Text, StringComparison.Ordinal);
        Assert.Single(await site.DecisionsOfTraineeAsync(), d => d.Step == RequestStep.Signed);
        Assert.Single(await site.CertificatesOfTraineeAsync());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_RightEndedAfterTheTaskWasTakenOn_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.MeetTargetsAsync();
        var address = await site.RequestAddressAsync();
        Accepted(await (await site.SignedInAsync("giaovu")).StepAsync(address, ApproveButton));
        var director = await site.SignedInAsync("giamdoc");
        var task = await site.DataAsync(db => db.Set<TaskRow>().Where(t => t.Form == "Certification.Sign" && t.DoneAt == null).Select(t => t.Id).SingleAsync());
        var inbox = Visitor.FormOf(await director.GetAsync("/tasks"), new() { ["Id"] = $"{task}" });
        Accepted(await director.PostAsync("/tasks?handler=Claim", inbox.Fields));
        var (sign, fields) = Visitor.FormOf(await director.GetAsync(address), Said(password: Visitor.DemoPassword), SignButton);
        var user = await site.UserIdAsync("giamdoc");
        await site.DataAsync(async db =>
        {
            (await db.Set<RoleGrant>().SingleAsync(g => g.UserId == user)).To = site.Clock.Today().AddDays(-1);
            await db.SaveChangesAsync();
        });

        var refused = await director.PostAsync(sign, fields);

        Assert.False(refused.IsOk || (refused.IsRedirect && refused.Location == address), $"{refused.Status} {refused.Location}");
        Assert.DoesNotContain(await site.DecisionsOfTraineeAsync(), d => d.Step == RequestStep.Signed);
        Assert.Empty(await site.CertificatesOfTraineeAsync());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Decide_ContentChangedMeanwhile_IsAskedAgain(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.MeetTargetsAsync();
        var address = await site.RequestAddressAsync();
        var office = await site.SignedInAsync("giaovu");
        var before = Visitor.FormOf(await office.GetAsync(address), Said(), ApproveButton);
        await site.SignLastCaseAsync(await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));

        var changed = await office.PostAsync(before.Address, before.Fields);

        Assert.Equal(422, (int)changed.Status);
        Assert.Contains("Nội dung đã thay đổi", changed.Text, StringComparison.Ordinal);
        Assert.Empty(await site.DecisionsOfTraineeAsync());
        await site.CertifyAsync();
        Assert.Single(await site.CertificatesOfTraineeAsync());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task ChecksOff_LastTargetMet_IssuesAtOnce(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.PublishChangedAsync(CertificateRequest.Process, "<training:variable name=\"checks\" type=\"boolean\" default=\"true\" />", "<training:variable name=\"checks\" type=\"boolean\" default=\"false\" />");
        await site.MeetTargetsAsync();

        var certificate = Assert.Single(await site.CertificatesOfTraineeAsync());

        var decidedAt = await site.DataAsync(db => db.Set<Training.Logbook.SignOff.Decision>().OrderByDescending(d => d.DecidedAt).Select(d => d.DecidedAt).FirstAsync());
        Assert.Equal((decidedAt, (Guid?)null), (certificate.IssuedAt, certificate.SignatureId));
        Assert.Empty(await site.DecisionsOfTraineeAsync());
        Assert.Contains("Cấp tự động khi đủ chỉ tiêu", (await (await site.SignedInAsync("hocvien")).GetAsync($"/certificates/{certificate.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains("Cấp tự động khi đủ chỉ tiêu", (await site.Visitor().GetAsync($"/verify/{certificate.Token}")).Text, StringComparison.Ordinal);
        Assert.Single(await site.OutboxAsync(), m => m.To == "hocvien@demo.local" && m.Body.Contains(certificate.Number, StringComparison.Ordinal));
        Assert.Equal("completed", await site.DataAsync(db => db.Set<Instance>().Where(i => i.PersonId == certificate.PersonId && i.SubjectType == "Participant").Select(i => i.End).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task History_OfTheDemo_IsIssuedThenAndTellsNobody(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var certificates = await site.DataAsync(db => db.Certificates.AsNoTracking().ToListAsync());
        var requests = await site.DataAsync(db => db.CertificateRequests.AsNoTracking().ToDictionaryAsync(r => r.ParticipantId));

        Assert.True(certificates.Count > 3);
        Assert.All(certificates, c => Assert.True(requests[c.ParticipantId].IsHistory));
        Assert.All(certificates, c => Assert.Equal((requests[c.ParticipantId].MetAt, (Guid?)null), (c.IssuedAt, c.SignatureId)));
        Assert.All(certificates, c => Assert.True(c.IssuedAt < site.Clock.GetUtcNow().AddDays(-1)));
        Assert.Empty(await site.OutboxAsync());
        Assert.Equal(0, await site.DataAsync(db => db.Set<TaskRow>().CountAsync(t => t.SubjectType == "Participant")));
        Assert.Equal(0, await site.DataAsync(db => db.Set<Instance>().CountAsync(i => i.EndedAt == null && i.SubjectType == "Participant")));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Pages_WithARequest_KeepToTheBudget(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.MeetTargetsAsync();
        var address = await site.RequestAddressAsync();
        var over = new List<string>();
        foreach (var step in new[] { "check", "sign", "issued" })
        {
            foreach (var account in new[] { "hocvien", "giaovu", "giamdoc", "khth" })
            {
                var visitor = await site.SignedInAsync(account);
                foreach (var page in new[] { address, "/certificates", $"/transfers/{Given.Transfer}", address.Replace("/certificates/requests/", "/logbook/members/", StringComparison.Ordinal) })
                {
                    Assert.True((await site.AgainAsync(visitor, page)).IsOk, $"{account} {page}");

                    // Where a signature is asked for, it is read what can be proved with.
                    var most = step == "sign" && account == "giamdoc" && page == address ? 9 : 8;
                    if (site.Statements.Statements.Count > most)
                    {
                        over.Add($"{step}: {account} {page}: {site.Statements.Statements.Count}");
                    }
                }
            }

            if (step == "check")
            {
                Accepted(await (await site.SignedInAsync("giaovu")).StepAsync(address, ApproveButton));
            }
            else if (step == "sign")
            {
                Accepted(await (await site.SignedInAsync("giamdoc")).StepAsync(address, SignButton, password: Visitor.DemoPassword));
            }
        }

        Assert.True(over.Count == 0, string.Join(Environment.NewLine, over));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Request_LeftWaiting_RemindsThreeTimesAndStillWaits(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.MeetTargetsAsync();
        for (var week = 0; week < 5; week++)
        {
            site.Clock.Shift += TimeSpan.FromDays(14);
            await site.RunDueAsync();
        }

        var reminders = (await site.OutboxAsync()).Where(m => m.Subject.Contains("Nhắc việc: kiểm tra minh chứng", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, reminders.Count(m => m.To == "giaovu@demo.local"));
        Assert.Equal(3, reminders.Count(m => m.To == "giamdoc@demo.local"));
        Assert.Contains("Quá hạn từ", (await (await site.SignedInAsync("giaovu")).GetAsync(await site.RequestAddressAsync())).Text, StringComparison.Ordinal);
        await site.CertifyAsync();
        Assert.Single(await site.CertificatesOfTraineeAsync());
        Assert.Equal(0, await site.DataAsync(db => db.Set<TaskRow>().CountAsync(t => t.DoneAt == null && t.WithdrawnAt == null && t.SubjectType == "Participant")));
    }
}
