using System.Diagnostics;
using Microsoft.Extensions.Options;
using Training.Media.Intake;

namespace Training.Media.Tools;

/// <summary>Which programs this machine has. Looked up each time: one may be installed while the site runs.</summary>
internal sealed class ToolBox(IOptions<MediaOptions> options)
{
    private static readonly string[] Limiters = ["timeout", "prlimit"];

    private readonly Lazy<Task<string?>> _unshare = new(FindUnshareAsync);

    /// <summary>What cleaning pictures lacks; empty where nothing.</summary>
    public IReadOnlyList<string> MissingForImages => Missing([options.Value.Vips, options.Value.VipsHeader]);

    /// <summary>What cleaning PDF files lacks; empty where nothing.</summary>
    public IReadOnlyList<string> MissingForPdf => Missing([options.Value.Qpdf]);

    /// <summary>The whole path of a program; null where it is not there.</summary>
    public static string? Find(string program)
    {
        var candidates = program.Contains('/', StringComparison.Ordinal)
            ? [program]
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, program));
        return candidates.FirstOrDefault(File.Exists);
    }

    /// <summary>A program that takes the network from another; null where the kernel does not let this process do so.</summary>
    public Task<string?> UnshareAsync() => _unshare.Value;

    private static IReadOnlyList<string> Missing(IEnumerable<string> programs) => [.. programs.Concat(Limiters).Where(program => Find(program) is null).Select(program => Path.GetFileName(program))];

    private static async Task<string?> FindUnshareAsync()
    {
        if (Find("unshare") is not { } unshare || Find("true") is not { } nothing)
        {
            return null;
        }

        using var process = Process.Start(new ProcessStartInfo(unshare, [.. ToolRunner.WithoutNetwork, nothing]) { RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? unshare : null;
    }
}
