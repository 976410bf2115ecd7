using System.Text;
using Training.Scorm.Manifests;

namespace Training.Tests.Scorm;

public sealed class ManifestTests
{
    [Fact]
    public void Scorm12_WithSeveralParts_GivesContentsLaunchAndMastery()
    {
        var course = Read(Packages.Manifest12(new Sco("p1", "Rửa tay") { Mastery = "80" }, new Sco("p2", "Găng") { Parameters = "?lang=vi" }, new Sco("p3", "Đọc thêm") { IsAsset = true }));
        Assert.Equal((Standard.Scorm12, "1.2", "Vô khuẩn"), (course.Standard, course.Edition, course.Title));
        Assert.Equal(["p1.html", "p2.html", "p3.html"], course.Parts.Select(part => part.Launch));
        Assert.Equal([80m, null, null], course.Parts.Select(part => part.PassingPercent));
        Assert.Equal([true, true, false], course.Parts.Select(part => part.IsSco));
        Assert.Equal("?lang=vi", course.Parts[1].Parameters);
        Assert.Empty(course.Findings);
    }

    [Fact]
    public void Scorm2004_WithObjective_GivesPassingScore()
    {
        var course = Read(Packages.Manifest2004(new Sco("p1", "Rửa tay") { Mastery = "0.8" }, new Sco("p2", "Găng")));
        Assert.Equal((Standard.Scorm2004, "2004 4th Edition"), (course.Standard, course.Edition));
        Assert.Equal([80m, null], course.Parts.Select(part => part.PassingPercent));
        Assert.Empty(course.Findings);
    }

    [Theory]
    [InlineData("CAM 1.3", nameof(Standard.Scorm2004))]
    [InlineData("2004 3rd Edition", nameof(Standard.Scorm2004))]
    [InlineData("1.2", nameof(Standard.Scorm12))]
    public void Edition_IsWhatTheManifestSays(string version, string standard)
    {
        var course = Read(Packages.Manifest12(new Sco("p1", "A")).Replace("<schemaversion>1.2<", $"<schemaversion>{version}<", StringComparison.Ordinal));
        Assert.Equal((Enum.Parse<Standard>(standard), version), (course.Standard, course.Edition));
    }

    [Theory]
    [InlineData("href=\"p1.html\"", "href=\"gone.html\"", "Finding.Missing", true)]
    [InlineData("href=\"p1.html\"", "href=\"https://evil.example/p1.html\"", "Finding.Elsewhere", true)]
    [InlineData("href=\"p1.html\"", "href=\"//evil.example/p1.html\"", "Finding.Elsewhere", true)]
    [InlineData("href=\"p1.html\"", "href=\"javascript:alert(1)\"", "Finding.Elsewhere", true)]
    [InlineData("href=\"p1.html\"", "href=\"file:///etc/passwd\"", "Finding.Elsewhere", true)]
    [InlineData("href=\"p1.html\"", "href=\"..\\..\\p1.html\"", "Finding.Elsewhere", true)]
    [InlineData("href=\"p1.html\"", "x=\"\"", "Finding.NoFile", true)]
    [InlineData("identifierref=\"R-p1\"", "identifierref=\"R-9\"", "Finding.Reference", true)]
    [InlineData("<item identifier=\"p1\"", "<item identifier=\"\"", "Finding.Identifier", true)]
    [InlineData("identifierref=\"R-p1\"", "", "Finding.NothingToOpen", true)]
    [InlineData("<schemaversion>1.2<", "<schemaversion>9<", "Finding.Version", false)]
    [InlineData("adlcp:scormtype=\"sco\"", "adlcp:scormtype=\"asset\"", "Finding.OnlyAssets", false)]
    [InlineData("<title>A</title>", "<title>A</title><adlcp:prerequisites type=\"aicc_script\">p0</adlcp:prerequisites>", "Finding.Prerequisites", false)]
    [InlineData("<title>A</title>", "<title>A</title><adlcp:masteryscore>viel</adlcp:masteryscore>", "Finding.Mastery", false)]
    [InlineData("<title>A</title>", "<title>A</title><sequencing><sequencingRules/></sequencing>", "Finding.Sequencing", false)]
    [InlineData("<organization identifier", "<organization identifier=\"O2\"/><organization identifier", "Finding.Organizations", false)]
    [InlineData("</resources>", "</resources><manifest/>", "Finding.SubManifest", false)]
    [InlineData("</resources>", "</resources><sequencingCollection><sequencing><rollupRules/></sequencing></sequencingCollection>", "Finding.Sequencing", false)]
    [InlineData("</organization>", "<sequencing><controlMode forwardOnly=\"true\"/></sequencing></organization>", "Finding.Sequencing", false)]
    public void Fault_IsSaidInWords(string good, string bad, string key, bool stops)
    {
        var xml = Packages.Manifest12(new Sco("p1", "A"));
        Assert.Contains(good, xml, StringComparison.Ordinal);
        Assert.Contains(Read(xml.Replace(good, bad, StringComparison.Ordinal)).Findings, finding => finding.Key == key && finding.Stops == stops);
    }

    [Theory]
    [InlineData("a/b.html", "?x=1", "a/b.html", "?x=1")]
    [InlineData("a/b.html?y=2", "x=1", "a/b.html", "?y=2&x=1")]
    [InlineData("a/b.html?y=2", "&x=1", "a/b.html", "?y=2&x=1")]
    [InlineData("a/b.html", "#p3", "a/b.html", "#p3")]
    [InlineData("a/b.html#p1", "#p3", "a/b.html", "#p1")]
    [InlineData("a/b%20c.html", null, "a/b c.html", "")]
    [InlineData("a/../b.html", null, "b.html", "")]
    [InlineData("../../b.html", null, "b.html", "")]
    public void Launch_PutsFileAndParametersTogether(string reference, string? parameters, string file, string rest)
        => Assert.Equal(new LaunchAddress(file, rest), LaunchAddress.Of(reference, parameters));

    [Fact]
    public void Bases_OfResources_AreAddedUp()
    {
        var xml = Packages.Manifest12(new Sco("p1", "A")).Replace("<resources>", "<resources xml:base=\"content/\">", StringComparison.Ordinal).Replace("<resource identifier", "<resource xml:base=\"vi/\" identifier", StringComparison.Ordinal);
        Assert.Equal("content/vi/p1.html", Read(xml, "content/vi/p1.html").Parts[0].Launch);
    }

    private static Course Read(string xml, params string[] files)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(xml));
        return new ManifestReader(ManifestXml.Read(stream), files.Length > 0 ? files : ["p1.html", "p2.html", "p3.html"]).Read();
    }
}
