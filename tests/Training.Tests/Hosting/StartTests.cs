using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Training.Tests.Support;

namespace Training.Tests.Hosting;

/// <summary>The site as it is started on a machine: a process of its own.</summary>
public sealed partial class StartTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("training-start-").FullName;

    public static TheoryData<string, string, string> BadConfigurations => new()
    {
        { "Database__Provider", "Oracle", "it must be Sqlite or PostgreSql" },
        { "Database__Provider", "PostgreSql", "Database:ConnectionString must say where the server is" },
        { "Database__ConnectionString", "this is no connection string", "is not a connection string for Sqlite" },
        { "Demo__Enabled", "true", "can not run in Production" },
        { "Setup__Recipe", "no-such-recipe", "no-such-recipe.recipe.json: there is no such recipe" },
        { "Setup__AdministratorEmail", "chu@benhvien.vn", "Setup:AdministratorEmail" },
    };

    [Theory, MemberData(nameof(BadConfigurations))]
    public async Task Start_BadConfiguration_EndsWithOneSentence(string variable, string value, string reason)
        => await AssertComplainsAsync(new() { [variable] = value }, reason);

    [Fact]
    public async Task Start_PostgreSqlUnreachable_EndsWithOneSentence() => await AssertComplainsAsync(
        new() { ["Database__Provider"] = "PostgreSql", ["Database__ConnectionString"] = $"Host=127.0.0.1;Port={FreePort()};Username=x;Password=x;Database=x;Timeout=5" },
        "The PostgreSql database can not be reached or opened");

    [Fact]
    public async Task Start_DataFolderBelowAFile_EndsWithOneSentence()
    {
        var file = Path.Combine(_folder, "a-file");
        await File.WriteAllTextAsync(file, "");
        await AssertComplainsAsync(new() { ["Data__Folder"] = Path.Combine(file, "data") }, "can not be written to");
    }

    [Fact]
    public async Task Start_DatabaseFileIsNone_EndsWithOneSentence()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "training.db"), new string('x', 10_000));
        await AssertComplainsAsync([], "The Sqlite database can not be reached or opened");
    }

    [Fact]
    public async Task Start_GoodConfiguration_IsReadyAndPrintsTheAddress()
    {
        var port = FreePort();
        using var site = Start(new() { ["ASPNETCORE_HTTP_PORTS"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        var address = await site.AddressAsync();
        Assert.EndsWith($":{port}", address, StringComparison.Ordinal);

        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"http://127.0.0.1:{port}/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"http://127.0.0.1:{port}/health/ready")).StatusCode);
        using var login = await client.GetAsync($"http://127.0.0.1:{port}/account/login");
        Assert.Equal(HttpStatusCode.OK, login.StatusCode);
        Assert.DoesNotContain("demo.local", await login.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await HealthAsync(port));
        Assert.Contains("SQLite 3.", site.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("demo.local", site.Output, StringComparison.Ordinal);

        // A second one on the same address says what is wrong.
        using var second = Start(new() { ["ASPNETCORE_HTTP_PORTS"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture), ["Data__Folder"] = Path.Combine(_folder, "second") });
        Assert.NotEqual(0, await second.EndAsync());
        Assert.Single(second.ErrorLines);
        Assert.Contains("--urls", second.ErrorLines[0], StringComparison.Ordinal);

        site.Stop();
        await site.EndAsync();
        Assert.NotEqual(0, await HealthAsync(port));
    }

    [Fact]
    public async Task Start_InDevelopment_PrintsTheDemoAccounts()
    {
        using var site = Start(new() { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["Setup__Recipe"] = "demo", ["Demo__Enabled"] = "true" });
        await site.AddressAsync();
        foreach (var account in new[] { "hocvien", "bsnoi", "huongdan", "giaovu", "khth", "giamdoc", "soyte", "boyte", "quantri" })
        {
            Assert.Contains($"{account}@demo.local", site.Output, StringComparison.Ordinal);
        }

        Assert.Contains(Visitor.DemoPassword, site.Output, StringComparison.Ordinal);
        Assert.Empty(site.ErrorLines);
    }

    [Fact]
    public async Task RecipeRun_AsCommand_StoresAndEnds()
    {
        using var first = Start([], "recipe", "run", "blank");
        Assert.Equal(0, await first.EndAsync());
        Assert.Contains("Recipe blank is stored.", first.Output, StringComparison.Ordinal);
        using var unknown = Start([], "recipe", "run", "nothing");
        Assert.NotEqual(0, await unknown.EndAsync());
        Assert.Single(unknown.ErrorLines);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task AssertComplainsAsync(Dictionary<string, string> variables, string reason)
    {
        using var site = Start(variables);
        Assert.NotEqual(0, await site.EndAsync());
        var line = Assert.Single(site.ErrorLines);
        Assert.Contains(reason, line, StringComparison.Ordinal);
        Assert.EndsWith(".", line, StringComparison.Ordinal);
    }

    private async Task<int> HealthAsync(int port)
    {
        using var health = Start(new() { ["ASPNETCORE_HTTP_PORTS"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture) }, "health");
        return await health.EndAsync();
    }

    private SiteProcess Start(Dictionary<string, string> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var inherited in start.Environment.Keys.Where(k => k.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || k.Contains("__", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(inherited);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Data__Folder"] = _folder;
        if (!variables.ContainsKey("ASPNETCORE_HTTP_PORTS"))
        {
            start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return new SiteProcess(start);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"Training is ready at (\S+)")]
    private static partial Regex Ready();

    private sealed class SiteProcess : IDisposable
    {
        private readonly Process _process;
        private readonly StringBuilder _output = new();
        private readonly List<string> _errors = [];
        private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SiteProcess(ProcessStartInfo start)
        {
            _process = Process.Start(start)!;
            _process.OutputDataReceived += (_, line) => Read(line.Data);
            _process.ErrorDataReceived += (_, line) =>
            {
                if (!string.IsNullOrEmpty(line.Data))
                {
                    lock (_errors)
                    {
                        _errors.Add(line.Data);
                    }
                }
            };
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }

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

        public IReadOnlyList<string> ErrorLines
        {
            get
            {
                lock (_errors)
                {
                    return [.. _errors];
                }
            }
        }

        public async Task<string> AddressAsync()
        {
            var ended = _process.WaitForExitAsync();
            var first = await Task.WhenAny(_address.Task, ended).WaitAsync(Patience);
            Assert.True(first == _address.Task, $"It ended: {string.Join('\n', ErrorLines)}");
            var address = await _address.Task;

            // The greeting is several lines; the last one closes it.
            while (!Output.Contains("Ctrl+C", StringComparison.Ordinal))
            {
                await Task.Yield();
            }

            return address;
        }

        public async Task<int> EndAsync()
        {
            using var patience = new CancellationTokenSource(Patience);
            await _process.WaitForExitAsync(patience.Token);
            return _process.ExitCode;
        }

        public void Stop() => _process.Kill(entireProcessTree: true);

        public void Dispose()
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
                _process.WaitForExit();
            }

            _process.Dispose();
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

            if (Ready().Match(line) is { Success: true } ready)
            {
                _address.TrySetResult(ready.Groups[1].Value);
            }
        }
    }
}
