using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Training.Tests.Support;

/// <summary>The site in a process of its own, with nothing of the environment that it was not given.</summary>
internal sealed partial class SiteProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly List<string> _errors = [];
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SiteProcess(ProcessStartInfo start)
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

    public static SiteProcess Start(string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
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
        start.Environment["Data__Folder"] = folder;
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

    /// <summary>What the process has taken of the machine's memory at most since it was last asked, in bytes.</summary>
    public long PeakMemory(bool forget = false)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").Single(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        if (forget)
        {
            File.WriteAllText($"/proc/{_process.Id}/clear_refs", "5");
        }

        return long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
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

    public bool HasEnded => _process.HasExited;

    /// <summary>Waits until the process has said a line.</summary>
    public async Task SaysAsync(string line)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!Output.Contains(line, StringComparison.Ordinal))
        {
            Assert.False(HasEnded, $"It ended: {Output} {string.Join('\n', ErrorLines)}");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
        }
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

    [GeneratedRegex(@"Training is ready at (\S+)")]
    private static partial Regex Ready();
}
