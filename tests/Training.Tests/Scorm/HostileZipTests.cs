using Microsoft.Extensions.Options;
using Training.Modules;
using Training.Scorm.Intake;

namespace Training.Tests.Scorm;

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    /// <summary>Memory is counted for the whole process.</summary>
    public const string Name = "Packages alone";
}

[Collection(AloneCollection.Name)]
public sealed class HostileZipTests : IDisposable
{
    private const long Memory = 100 * 1024 * 1024;

    private readonly string _parent = Directory.CreateTempSubdirectory("training-zip-").FullName;

    private string Data => Path.Combine(_parent, "deep", "data");

    public static TheoryData<string> Names => [.. HostileZips.All.Keys];

    [Fact]
    public void Corpus_HasSixtyArchives() => Assert.True(HostileZips.All.Count >= 60, $"{HostileZips.All.Count}");

    [Theory, MemberData(nameof(Names))]
    public async Task Archive_ThatIsHostile_IsRefusedAndLeavesNothing(string name)
    {
        var (key, make) = HostileZips.All[name];
        var zip = make();
        using var intake = Intake();
        GC.Collect();
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var refused = await Assert.ThrowsAsync<RuleViolation>(() => intake.TakeAsync(new MemoryStream(zip), CancellationToken.None));

        // Everything that was allocated, whether or not it was let go again: what was held at one time is less.
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.Equal(key, refused.Key);
        Assert.True(allocated < Memory, $"{allocated} bytes");
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(Data, "packages", ".work")));
        Assert.Equal([".work"], Directory.GetFileSystemEntries(Path.Combine(Data, "packages")).Select(Path.GetFileName));
        Assert.Equal(["packages"], Directory.GetFileSystemEntries(Data).Select(Path.GetFileName));
        Assert.Equal(["deep"], Directory.GetFileSystemEntries(_parent).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Archive_Honest_IsKeptByHashWithoutDebris()
    {
        using var intake = Intake();
        var zip = HostileZips.Base()
            .Add("__MACOSX/._p1.html", "debris")
            .Add(".DS_Store", "debris")
            .Add("Hình ảnh/ảnh.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
            .Add("notes.scc", "unknown")
            .Add(new ZipEntry("sub/", []))
            .Add("sub/blank.txt", new string(' ', 900_000))
            .Write();

        var taken = await intake.TakeAsync(new MemoryStream(zip), CancellationToken.None);

        Assert.Equal(["notes.scc"], taken.LeftOut);
        Assert.Equal(5, taken.Files);
        var folder = Path.Combine(Data, "packages", $"{taken.Id:n}");
        Assert.All(Directory.GetFiles(folder).Select(Path.GetFileName), file => Assert.True(file == "index.json" || file!.Length == 64, file));
        var opened = await new PackageFolder(new DataFolder(Data)).OpenAsync(taken.Id, "hình ảnh/Ảnh.svg".Replace("Ả", "ả", StringComparison.Ordinal), CancellationToken.None);
        Assert.NotNull(opened);
        await opened.Value.Content.DisposeAsync();
    }

    [Fact]
    public async Task Archive_LargerThanAllowed_IsRefusedWhileItArrives()
    {
        using var intake = Intake(limits => limits.Megabytes = 1);
        var endless = new Endless();
        var refused = await Assert.ThrowsAsync<RuleViolation>(() => intake.TakeAsync(endless, CancellationToken.None));
        Assert.Equal("Zip.TooLarge", refused.Key);
        Assert.True(endless.Given < 2 * 1024 * 1024);
    }

    [Theory]
    [InlineData("external entity", """<!DOCTYPE manifest [<!ENTITY x SYSTEM "file:///etc/passwd">]><manifest>&x;</manifest>""", "Manifest.Broken")]
    [InlineData("entity of the network", """<!DOCTYPE manifest SYSTEM "http://127.0.0.1:9/x.dtd"><manifest/>""", "Manifest.Broken")]
    [InlineData("laughs", """<!DOCTYPE m [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><m>&c;</m>""", "Manifest.Broken")]
    [InlineData("unknown entity", "<manifest>&x;</manifest>", "Manifest.Broken")]
    [InlineData("cut", "<manifest><organizations>", "Manifest.Broken")]
    [InlineData("no XML", "manifest", "Manifest.Broken")]
    [InlineData("page", "<html></html>", "Manifest.Root")]
    public async Task Manifest_ThatIsHostile_IsRefused(string what, string xml, string key)
    {
        Assert.NotEmpty(what);
        await RefusesAsync(xml, key);
    }

    [Fact]
    public async Task Manifest_WithInclusion_ReadsNothingElse()
    {
        using var intake = Intake();
        var taken = await intake.TakeAsync(
            new MemoryStream(new ZipWriter().Add("imsmanifest.xml", """<manifest xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd" parse="text"/></manifest>""").Write()), CancellationToken.None);
        Assert.Empty(taken.Course.Parts);
        Assert.Contains(taken.Course.Findings, finding => finding.Stops);
    }

    [Fact]
    public async Task Manifest_TooDeep_IsRefused() => await RefusesAsync(string.Concat(Enumerable.Repeat("<a>", 3000)) + string.Concat(Enumerable.Repeat("</a>", 3000)), "Manifest.TooMuch");

    [Fact]
    public async Task Manifest_TooMany_IsRefused() => await RefusesAsync($"<manifest>{string.Concat(Enumerable.Repeat("<a/>", 200_000))}</manifest>", "Manifest.TooMuch");

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    private PackageIntake Intake(Action<PackageLimits>? change = null)
    {
        Directory.CreateDirectory(Data);
        var limits = new PackageLimits { UnpackedMegabytes = 20, Files = 500 };
        change?.Invoke(limits);
        return new PackageIntake(new PackageFolder(new DataFolder(Data)), Options.Create(limits));
    }

    private async Task RefusesAsync(string xml, string key)
    {
        using var intake = Intake();
        var refused = await Assert.ThrowsAsync<RuleViolation>(() => intake.TakeAsync(new MemoryStream(new ZipWriter().Add("imsmanifest.xml", xml).Write()), CancellationToken.None));
        Assert.Equal(key, refused.Key);
        Assert.Equal([".work"], Directory.GetFileSystemEntries(Path.Combine(Data, "packages")).Select(Path.GetFileName));
    }

    /// <summary>Sends on and on.</summary>
    private sealed class Endless : MemoryStream
    {
        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Given += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
