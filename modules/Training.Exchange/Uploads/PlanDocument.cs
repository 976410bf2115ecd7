using Training.Exchange.Contracts;

namespace Training.Exchange.Uploads;

/// <summary>What the check of a file found, kept for the preview.</summary>
internal sealed record PlanDocument(IReadOnlyList<FoundProblem> Problems, IReadOnlyList<FoundRow> Rows, IReadOnlyList<string> Unused, IReadOnlyDictionary<string, int> Places);

/// <param name="Row">As an editor counts.</param>
/// <param name="Problem">What is wrong; its text is made when it is shown, in the language of who looks.</param>
/// <param name="Cell">What stands in the cell, shortened.</param>
internal sealed record FoundProblem(int Row, CellProblem Problem, string Cell);

/// <summary>A row with an effect.</summary>
internal sealed record FoundRow(int Row, string Label, RowOutcome Outcome, IReadOnlyList<CellChange> Changes);
