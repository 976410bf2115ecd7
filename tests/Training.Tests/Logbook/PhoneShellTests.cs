using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Training.Tests.Architecture;
using Training.Tests.Support;

namespace Training.Tests.Logbook;

/// <summary>The frame that a phone keeps: what it is made of, and what its answers say about it.</summary>
public sealed partial class PhoneShellTests
{
    private const int MostBytes = 150 * 1024;

    // The shell, and the modules that add screens to it.
    private static readonly string[] Modules = ["Logbook", "Courses", "Questions"];

    [Theory, OnSqlite]
    public async Task Shell_ForAVisitor_IsKeptWholeInItsBudgetAndSaysNothingAboutAnybody(Database database)
    {
        await using var site = await Site.StartAsync(database, "blank");
        var visitor = site.Visitor();
        var worker = await visitor.GetAsync("/phone/sw.js");
        Assert.Equal(("text/javascript", "no-cache"), (worker.Response.Content.Headers.ContentType!.MediaType, worker.Response.Headers.CacheControl!.ToString()));
        Assert.Equal("/phone", worker.Response.Headers.GetValues("Service-Worker-Allowed").Single());
        var build = JsonDocument.Parse(Build().Match(worker.Body).Groups[1].Value).RootElement;
        var files = build.GetProperty("files").EnumerateArray().Select(file => file.GetString()!).ToArray();
        Assert.Contains("/_content/Training.Logbook/phone/app.js", files);
        Assert.DoesNotContain(files, file => file.StartsWith("/logbook", StringComparison.Ordinal));

        // Everything that the modules import is kept, or the shell would not start without network.
        foreach (var script in files.Where(file => file.EndsWith(".js", StringComparison.Ordinal)))
        {
            var (module, path) = (script.Split('/')[2], string.Join('/', script.Split('/')[3..]));
            var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "modules", module, "wwwroot", path));
            Assert.All(Import().Matches(text), import => Assert.Contains(new Uri(new Uri($"https://x{script}"), import.Groups[1].Value).AbsolutePath, files));
        }

        // Scripts and styles, as the budget has it. Codes are drawn and read by libraries that a screen asks for when it first needs them; the worker fetches them beside, to have them without network.
        var (first, later) = (0, 0);
        foreach (var file in files.Append("/phone/sw.js"))
        {
            var answer = await visitor.GetAsync(file);
            Assert.True(answer.IsOk, $"{file}: {answer.Status}");
            var size = file.EndsWith(".js", StringComparison.Ordinal) || file.EndsWith(".css", StringComparison.Ordinal) ? Compressed(await answer.Response.Content.ReadAsByteArrayAsync()) : 0;
            (first, later) = file.Contains("/qr-codes/", StringComparison.Ordinal) ? (first, later + size) : (first + size, later);
        }

        Assert.InRange(first, 1, MostBytes);
        Assert.InRange(later, 1, MostBytes);

        var shell = await visitor.GetAsync("/phone");
        Assert.Equal(build.GetProperty("version").GetString(), shell.Response.Headers.GetValues("Phone-Version").Single());
        Assert.False(shell.Response.Headers.Contains("Set-Cookie"));
        var policy = shell.Response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("worker-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("manifest-src 'self'", policy, StringComparison.Ordinal);

        foreach (var language in new[] { "vi", "en" })
        {
            var manifest = await visitor.GetAsync($"/phone/{language}.webmanifest");
            Assert.Equal("application/manifest+json", manifest.Response.Content.Headers.ContentType!.MediaType);
            var said = JsonDocument.Parse(manifest.Body).RootElement;
            Assert.Equal(("/phone", "standalone", language), (said.GetProperty("start_url").GetString(), said.GetProperty("display").GetString(), said.GetProperty("lang").GetString()));
            Assert.Contains(said.GetProperty("icons").EnumerateArray(), icon => icon.GetProperty("purpose").GetString() == "maskable");
            foreach (var icon in said.GetProperty("icons").EnumerateArray())
            {
                Assert.True((await visitor.GetAsync(icon.GetProperty("src").GetString()!)).IsOk);
            }
        }

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/phone/xx.webmanifest")).Status);
    }

    [Fact]
    public void Words_ThatScriptsAskFor_AreThereAndNoneIsLeftOver()
    {
        var scripts = string.Join('\n', Modules.SelectMany(module => Directory.EnumerateFiles(Path.Combine(Repository.Root, $"modules/Training.{module}/wwwroot/phone"), "*.js", SearchOption.AllDirectories)).Select(File.ReadAllText));
        var asked = Said().Matches(Regex.Replace(scripts, "=== '[^']*'", "")).SelectMany(match => Literal().Matches(match.Groups[1].Value)).Select(match => $"Phone.{match.Groups[1].Value}").ToHashSet();
        var there = Modules.SelectMany(module => TextSet.Read(Repository.Files.Single(file => file.Path == $"modules/Training.{module}/Texts.resx"), null).Keys).Where(key => key.StartsWith("Phone.", StringComparison.Ordinal)).ToHashSet();
        Assert.True(asked.Count > 50, $"{asked.Count} words");
        Assert.Empty(asked.Except(there));
        Assert.DoesNotContain(there, key => !scripts.Contains($"'{key["Phone.".Length..]}'", StringComparison.Ordinal));
    }

    private static int Compressed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return (int)Math.Min(packed.Length, content.Length);
    }

    [GeneratedRegex(@"^const BUILD = (\{.*\});")]
    private static partial Regex Build();

    [GeneratedRegex(@"from '(\.[^']+)'")]
    private static partial Regex Import();

    [GeneratedRegex(@"\bsay\(((?>[^()']|'[^']*'|(?<deep>\()|(?<-deep>\)))*(?(deep)(?!)))\)")]
    private static partial Regex Said();

    [GeneratedRegex("'([A-Z][A-Za-z.]*)'")]
    private static partial Regex Literal();
}
