using Training.Workflows.Contracts;

namespace Training.Tests.Workflows.Conformance;

/// <summary>Gives its inputs back as outputs.</summary>
internal sealed class SetActivity : IProcessActivity
{
    public string Type => "Test.Set";

    public IReadOnlyDictionary<string, bool> Inputs { get; } = new Dictionary<string, bool> { ["n"] = false, ["text"] = false, ["yes"] = false, ["vote"] = false };

    public Task<IReadOnlyDictionary<string, object>> RunAsync(ActivityContext context, CancellationToken ct) => Task.FromResult(context.Inputs);
}

/// <summary>Ends with the error whose code it is given; with none, it ends well.</summary>
internal sealed class RaiseActivity : IProcessActivity
{
    public string Type => "Test.Raise";

    public IReadOnlyDictionary<string, bool> Inputs { get; } = new Dictionary<string, bool> { ["Code"] = false };

    public Task<IReadOnlyDictionary<string, object>> RunAsync(ActivityContext context, CancellationToken ct)
        => context.Inputs.TryGetValue("Code", out var code) && (string)code != ""
            ? throw new ProcessError((string)code, "as it was told")
            : Task.FromResult<IReadOnlyDictionary<string, object>>(new Dictionary<string, object>());
}

/// <summary>Fails in a way that nobody foresaw, until it is repaired.</summary>
internal sealed class BreakActivity : IProcessActivity
{
    public static bool Repaired { get; set; }

    public string Type => "Test.Break";

    public IReadOnlyDictionary<string, bool> Inputs { get; } = new Dictionary<string, bool>();

    public Task<IReadOnlyDictionary<string, object>> RunAsync(ActivityContext context, CancellationToken ct)
        => Repaired ? Task.FromResult<IReadOnlyDictionary<string, object>>(new Dictionary<string, object>()) : throw new InvalidOperationException("broken");
}

/// <summary>Everybody may do everything.</summary>
internal sealed class Anybody : IAssigneeResolver
{
    public string Id => "anybody";

    public Task<string?> KeyOfAsync(Subject subject, string? argument, CancellationToken ct) => Task.FromResult<string?>(argument ?? "all");

    public Task<IReadOnlyCollection<string>> KeysOfCurrentUserAsync(CancellationToken ct) => Task.FromResult<IReadOnlyCollection<string>>(["all"]);

    public Task<bool> MayActAsync(Subject subject, string key, CancellationToken ct) => Task.FromResult(true);

    public Task<IReadOnlyList<Candidate>> CandidatesAsync(Subject subject, string key, CancellationToken ct) => Task.FromResult<IReadOnlyList<Candidate>>([]);
}

/// <summary>A form that is never opened; only its name counts.</summary>
internal sealed class NamedForm(string name) : ITaskForm
{
    public string Name => name;

    public string AddressOf(Subject subject, Guid taskId) => $"/{name}";
}
