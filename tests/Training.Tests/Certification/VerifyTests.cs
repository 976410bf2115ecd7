using Microsoft.EntityFrameworkCore;
using Training.Certification.Issuing;
using Training.Identity.Grants;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.Certification;

public sealed class VerifyTests(DemoSites sites) : IClassFixture<DemoSites>
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Verify_Valid_SaysWhoWhatByWhomAndWhen(Database database)
    {
        var site = await sites.OnAsync(database);
        var (certificate, techniques) = await OfAsync(site, "nguyen-thanh-lam");

        var answer = await site.Visitor().GetAsync($"/verify/{certificate.Token}");

        Assert.True(answer.IsOk);
        Assert.Contains("Còn hiệu lực", answer.Text, StringComparison.Ordinal);
        Assert.Contains("BS.CKII Nguyễn Thanh Lâm", answer.Text, StringComparison.Ordinal);
        Assert.Contains(certificate.PackageVi, answer.Text, StringComparison.Ordinal);
        Assert.All(techniques, t => Assert.Contains(t.NameVi, answer.Text, StringComparison.Ordinal));
        Assert.Contains("Bệnh viện Chợ Rẫy", answer.Text, StringComparison.Ordinal);
        Assert.Contains(Show.Date(certificate.IssuedAt), answer.Text, StringComparison.Ordinal);
        Assert.Contains(certificate.Number, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("@demo.local", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(certificate.Id.ToString(), answer.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(certificate.PersonId.ToString(), answer.Body, StringComparison.OrdinalIgnoreCase);
        Assert.True(answer.Body.Length < 50_000);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Verify_InEnglish_SaysTheSame(Database database)
    {
        var site = await sites.OnAsync(database);
        var (certificate, techniques) = await OfAsync(site, "nguyen-thanh-lam");
        var visitor = await site.Visitor().InEnglishAsync("/verify");

        var answer = await visitor.GetAsync($"/verify/{certificate.Token}");

        Assert.Equal("en", answer.Page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Valid", answer.Page.QuerySelector("main h1")!.TextContent);
        Assert.Contains("Nguyễn Thanh Lâm", answer.Text, StringComparison.Ordinal);
        Assert.Contains(certificate.PackageEn, answer.Text, StringComparison.Ordinal);
        Assert.Contains("Cho Ray Hospital", answer.Text, StringComparison.Ordinal);
        Assert.All(techniques, t => Assert.Contains(t.NameEn, answer.Text, StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Verify_Revoked_SaysSoAndWhy(Database database)
    {
        var site = await sites.OnAsync(database);
        var (certificate, _) = await OfAsync(site, "vo-thi-bich-ngan");

        var answer = await site.Visitor().GetAsync($"/verify/{certificate.Token}");
        var english = await (await site.Visitor().InEnglishAsync()).GetAsync($"/verify/{certificate.Token}");

        Assert.Equal("Đã thu hồi", answer.Page.QuerySelector("main h1")!.TextContent);
        Assert.Contains("Mười hai ca", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Phòng Chỉ đạo tuyến Chợ Rẫy", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Còn hiệu lực", answer.Body, StringComparison.Ordinal);
        Assert.Equal("Revoked", english.Page.QuerySelector("main h1")!.TextContent);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Verify_UnknownAndMalformed_GetTheSameAnswer(Database database)
    {
        var site = await sites.OnAsync(database);
        var (certificate, _) = await OfAsync(site, "nguyen-thanh-lam");
        string[] tokens =
        [
            new('z', 28),
            certificate.Token[..^1],
            certificate.Token.ToUpperInvariant(),
            certificate.Number.Replace("/", "%2F", StringComparison.Ordinal),
            certificate.Id.ToString(),
            "x",
            "' OR 1=1 --",
            "<script>alert(1)</script>",
            "%25%25",
            new('a', 41),
            new('a', 1500),
        ];
        var visitor = site.Visitor();
        await visitor.GetAsync("/verify");

        var bodies = new HashSet<string>();
        foreach (var token in tokens)
        {
            // So many misses in one minute would be refused.
            site.Clock.Shift += TimeSpan.FromMinutes(1);
            var answer = await visitor.GetAsync($"/verify/{(token.Contains('%', StringComparison.Ordinal) ? token : Uri.EscapeDataString(token))}");
            Assert.Equal(404, (int)answer.Status);
            Assert.Equal("Không có chứng chỉ nào với mã này", answer.Page.QuerySelector("main h1")!.TextContent);
            Assert.DoesNotContain("Nguyễn Thanh Lâm", answer.Body, StringComparison.Ordinal);
            bodies.Add(answer.Page.QuerySelector("main")!.OuterHtml);
        }

        Assert.Single(bodies);
    }

    [Theory, OnSqlite]
    public async Task Verify_WholeLinkPasted_OpensTheCertificate(Database database)
    {
        var site = await sites.OnAsync(database);
        var (certificate, _) = await OfAsync(site, "nguyen-thanh-lam");
        var visitor = site.Visitor();
        foreach (var typed in new[] { certificate.Token, $" {certificate.Token} ", $"https://somewhere.example/verify/{certificate.Token}/" })
        {
            var answer = await visitor.GetAsync($"/verify?code={Uri.EscapeDataString(typed)}");
            Assert.Equal($"/verify/{certificate.Token}", answer.Location);
        }

        Assert.True((await visitor.GetAsync("/verify")).IsOk);
        var tricky = await visitor.GetAsync($"/verify?code={Uri.EscapeDataString("//evil.example/\\evil.example")}");
        Assert.StartsWith("/verify/", tricky.Location, StringComparison.Ordinal);
    }

    private static Task<(Certificate Certificate, List<CertificateTechnique> Techniques)> OfAsync(Site site, string person) => site.DataAsync(async db =>
    {
        var certificate = await (from c in db.Certificates.AsNoTracking() join p in db.People on c.PersonId equals p.Id where p.Key == person select c).SingleAsync();
        return (certificate, await db.CertificateTechniques.Where(t => t.CertificateId == certificate.Id).ToListAsync());
    });
}
