using Microsoft.Extensions.Localization;
using Training.Workflows.Bpmn;

namespace Training.Workflows.Definitions;

/// <summary>What was found in a document, as pages show it.</summary>
/// <param name="Problems">Why it can not be published.</param>
/// <param name="Warnings">What somebody should look at.</param>
internal sealed record DocumentProblems(IReadOnlyList<Problem> Problems, IReadOnlyList<Problem> Warnings)
{
    public static DocumentProblems None { get; } = new([], []);

    public bool Any => Problems.Count + Warnings.Count > 0;

    public static DocumentProblems Of(Examination examination) => new(examination.Problems, examination.Warnings);

    /// <summary>For the editor, in the language of the page.</summary>
    public IEnumerable<object> ToJson(IStringLocalizer texts)
        => Problems.Select(problem => Of(problem, true)).Concat(Warnings.Select(warning => Of(warning, false)))
            .Select(found => new { element = found.Problem.ElementId, text = found.Problem.Say(texts), stops = found.Stops });

    private static (Problem Problem, bool Stops) Of(Problem problem, bool stops) => (problem, stops);
}
