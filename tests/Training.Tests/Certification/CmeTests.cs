using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Certification.Cme;
using Training.Certification.Issuing;
using Training.Cme.Contracts;
using Training.Cme.Rules;
using Training.Modules;
using Training.Tests.Notifications;
using Training.Tests.Support;
using Training.Workflows.Running;
using static Training.Tests.Certification.Requests;

namespace Training.Tests.Certification;

/// <summary>Course completion → credit hours by the rule in force → CME certificate.</summary>
public sealed class CmeTests
{
    private const string Course = "LT-GKT-20";
    private const string Learner = "vang-thi-ngoc-diep";
    private const string Office = "dinh-cong-toan";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Course_WithCreditFinished_IssuesTheCertificateAtOnce(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var learner = await site.SignedInAsync("bsnoi");

        await FinishAsync(site, learner);

        var certificate = Assert.Single(await OfAsync(site, Learner));
        Assert.Equal((24, 24m, "CG-2026-022"), (certificate.Periods, certificate.CreditHours, certificate.TransferCode));
        Assert.Contains("Thông tư 32/2023/TT-BYT", certificate.RuleReference, StringComparison.Ordinal);
        Assert.True(CertificateNumber.IsConsistent(certificate.Number));
        Assert.Contains(certificate.Number, (await learner.GetAsync("/certificates")).Text, StringComparison.Ordinal);
        Assert.Contains(certificate.Number, (await learner.GetAsync("/")).Text, StringComparison.Ordinal);
        foreach (var page in new[] { await learner.GetAsync($"/certificates/cme/{certificate.Id}"), await site.Visitor().GetAsync($"/verify/{certificate.Token}") })
        {
            Assert.True(page.IsOk);
            Assert.Contains("Vàng Thị Ngọc Diệp", page.Text, StringComparison.Ordinal);
            Assert.Contains("Giấy chứng nhận cập nhật kiến thức y khoa liên tục", page.Text, StringComparison.Ordinal);
            Assert.Contains("không cho quyền thực hiện kỹ thuật nào", page.Text, StringComparison.Ordinal);
            Assert.Contains("Thông tư 32/2023/TT-BYT", page.Text, StringComparison.Ordinal);
        }

        var mail = Assert.Single(await site.OutboxAsync(), m => m.Subject.Contains("Giấy chứng nhận CME đã được cấp", StringComparison.Ordinal));
        Assert.Equal("bsnoi@demo.local", mail.To);
        Assert.Contains("24 credit hours", mail.Body, StringComparison.Ordinal);
        foreach (var account in new[] { "hocvien", "giaovu", "huongdan" })
        {
            Assert.Equal(404, (int)(await (await site.SignedInAsync(account)).GetAsync($"/certificates/cme/{certificate.Id}")).Status);
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Course_WithoutCredit_ClaimsNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.PassTheoryAsync(await site.SignedInAsync("hocvien"));

        Assert.Empty(await OfAsync(site, Given.Trainee));
        Assert.Equal(0, await site.DataAsync(db => db.CmeClaims.CountAsync(c => !c.IsHistory)));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Course_WithCreditButWithoutATransfer_ClaimsNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var learner = await site.SignedInAsync("hocvien");

        await FinishAsync(site, learner);

        Assert.Empty(await OfAsync(site, Given.Trainee));
        Assert.Equal(0, await site.DataAsync(db => db.CmeClaims.CountAsync(c => !c.IsHistory)));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task ChecksOn_OfficeApprovesOrRefuses(Database database)
    {
        foreach (var (outcome, certificates) in new[] { ("approved", 1), ("refused", 0) })
        {
            await using var site = await Site.StartAsync(database);
            await site.PublishChangedAsync(CmeClaim.Process, "<training:variable name=\"checks\" type=\"boolean\" default=\"false\" />", "<training:variable name=\"checks\" type=\"boolean\" default=\"true\" />");
            await FinishAsync(site, await site.SignedInAsync("bsnoi"));
            Assert.Empty(await OfAsync(site, Learner));
            var task = await site.DataAsync(db => db.Set<TaskRow>().Where(t => t.Node == "approve" && t.DoneAt == null).Select(t => t.Id).SingleAsync());
            var elsewhere = await site.SignedInAsync("giaovu");
            Assert.DoesNotContain($"{task}", (await elsewhere.GetAsync("/tasks")).Body, StringComparison.Ordinal);
            var office = await site.SignedInAsync(await site.AccountAsync(Office, Roles.TrainingOffice, "nhiet-doi-tw"));

            Accepted(await office.SubmitAsync(await office.GetAsync($"/tasks/complete?id={task}"), new() { ["Input.Outcome"] = outcome }));

            Assert.Equal(certificates, (await OfAsync(site, Learner)).Count);
            Assert.Equal(0, await site.DataAsync(db => db.Set<Instance>().CountAsync(i => i.EndedAt == null && i.SubjectType != "LogbookEntry")));
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Rules_OfLaterDays_CountFromTheirFirstDay(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var today = site.Clock.Today();
        await site.DataAsync(async db =>
        {
            db.AddRange(Rule(today, 0.5m), Rule(today.AddDays(1), 9m));
            await db.SaveChangesAsync();
        });

        await FinishAsync(site, await site.SignedInAsync("bsnoi"));

        Assert.Equal(12m, Assert.Single(await OfAsync(site, Learner)).CreditHours);
        Assert.Null(await OnAsync(site, new DateOnly(2023, 12, 31)));
        Assert.Equal(1m, (await OnAsync(site, new DateOnly(2024, 1, 1)))!.Hours);
        Assert.Equal(24, await site.DataAsync(db => db.Set<CreditRule>().CountAsync(r => r.From == new DateOnly(2024, 1, 1))));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task History_OfTheDemo_IsIssuedThenAndTellsNobody(Database database)
    {
        await using var site = await Site.StartAsync(database);

        var certificate = Assert.Single(await OfAsync(site, "luc-thi-hoai"));

        Assert.Equal(certificate.CompletedAt, certificate.IssuedAt);
        Assert.True(certificate.IssuedAt < site.Clock.GetUtcNow().AddDays(-10));
        Assert.Empty(await site.OutboxAsync());
    }

    private static CreditRule Rule(DateOnly from, decimal hours) => new()
    {
        Activity = "DT_KHOAHOC",
        Group = 1,
        NameVi = "Khóa đào tạo",
        NameEn = "Course",
        Kind = CreditKind.PerPeriod,
        Hours = hours,
        UnitVi = "tiết",
        UnitEn = "period",
        NoteVi = "",
        NoteEn = "",
        From = from,
        Reference = "test",
    };

    private static Task<CreditRuleInfo?> OnAsync(Site site, DateOnly day)
        => site.DataAsync((_, services) => services.GetRequiredService<ICreditRules>().OnAsync("DT_KHOAHOC", day, default));

    private static async Task FinishAsync(Site site, Visitor learner)
    {
        await site.ReadLessonsAsync(learner, Course);
        Accepted(await site.TakeQuizAsync(learner, code: Course));
    }

    private static async Task<List<CmeCertificate>> OfAsync(Site site, string person)
    {
        var id = await site.PersonIdAsync(person);
        return await site.DataAsync(db => db.CmeCertificates.AsNoTracking().Where(c => c.PersonId == id).ToListAsync());
    }
}
