namespace Training.Browser.Tests.Support;

internal static class Repository
{
    public static string Folder { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string TestResults { get; } = Path.Combine(Folder, "tests", "Training.Browser.Tests", "TestResults");

    private static string Find(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Training.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Training.sln is in no folder above the tests.");
    }
}
