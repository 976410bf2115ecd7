using Training.Exchange.Contracts;
using Training.Exchange.Files;
using Training.Exchange.Uploads;

namespace Training.Exchange.Imports;

/// <summary>A problem in the words of who looks: where it is, what stands there, what to do.</summary>
/// <param name="Row">As an editor counts.</param>
/// <param name="Letter">Of the column, as a spreadsheet names it; empty where the problem is about the row.</param>
/// <param name="Column">Title of the column.</param>
/// <param name="Cell">What stands in the cell, shortened.</param>
/// <param name="Text">What is wrong, and what to do.</param>
internal sealed record ProblemLine(int Row, string Letter, string Column, string Cell, string Text)
{
    public static ProblemLine Of(FoundProblem found, PlanDocument plan, ITableImport import, Wording words)
    {
        var column = import.Columns.FirstOrDefault(c => c.Id == found.Problem.Column);
        return new ProblemLine(
            found.Row,
            column is not null && plan.Places.TryGetValue(column.Id, out var place) ? LetterOf(place) : "",
            column is null ? "" : words.Title(import, column),
            column is null ? "" : words.Cell(import, column, found.Cell),
            words.Of(found.Problem.Module, found.Problem.Key, [.. found.Problem.Arguments]));
    }

    public static string LetterOf(int place) => place < 26 ? ((char)('A' + place)).ToString() : LetterOf(place / 26 - 1) + (char)('A' + place % 26);
}
