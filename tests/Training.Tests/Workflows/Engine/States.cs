using Training.Workflows.Engine;

namespace Training.Tests.Workflows;

/// <summary>A state in words, to compare.</summary>
internal static class States
{
    public static string Describe(InstanceState state) => string.Join('\n',
        [
            $"{state.LastEntry} {state.End}",
            .. state.Scopes.Values.Select(s => $"{s}"),
            .. state.Tokens.Values.Select(t => $"{t}"),
            .. state.Timers.Values.Select(t => $"{t}"),
            .. state.Subscriptions.Values.Select(s => $"{s}"),
            .. state.Variables.Select(v => $"{v}"),
            .. state.Tasks.Select(t => $"{t}"),
        ]);
}
