namespace Training.Exchange.Files;

/// <summary>What kind of content a cell of the file had, beside its text.</summary>
internal enum CellNature
{
    Text,

    /// <summary>A number of a spreadsheet; a date, if its column holds dates.</summary>
    Number,

    /// <summary>A formula: its result depends on what we do not see, so it is not taken.</summary>
    Formula,

    /// <summary>#REF! and the like.</summary>
    Error,
}

internal readonly record struct SourceCell(string Text, CellNature Nature = CellNature.Text);

/// <param name="Number">As an editor counts.</param>
/// <param name="Cells">By column; may be shorter than the header.</param>
internal sealed record SourceRow(int Number, IReadOnlyList<SourceCell> Cells);

/// <summary>A file as it was read, before anybody asks what its cells mean.</summary>
/// <param name="Rows">The header first; empty rows are left out.</param>
/// <param name="Dates1904">Days are counted from 1904, as old files of a Macintosh do.</param>
internal sealed record SourceTable(IReadOnlyList<SourceRow> Rows, bool Dates1904 = false);
