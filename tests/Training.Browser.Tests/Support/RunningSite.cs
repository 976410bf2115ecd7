using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Training.Browser.Tests.Support;

/// <summary>
/// The site as people run it: its own process, a free port, a new database with the demo recipe. All of it is gone afterwards. The recipe
/// runs once for each kind of database, in a first process; every site begins with a copy of what that one left.
/// </summary>
internal sealed partial class RunningSite : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private static readonly ConcurrentDictionary<Database, Lazy<Task<RunningSite>>> Firsts = new();

    private readonly Database _database;
    private readonly string _name = $"training_{Guid.CreateVersion7():n}";
    private readonly string _folder = Directory.CreateTempSubdirectory("training-browser-").FullName;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private RunningSite(Database database, IReadOnlyDictionary<string, string> settings)
    {
        _database = database;
        _process = new Process { StartInfo = Command(settings), EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"The site ended at its start:\n{Output}"));
    }

    public string Address { get; private set; } = "";

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <param name="database">Where its data is.</param>
    /// <param name="settings">What is set besides that, as in appsettings: <c>Mail:Host</c>.</param>
    public static async Task<RunningSite> StartAsync(Database database, IReadOnlyDictionary<string, string> settings)
    {
        var first = await Firsts.GetOrAdd(database, key => new Lazy<Task<RunningSite>>(() => PrepareAsync(key))).Value;
        var site = new RunningSite(database, settings);
        foreach (var file in Directory.EnumerateFiles(first._folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(site._folder, Path.GetRelativePath(first._folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        await site.OpenAsync(first._name);
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        catch (InvalidOperationException)
        {
            // It never started.
        }

        _process.Dispose();
        if (_database == Database.PostgreSql)
        {
            await OnPostgreSqlAttribute.AdministerAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A site on which the recipe ran and which ended as when somebody stops it.</summary>
    private static async Task<RunningSite> PrepareAsync(Database database)
    {
        var site = new RunningSite(database, new Dictionary<string, string>());
        await site.OpenAsync("template1");
        using (var stop = Process.Start("kill", ["-TERM", site._process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await stop.WaitForExitAsync();
        }

        await site._process.WaitForExitAsync().WaitAsync(Patience);
        return site;
    }

    private async Task OpenAsync(string template)
    {
        try
        {
            if (_database == Database.PostgreSql)
            {
                await OnPostgreSqlAttribute.CreateDatabaseAsync(_name, template);
            }

            _process.Start();
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
            Address = await _address.Task.WaitAsync(Patience);
            await BecomeReadyAsync();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    [GeneratedRegex(@"Training is ready at (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Greeting();

    private ProcessStartInfo Command(IReadOnlyDictionary<string, string> settings)
    {
        // This project and the site are built with the same configuration, each into its own folder.
        var built = Path.GetRelativePath(Path.Combine(Repository.Folder, "tests", "Training.Browser.Tests"), AppContext.BaseDirectory);
        var folder = Path.Combine(Repository.Folder, "src", "Training.Web");
        var command = new ProcessStartInfo("dotnet", [Path.Combine(folder, built, "Training.Web.dll"), "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        command.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        command.Environment["Data__Folder"] = _folder;
        command.Environment["Database__Provider"] = _database.ToString();
        command.Environment["Database__ConnectionString"] = _database == Database.Sqlite
            ? $"Data Source={Path.Combine(_folder, "training.db")}"
            : OnPostgreSqlAttribute.SiteConnection(_name).ConnectionString;
        command.Environment["Setup__Recipe"] = "demo";
        command.Environment["Demo__Enabled"] = "true";
        command.Environment["Jobs__Enabled"] = "true";
        foreach (var (name, value) in settings)
        {
            command.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return command;
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (Greeting().Match(line) is { Success: true } found)
        {
            _address.TrySetResult(found.Groups[1].Value);
        }
    }

    private async Task BecomeReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = new Uri(Address) };
        for (var tries = 0; tries < 100; tries++)
        {
            using var answer = await client.GetAsync("/health/ready");
            if (answer.IsSuccessStatusCode)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        throw new TimeoutException($"The site does not become ready:\n{Output}");
    }
}
