using System.Diagnostics;

namespace Training.Tests.Media;

/// <summary>Tests that clean real files, with the tools that do it and the one that looks for what they left.</summary>
internal static class MediaTools
{
    private static readonly string[] Needed = ["vips", "vipsheader", "qpdf", "exiftool", "prlimit", "timeout"];

    public static string? Reason { get; } = Needed.Where(tool => Training.Media.Tools.ToolBox.Find(tool) is null).ToArray() is { Length: > 0 } missing
        ? $"No {string.Join(", ", missing)}: not on the path. ./test.sh installs libvips-tools, qpdf and libimage-exiftool-perl."
        : null;

    /// <summary>Runs a tool in a folder, with what the test made.</summary>
    public static async Task<string> RunAsync(string folder, string tool, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{tool} {string.Join(' ', arguments)}: {process.ExitCode} {await errors}");
        return output;
    }
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class MediaFactAttribute : FactAttribute
{
    public MediaFactAttribute() => Skip = MediaTools.Reason!;
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class MediaTheoryAttribute : TheoryAttribute
{
    public MediaTheoryAttribute() => Skip = MediaTools.Reason!;
}
