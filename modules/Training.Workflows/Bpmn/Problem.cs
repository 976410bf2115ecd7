using Microsoft.Extensions.Localization;

namespace Training.Workflows.Bpmn;

/// <summary>Why a document is refused, or what looks wrong in one that is not.</summary>
/// <param name="ElementId">The element as people see it in the picture; null: the document as a whole.</param>
/// <param name="Reason">Key of the sentence in the texts of this module.</param>
/// <param name="Arguments">What the sentence names.</param>
internal sealed record Problem(string? ElementId, string Reason, params string[] Arguments)
{
    /// <summary>What an expression or a timer says about itself; its sentence is the last argument of this one.</summary>
    public Problem? Cause { get; init; }

    public string Say(IStringLocalizer texts)
        => Cause is null ? texts[Reason, [.. Arguments]] : texts[Reason, [.. Arguments, Cause.Say(texts)]];

    public override string ToString() => $"{ElementId ?? "-"}: {Reason} ({string.Join(", ", Arguments)}){(Cause is null ? "" : " ← " + Cause)}";
}

/// <summary>What became of a document.</summary>
/// <param name="Model">The process; null where there are problems.</param>
/// <param name="Problems">All reasons to refuse it.</param>
/// <param name="Warnings">What looks wrong in a process that can be run.</param>
internal sealed record ReadResult(ProcessModel? Model, IReadOnlyList<Problem> Problems, IReadOnlyList<Problem> Warnings);

/// <summary>The document is so broken that nothing more can be said about it.</summary>
internal sealed class DocumentRefused(Problem problem) : Exception(problem.ToString())
{
    public Problem Problem { get; } = problem;
}
