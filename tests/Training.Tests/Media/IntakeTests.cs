using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Training.Media.Contracts;
using Training.Media.Intake;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.Media;

public sealed class IntakeTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Take_OtherKinds_AreRefusedAndLeaveNothing(Database database)
    {
        await using var site = await Files.StartAsync(database);
        await site.RefusesAsync("File.Dicom", Samples.Dicom());
        await site.RefusesAsync("File.Dicom", Samples.DicomWithoutPreamble());
        await site.RefusesAsync("File.Empty", []);
        foreach (var other in new[]
        {
            Samples.Zip(),
            [.. "GIF89a/*"u8, .. new byte[200], .. "*/=1;alert(1)//"u8],
            "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"u8.ToArray(),
            "<!doctype html><script>alert(1)</script>"u8.ToArray(),
            [.. Enumerable.Repeat((byte)' ', 20), .. PdfSamples.Plain()],
            [0x4D, 0x5A, .. new byte[500]],
            [1],
        })
        {
            await site.RefusesAsync("File.OtherKind", other);
        }

        await site.RefusesAsync("File.OtherKind", PdfSamples.Plain(), FileKinds.Image);
        await site.RefusesAsync("File.OtherKind", SoundSamples.Ogg(), FileKinds.Image | FileKinds.Pdf);
        var refusal = await site.RefusesAsync("File.OtherKind", Samples.Png(4, 4), FileKinds.Audio);
        Assert.Contains("WebM", (string)refusal.Arguments[0], StringComparison.Ordinal);
        Assert.Empty(site.StoredFiles());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Take_TooLarge_IsRefusedWithoutReadingAll(Database database)
    {
        await using var site = await Files.StartAsync(database);
        foreach (var (start, kinds, megabytes) in new[] { (Samples.Png(4, 4), FileKinds.Image, 10L), (PdfSamples.Plain(), FileKinds.Pdf, 10L), (SoundSamples.Ogg(), FileKinds.Audio, 2L) })
        {
            var sent = new byte[40 * 1024 * 1024];
            start.CopyTo(sent, 0);
            using var content = new MemoryStream(sent);
            var refusal = await Assert.ThrowsAsync<RuleViolation>(
                () => site.DataAsync((_, services) => services.GetRequiredService<IFileIntake>().TakeAsync(content, kinds, null, CancellationToken.None)));
            Assert.Equal(("File.TooLarge", (object)megabytes), (refusal.Key, refusal.Arguments[0]));
            Assert.True(content.Position <= (megabytes * 1024 * 1024) + (64 * 1024), $"{content.Position} bytes were read.");
        }

        Assert.Empty(site.StoredFiles());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Take_FormFile_UsesNeitherItsNameNorItsType(Database database)
    {
        await using var site = await Files.StartAsync(database);
        var sent = SoundSamples.Ogg();
        var file = new FormFile(new MemoryStream(sent), 0, sent.Length, "Input.Voice", "../../Nguyễn Văn A.html") { Headers = new HeaderDictionary(), ContentType = "text/html" };
        var taken = await site.DataAsync((_, services) => services.GetRequiredService<IFileIntake>().TakeAsync(file, FileKinds.Audio, CancellationToken.None));
        Assert.Equal("audio/ogg", taken.ContentType);
        Assert.Equal([site.PathOf(taken.Hash)], site.StoredFiles());
        var refusal = await Assert.ThrowsAsync<RuleViolation>(
            () => site.DataAsync((_, services) => services.GetRequiredService<IFileIntake>().TakeAsync(file, FileKinds.Image, CancellationToken.None)));
        Assert.Equal("Input.Voice", refusal.Field);
    }

    [Fact]
    public async Task Take_ToolThatHangs_IsEndedWithItsChildren()
    {
        using var tools = new Scripts("echo $$ > pid; sleep 600 & echo $! >> pid; cp pid \"$0.pid\"; wait");
        await using var site = await Files.StartAsync(Database.Sqlite, options: options => (options.VipsHeader, options.Vips, options.Qpdf, options.Seconds) = (tools.Path, tools.Path, tools.Path, 1));
        await site.RefusesAsync("File.TookTooLong", Samples.Png(4, 4));
        await AssertEndedAsync(tools);
        await site.RefusesAsync("File.TookTooLong", PdfSamples.Plain());
        Assert.Empty(Directory.GetDirectories(System.IO.Path.Combine(site.Folder, "files", ".work")));
    }

    [Fact]
    public async Task Take_WhoeverSendsGoesAway_EndsTheTool()
    {
        using var tools = new Scripts("echo $$ > pid; cp pid \"$0.pid\"; sleep 600");
        await using var site = await Files.StartAsync(Database.Sqlite, options: options => (options.VipsHeader, options.Seconds) = (tools.Path, 60));
        using var away = new CancellationTokenSource();
        var taking = site.DataAsync((_, services) => services.GetRequiredService<IFileIntake>().TakeAsync(new MemoryStream(Samples.Png(4, 4)), FileKinds.Image, null, away.Token));
        while (!File.Exists(tools.Path + ".pid"))
        {
            await Task.Yield();
        }

        await away.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taking);
        await AssertEndedAsync(tools);
        Assert.Empty(site.StoredFiles());
        Assert.Empty(Directory.GetDirectories(System.IO.Path.Combine(site.Folder, "files", ".work")));
    }

    [Fact]
    public async Task Take_GreedyTool_HitsItsLimits()
    {
        // Says what it may have; writes more than it may.
        using var tools = new Scripts("cat /proc/self/limits > \"$0.limits\"; env > \"$0.env\"; cat /proc/net/route > \"$0.net\"; head -c 100000000 /dev/zero > big; wc -c < big > \"$0.written\"; exit 1");
        Environment.SetEnvironmentVariable("TRAINING_TEST_SECRET", "a secret of the site");
        await using var site = await Files.StartAsync(Database.Sqlite, options: options => (options.VipsHeader, options.MemoryMegabytes) = (tools.Path, 300));
        await site.RefusesAsync("File.Broken", Samples.Png(4, 4));
        var limits = await File.ReadAllTextAsync(tools.Path + ".limits");
        Assert.Matches($@"Max address space\s+{300 * 1024 * 1024}\s", limits);
        Assert.Matches(@"Max cpu time\s+30\s", limits);
        Assert.Matches(@"Max core file size\s+0\s", limits);
        Assert.Equal(64 * 1024 * 1024, int.Parse(await File.ReadAllTextAsync(tools.Path + ".written"), CultureInfo.InvariantCulture));
        Assert.DoesNotContain("TRAINING", await File.ReadAllTextAsync(tools.Path + ".env"), StringComparison.Ordinal);
        if (await site.Services.GetRequiredService<Training.Media.Tools.ToolBox>().UnshareAsync() is not null)
        {
            // Not one route; at most the heading of the table.
            Assert.True((await File.ReadAllLinesAsync(tools.Path + ".net")).Length <= 1);
        }
    }

    [Fact]
    public async Task Take_ToolMissing_IsRefusedInWordsAndSaidByHealth()
    {
        await using var site = await Files.StartAsync(Database.Sqlite, options: options => (options.Vips, options.Qpdf) = ("/nowhere/vips", "no-such-qpdf"));
        await site.RefusesAsync("Image.NoTool", Samples.Png(4, 4));
        await site.RefusesAsync("Pdf.NoTool", PdfSamples.Plain());
        await site.TakeAsync(SoundSamples.Ogg());
        var health = await site.Visitor().GetAsync("/health/ready");
        Assert.True(health.IsOk);
        Assert.StartsWith("Degraded\n", health.Body, StringComparison.Ordinal);
        Assert.Contains("Không xử lý được ảnh: thiếu vips (", health.Body, StringComparison.Ordinal);
        Assert.Contains("Không xử lý được PDF: thiếu no-such-qpdf", health.Body, StringComparison.Ordinal);
        Assert.True((await site.Visitor().GetAsync("/account/login")).IsOk);
    }

    [MediaTheory, OnSqlite, OnPostgreSql]
    public async Task Take_TwentyAtOnce_StayWithinTheLimit(Database database)
    {
        var photo = await Samples.PhotoAsync();
        await using var site = await Files.StartAsync(database);
        var gate = site.Services.GetRequiredService<IntakeGate>();
        var (most, done) = (0, false);
        Directory.CreateDirectory(System.IO.Path.Combine(site.Folder, "files", ".work"));
        var watching = Task.Run(async () =>
        {
            while (!done)
            {
                most = Math.Max(most, gate.Inside);
                Assert.True(Directory.GetDirectories(System.IO.Path.Combine(site.Folder, "files", ".work")).Length <= 2);
                await Task.Yield();
            }
        });
        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => site.TakeAsync([.. photo, (byte)n])));
        done = true;
        await watching;
        Assert.Equal(2, most);
        Assert.Single(taken.Distinct());
        Assert.Single(site.StoredFiles());
        Assert.Equal(0, gate.Inside);
    }

    [Fact]
    public async Task Take_NoPlaceInTime_AsksToComeBack()
    {
        await using var site = await Files.StartAsync(Database.Sqlite, options: options => (options.AtOnce, options.Seconds) = (1, 1));
        using var place = await site.Services.GetRequiredService<IntakeGate>().EnterAsync(CancellationToken.None);
        var refusal = await site.RefusesAsync("File.Busy", SoundSamples.Ogg());
        Assert.Equal(503, refusal.Status);
    }

    [Fact]
    public void Options_OutOfBounds_AreNamed()
    {
        var wrong = new CheckMediaOptions().Validate(null, new MediaOptions { ImageMegabytes = 17, Seconds = 0 });
        Assert.Equal(["Media:ImageMegabytes is 17; it must be from 1 to 16.", "Media:Seconds is 0; it must be from 1 to 90."], wrong.Failures);
        Assert.Equal(ValidateOptionsResult.Success, new CheckMediaOptions().Validate(null, new MediaOptions()));
    }

    private static async Task AssertEndedAsync(Scripts tools)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        foreach (var id in await File.ReadAllLinesAsync(tools.Path + ".pid"))
        {
            while (IsRunning(id))
            {
                Assert.False(patience.IsCancellationRequested, $"Process {id} lives.");
                await Task.Yield();
            }
        }
    }

    // Dead ones may still wait for whoever inherited them to take notice.
    private static bool IsRunning(string id)
    {
        try
        {
            return !File.ReadAllText($"/proc/{id}/status").Contains("State:\tZ", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>A program of the test's own in the place of a tool.</summary>
    private sealed class Scripts : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("training-tool-");

        public Scripts(string script)
        {
            File.WriteAllText(Path, $"#!/bin/sh\n{script}\n", new UTF8Encoding(false));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        public string Path => System.IO.Path.Combine(_folder.FullName, "tool");

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
