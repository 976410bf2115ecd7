using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Certification.Issuing;
using Training.Certification.Requests;
using Training.Courses.Catalogue;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Organizations.Hospitals;
using Training.Tests.Support;
using Training.Tests.Workflows.Running;
using Training.Transfers.Agreements;
using Training.Workflows.Running;

namespace Training.Tests.Certification;

public sealed class IssueTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_LastCaseAfterTheory_AsksForOneCertificate(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        await site.PassTheoryAsync(trainee);
        Assert.Empty(await site.RequestsOfTraineeAsync());

        await site.SignLastCaseAsync(trainee, mentor);

        var request = Assert.Single(await site.RequestsOfTraineeAsync());
        var decidedAt = await site.DataAsync(db => db.Decisions.OrderByDescending(d => d.DecidedAt).Select(d => d.DecidedAt).FirstAsync());
        Assert.Equal((decidedAt, false), (request.MetAt, request.IsHistory));
        Assert.Empty(await OfTraineeAsync(site));

        // One more case changes nothing, neither while it is decided nor afterwards.
        await site.SignLastCaseAsync(trainee, mentor);
        Assert.Single(await site.RequestsOfTraineeAsync());
        await site.CertifyAsync();
        var certificate = Assert.Single(await OfTraineeAsync(site));
        await site.SignLastCaseAsync(trainee, mentor);
        Assert.Equal(certificate.Number, Assert.Single(await OfTraineeAsync(site)).Number);
        Assert.Single(await site.RequestsOfTraineeAsync());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Quiz_LastStepAfterLastCase_AsksForOneCertificate(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        await site.SignLastCaseAsync(trainee, mentor);
        Assert.Empty(await site.RequestsOfTraineeAsync());

        await site.PassTheoryAsync(trainee);

        var request = Assert.Single(await site.RequestsOfTraineeAsync());
        var me = await site.PersonIdAsync(Given.Trainee);
        var completedAt = await site.DataAsync(db => db.CourseCompletions.Where(c => c.PersonId == me).Select(c => c.CompletedAt).SingleAsync());
        Assert.Equal(completedAt, request.MetAt);
        await site.CertifyAsync();
        Assert.Equal(10m, Assert.Single(await OfTraineeAsync(site)).TheoryScore);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task ReadLesson_LastStepOfAll_AsksForOneCertificate(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        await site.SignLastCaseAsync(trainee, mentor);
        await site.TakeQuizAsync(trainee);
        Assert.Empty(await site.RequestsOfTraineeAsync());

        await site.ReadLessonsAsync(trainee);

        Assert.Single(await site.RequestsOfTraineeAsync());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_LastCaseBelowEntrustment_AsksForNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        await site.PassTheoryAsync(trainee);

        await site.SignLastCaseAsync(trainee, mentor, entrustment: 3);
        Assert.Empty(await site.RequestsOfTraineeAsync());

        await site.SignLastCaseAsync(trainee, mentor, entrustment: 4);
        Assert.Single(await site.RequestsOfTraineeAsync());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_CertificateCannotBeStored_StopsTheProcessUntilItCan(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.MeetTargetsAsync();
        await PlantNextNumberAsync(site);
        var before = await site.DataAsync(db => db.Set<NumberBook>().SumAsync(b => b.Last));

        await site.CertifyAsync();

        // The signature stands; no number is used up, no half of a certificate is there, and an administrator sees what has stopped.
        Assert.Empty(await OfTraineeAsync(site));
        Assert.Equal(before, await site.DataAsync(db => db.Set<NumberBook>().SumAsync(b => b.Last)));
        Assert.Equal(RequestStep.Signed, (await site.DecisionsOfTraineeAsync())[^1].Step);
        var stopped = await site.DataAsync(db => db.Set<Instance>().SingleAsync(i => i.FaultedAt != null));
        var token = await site.DataAsync(db => db.Set<TokenRow>().Where(t => t.InstanceId == stopped.Id && t.Fault != null).Select(t => t.Number).SingleAsync());

        await site.TamperAsync("""DELETE FROM "Certification_Certificates" WHERE "Token" = 'planted-planted-planted-planted'""");
        await site.MoveAsync(stopped.Id, (machine, ct) => machine.RetryAsync(token, ct));

        var certificate = Assert.Single(await OfTraineeAsync(site));
        Assert.Equal((await site.DecisionsOfTraineeAsync())[^1].Id, certificate.SignatureId);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Sign_TwoLastCasesAtOnce_AskForOneCertificate(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.WithoutGuidesAsync();
        var trainee = await site.SignedInAsync("hocvien");
        await site.PassTheoryAsync(trainee);
        var first = await site.LogCaseAsync(trainee);
        var second = await site.LogCaseAsync(trainee);
        var mentors = new[] { await site.SignedInAsync("huongdan"), await site.MentorAsync(Given.SecondMentor) };

        var answers = await Task.WhenAll(mentors[0].SignAsync(first.VersionId), mentors[1].SignAsync(second.VersionId));

        Assert.All(answers, a => Assert.True(a.IsRedirect, $"{a.Status} {a.Text}"));
        Assert.Single(await site.RequestsOfTraineeAsync());
        await site.CertifyAsync();
        Assert.Single(await OfTraineeAsync(site));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Issue_Certificate_CarriesWhatWasDone(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await CertifiedAsync(site);
        var certificate = Assert.Single(await OfTraineeAsync(site));

        Assert.Equal("BS.CKI Nguyễn Hoàng Phượng", certificate.HolderName);
        Assert.Equal("Bệnh viện Hữu nghị Việt Đức", certificate.Issuer);
        Assert.Equal(Given.Transfer, certificate.TransferCode);
        var techniques = await site.DataAsync(db => db.CertificateTechniques.Where(t => t.CertificateId == certificate.Id).OrderBy(t => t.Position).ToListAsync());
        var pedicle = Assert.Single(techniques, t => t.NameVi.Contains("vít", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(3, techniques.Count);
        Assert.Equal((8, 10, 10, 10), (pedicle.Observed, pedicle.Assisted, pedicle.Supervised, pedicle.Independent));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Number_OfEveryCertificate_IsUniqueAndConsistent(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await CertifiedAsync(site);

        var all = await site.DataAsync(db => db.Certificates.AsNoTracking().ToListAsync());

        Assert.True(all.Count > 3);
        Assert.Equal(all.Count, all.Select(c => c.Number).Distinct().Count());
        Assert.All(all, c => Assert.True(CertificateNumber.IsConsistent(c.Number), c.Number));
        Assert.All(all, c => Assert.Matches(@"^\d{4}/\d{4}/[A-Z0-9-]+-[0-9A-Z*]$", c.Number));
        var certificate = all.Where(c => c.TransferCode == Given.Transfer).MinBy(c => c.Number, StringComparer.Ordinal)!;
        var year = VietnamTime.DateOf(certificate.IssuedAt).Year.ToString(CultureInfo.InvariantCulture);
        Assert.StartsWith($"0001/{year}/DEMO-B005-", certificate.Number, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Token_OfEveryCertificate_IsLongUniqueAndNotOfTheNumber(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await CertifiedAsync(site);

        var all = await site.DataAsync(db => db.Certificates.AsNoTracking().ToListAsync());

        Assert.Equal(all.Count, all.Select(c => c.Token).Distinct().Count());
        Assert.All(all, c => Assert.Matches("^[0-9a-z]{28,}$", c.Token));
        Assert.All(all, c => Assert.DoesNotContain(c.Number.Split('/')[0], c.Token.AsSpan(0, 4).ToString(), StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Certificates_OfTheTrainee_AreSeenByThoseInScopeOnly(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await CertifiedAsync(site);
        var certificate = Assert.Single(await OfTraineeAsync(site));
        var address = $"/certificates/{certificate.Id}";
        foreach (var account in new[] { "hocvien", "giaovu", "giamdoc", "khth", "soyte", "boyte" })
        {
            var visitor = await site.SignedInAsync(account);
            var list = await visitor.GetAsync("/certificates");
            Assert.True(list.Text.Contains(certificate.Number, StringComparison.Ordinal), $"{account} does not list it.");
            var details = await visitor.GetAsync(address);
            Assert.True(details.IsOk, $"{account}: {details.Status}");
            Assert.Contains(certificate.HolderName, details.Text, StringComparison.Ordinal);
            Assert.NotNull(details.Page.QuerySelector($"a[href='/verify/{certificate.Token}']"));
        }

        var elsewhere = await site.ProvinceAccountAsync(Roles.HealthDepartment, "75");
        foreach (var account in new[] { "bsnoi", "huongdan", elsewhere })
        {
            var visitor = await site.SignedInAsync(account);
            Assert.DoesNotContain(certificate.Number, (await visitor.GetAsync("/certificates")).Body, StringComparison.Ordinal);
            Assert.Equal(404, (int)(await visitor.GetAsync(address)).Status);
        }

        Assert.Equal(403, (int)(await (await site.SignedInAsync("quantri")).GetAsync(address)).Status);
    }

    private static async Task CertifiedAsync(Site site)
    {
        await site.MeetTargetsAsync();
        await site.CertifyAsync();
    }

    private static Task<List<Certificate>> OfTraineeAsync(Site site) => site.CertificatesOfTraineeAsync();

    // Another certificate already has the number that comes next, as after a restore that went wrong.
    private static async Task PlantNextNumberAsync(Site site)
    {
        var issuer = await site.DataAsync(db => db.Hospitals.SingleAsync(h => h.Key == "viet-duc"));
        var year = site.Clock.Today().Year;
        await site.DataAsync(async db =>
        {
            var last = await db.Set<NumberBook>().Where(b => b.IssuerHospitalId == issuer.Id && b.Year == year).Select(b => b.Last).SingleOrDefaultAsync();
            var sample = await db.Certificates.AsNoTracking().FirstAsync();
            var member = await db.Participants.FirstAsync(p => !db.Set<Certificate>().Any(c => c.ParticipantId == p.Id) && !db.Set<Person>().Any(x => x.Id == p.PersonId && x.Key == Given.Trainee));
            db.Add(new Certificate
            {
                Number = CertificateNumber.Make(last + 1, year, issuer.TrainingUnitCode!),
                Token = "planted-planted-planted-planted",
                ParticipantId = member.Id,
                PersonId = member.PersonId,
                PackageVersionId = sample.PackageVersionId,
                IssuerHospitalId = issuer.Id,
                HolderHospitalId = sample.HolderHospitalId,
                HolderName = "Somebody",
                HolderRole = sample.HolderRole,
                HolderHospital = "x",
                HolderHospitalEn = "x",
                Issuer = "x",
                IssuerEn = "x",
                TransferCode = "x",
                PackageVi = "x",
                PackageEn = "x",
                IssuedAt = site.Clock.GetUtcNow(),
            });
            await db.SaveChangesAsync();
        });
    }
}
