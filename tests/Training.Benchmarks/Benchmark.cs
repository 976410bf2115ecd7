using System.Globalization;
using Training.Tests.Auditing;
using Training.Tests.Identity;
using Training.Tests.Support;
using Xunit.Abstractions;

namespace Training.Benchmarks;

/// <summary>Figures of this machine: printed, never judged. <c>dotnet run -c Release --project tests/Training.Benchmarks -- sign-in</c>.</summary>
internal static class Benchmark
{
    private static readonly Dictionary<string, Func<Database, Task>> All = new()
    {
        ["sign-in"] = SignInStorm.RunAsync,
        ["enumeration"] = Enumeration.RunAsync,
        ["workflows"] = Workflows.RunAsync,
        ["signoffs"] = Signoffs.RunAsync,
        ["progress"] = Progress.RunAsync,
        ["courses"] = Courses.RunAsync,
        ["audit"] = database => new ScaleTests(new ToConsole()).Verify_OfHundredThousandEntries_PrintsSizeAndTime(database),
        ["duplicates"] = _ => Task.Run(new DuplicateRuleTests(new ToConsole()).Find_TwentyThousandPeople_FindsThePlantedOnesByLittleComparing),
    };

    /// <summary>Numbers given behind the name, such as smaller ones to try a benchmark out.</summary>
    public static IReadOnlyList<int> Numbers { get; private set; } = [];

    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var name, ..] || !All.TryGetValue(name, out var run))
        {
            Print($"Name one of: {string.Join(", ", All.Keys)}. It runs on SQLite, and on PostgreSQL where {OnPostgreSqlAttribute.Variable} is set.");
            return 2;
        }

        Numbers = [.. arguments.Skip(1).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];

        // Where the list of the projects' folders lies, by which the site finds its own.
        Directory.SetCurrentDirectory(AppContext.BaseDirectory);

        // Many sites start in one process; watching their settings files would use up the system's file watches.
        Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
        foreach (var database in OnPostgreSqlAttribute.Server is null || name == "duplicates" ? [Database.Sqlite] : new[] { Database.Sqlite, Database.PostgreSql })
        {
            Print($"{name} on {database}, {Environment.ProcessorCount} cores");
            await run(database);
        }

        return 0;
    }

    /// <summary>Its figures are what this program is for.</summary>
#pragma warning disable RS0030
    public static void Print(string line) => Console.WriteLine(line);
#pragma warning restore RS0030

    private sealed class ToConsole : ITestOutputHelper
    {
        public void WriteLine(string message) => Print(message);

        public void WriteLine(string format, params object[] args) => Print(string.Format(CultureInfo.InvariantCulture, format, args));
    }
}
