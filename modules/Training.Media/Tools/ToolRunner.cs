using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Training.Media.Intake;
using Training.Media.Storing;
using Training.Modules;

namespace Training.Media.Tools;

/// <param name="ExitCode">128 and the number of the signal where one ended it.</param>
/// <param name="Output">The beginning of what it said.</param>
/// <param name="Errors">The beginning of what it complained about.</param>
internal sealed record ToolResult(int ExitCode, string Output, string Errors);

/// <summary>
/// Runs a decoder on a hostile file: as a process of its own, without a shell, without the site's environment, without network where the kernel
/// allows that, with limits on time, memory and the size of what it writes, in the work folder of the one file. <c>timeout</c> ends it also where the site
/// itself has died.
/// </summary>
internal sealed class ToolRunner(ToolBox tools, IOptions<MediaOptions> options)
{
    public static readonly string[] WithoutNetwork = ["--user", "--map-current-user", "--net", "--"];

    private const int Heard = 64 * 1024;
    private const int Killed = 128 + 9;
    private const int OutOfTime = 128 + 24;
    private const int OpenFiles = 256;
    private const int Megabyte = 1024 * 1024;

    // No tool needs to write more than this into one file.
    private const int WrittenMegabytes = 64;

    /// <exception cref="RuleViolation">It took too long.</exception>
    public async Task<ToolResult> RunAsync(WorkFolder work, string program, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo(ToolBox.Find("timeout")!, [.. await LimitsAsync(), ToolBox.Find(program)!, .. arguments])
        {
            WorkingDirectory = work.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in EnvironmentOf(work))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var output = HearAsync(process.StandardOutput, ct);
            var errors = HearAsync(process.StandardError, ct);
            await process.WaitForExitAsync(ct);
            return process.ExitCode is Killed or OutOfTime ? throw new RuleViolation("File.TookTooLong") : new ToolResult(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    private async Task<IReadOnlyList<string>> LimitsAsync()
    {
        var limits = options.Value;
        return
        [
            "--signal=KILL", Text(limits.Seconds),
            ToolBox.Find("prlimit")!, $"--cpu={Text(limits.Seconds)}", $"--as={Text(limits.MemoryMegabytes * (long)Megabyte)}",
            $"--fsize={Text(WrittenMegabytes * (long)Megabyte)}", $"--nofile={OpenFiles}", "--core=0", "--",
            .. await tools.UnshareAsync() is { } unshare ? [unshare, .. WithoutNetwork] : Array.Empty<string>(),
        ];
    }

    // One thread and only the loaders that its authors trust with strangers' files.
    private static Dictionary<string, string> EnvironmentOf(WorkFolder work) => new()
    {
        ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
        ["HOME"] = work.Path,
        ["TMPDIR"] = work.Path,
        ["LC_ALL"] = "C.UTF-8",
        ["VIPS_CONCURRENCY"] = "1",
        ["VIPS_BLOCK_UNTRUSTED"] = "1",
    };

    // Reads to the end, so that the tool does not wait, and keeps the beginning.
    private static async Task<string> HearAsync(StreamReader from, CancellationToken ct)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        while (await from.ReadAsync(buffer, ct) is > 0 and var read)
        {
            text.Append(buffer, 0, Math.Min(read, Heard - text.Length));
        }

        return text.ToString();
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
