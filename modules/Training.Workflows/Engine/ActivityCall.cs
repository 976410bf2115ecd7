using Training.Workflows.Expressions;

namespace Training.Workflows.Engine;

/// <summary>A service task that is to do its work.</summary>
/// <param name="Key">The same each time this visit of the task is tried, and of no other: by it the work is done once.</param>
/// <param name="ActivityType">Which work.</param>
/// <param name="Inputs">By name; null where a variable has no value.</param>
internal sealed record ActivityCall(string Key, string ActivityType, IReadOnlyDictionary<string, Value?> Inputs);

/// <summary>How a service task ended.</summary>
internal abstract record ActivityOutcome
{
    /// <summary>It is done; outputs with the name of a declared variable are stored.</summary>
    public sealed record Done(IReadOnlyDictionary<string, Value> Outputs) : ActivityOutcome;

    /// <summary>An error that the process may catch.</summary>
    public sealed record Error(string Code, string Message) : ActivityOutcome;

    /// <summary>Something went wrong that nobody foresaw; the instance stops.</summary>
    public sealed record Failed(string Message) : ActivityOutcome;
}

/// <summary>What the engine needs from around it.</summary>
internal interface IEngineWorld
{
    DateTimeOffset Now { get; }

    Timing.IWorkingDays WorkingDays { get; }

    /// <summary>A version of a process that an instance follows or that was called.</summary>
    Bpmn.ProcessModel Model(string version);

    /// <summary>The version that a call of this process runs now; null where none is published.</summary>
    string? VersionOf(string process);

    /// <summary>Does the work of a service task.</summary>
    Task<ActivityOutcome> RunAsync(ActivityCall call, CancellationToken ct);
}

/// <summary>What was asked of an instance can not be done to it as it is now; nothing has changed.</summary>
/// <param name="reason">Key of the sentence in the texts of this module, beginning with <c>Engine.</c>.</param>
/// <param name="arguments">What the sentence names.</param>
internal sealed class EngineRefusal(string reason, params string[] arguments) : Exception($"{reason} ({string.Join(", ", arguments)})")
{
    public string Reason { get; } = reason;

    public IReadOnlyList<string> Arguments { get; } = arguments;
}
