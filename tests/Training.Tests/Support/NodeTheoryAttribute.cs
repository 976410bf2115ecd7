namespace Training.Tests.Support;

/// <summary>A theory that runs the independent verifier, which needs Node.js.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute()
    {
        if (Program is null)
        {
            Skip = "No Node.js: node is not on the path. ./test.sh installs it.";
        }
    }

    /// <summary>Where node is; null where it is not.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node"))
        .FirstOrDefault(File.Exists);
}
