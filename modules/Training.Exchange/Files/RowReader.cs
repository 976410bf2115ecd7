using System.Globalization;
using System.Text;
using Training.Exchange.Contracts;
using Training.Modules;

namespace Training.Exchange.Files;

/// <summary>The rows of a file in the terms of an import, and what is wrong with its header.</summary>
/// <param name="Rows">Without the header.</param>
/// <param name="HeaderRow">Number of the row with the titles.</param>
/// <param name="HeaderProblems">Missing and double columns.</param>
/// <param name="Unused">Titles that no column of the import has.</param>
/// <param name="Places">Column id → place in the file.</param>
internal sealed record ReadTable(
    IReadOnlyList<ImportRow> Rows, int HeaderRow, IReadOnlyList<CellProblem> HeaderProblems, IReadOnlyList<string> Unused, IReadOnlyDictionary<string, int> Places);

/// <summary>Finds the columns by their titles and reads each cell as its column says.</summary>
internal sealed class RowReader(Wording wording)
{
    private static readonly string[] DateFormats = ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "yyyy-M-d", "yyyy/M/d"];

    public ReadTable Read(ITableImport import, SourceTable table)
    {
        if (table.Rows.Count == 0)
        {
            throw new FileRefused("File.Empty");
        }

        var places = new Dictionary<string, int>();
        var unused = new List<string>();
        var problems = new List<CellProblem>();
        var known = TitlesOf(import);
        foreach (var (index, cell) in table.Rows[0].Cells.Index())
        {
            var title = VietnameseText.Fold(cell.Text.TrimEnd(' ', '*'));
            if (title.Length == 0)
            {
                continue;
            }

            if (!known.TryGetValue(title, out var column))
            {
                unused.Add(Shorten(cell.Text));
            }
            else if (!places.TryAdd(column.Id, index))
            {
                problems.Add(new CellProblem(column.Id, TableRow.Module, "Header.Twice", []));
            }
        }

        if (places.Count == 0)
        {
            throw new FileRefused("File.NoHeader");
        }

        problems.AddRange(import.Columns.Where(column => column.Expected && !places.ContainsKey(column.Id))
            .Select(column => new CellProblem(column.Id, TableRow.Module, "Header.Missing", [])));
        var readers = import.Columns.Where(column => places.ContainsKey(column.Id)).Select((column, slot) => (column, slot, choices: ChoicesOf(import, column))).ToArray();
        var slots = readers.ToDictionary(reader => reader.column.Id, reader => reader.slot);
        var rows = new List<ImportRow>(table.Rows.Count - 1);
        foreach (var source in table.Rows.Skip(1))
        {
            var cells = new string[readers.Length];
            var row = new ImportRow(source.Number, slots, cells);
            foreach (var (column, slot, choices) in readers)
            {
                var place = places[column.Id];
                cells[slot] = Cell(row, column, choices, place < source.Cells.Count ? source.Cells[place] : default, table.Dates1904);
            }

            rows.Add(row);
        }

        return rows.Count == 0 ? throw new FileRefused("File.NoRows") : new ReadTable(rows, table.Rows[0].Number, problems, unused, places);
    }

    private static string Cell(ImportRow row, TableColumn column, Dictionary<string, string>? choices, SourceCell source, bool dates1904)
    {
        if (source.Nature is CellNature.Formula or CellNature.Error)
        {
            row.Note(TableRow.Module, column, source.Nature == CellNature.Formula ? "Cell.Formula" : "Cell.Error", []);
            return "";
        }

        var text = Clean(source.Text ?? "");
        if (text.Length == 0)
        {
            if (column.Required)
            {
                row.Note(TableRow.Module, column, "Cell.Required", []);
            }

            return "";
        }

        if (text.Any(char.IsControl))
        {
            row.Note(TableRow.Module, column, "Cell.Control", []);
            return "";
        }

        switch (column.Kind)
        {
            case ColumnKind.Date when ReadDate(text, source.Nature, dates1904) is { } date:
                return date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            case ColumnKind.Date:
                row.Note(TableRow.Module, column, "Cell.Date", [Shorten(text)]);
                return "";
            case ColumnKind.Choice when choices!.TryGetValue(VietnameseText.Fold(text), out var value):
                return value;
            case ColumnKind.Choice:
                row.Note(TableRow.Module, column, "Cell.Choice", [Shorten(text)]);
                return "";
            case ColumnKind.Text when text.Length > column.MaxLength:
                row.Note(TableRow.Module, column, "Cell.TooLong", [$"{column.MaxLength}", $"{text.Length}"]);
                return "";
            default:
                return text;
        }
    }

    /// <summary>Composed letters, one line, no blanks around; a no-break space is a blank.</summary>
    private static string Clean(string text)
    {
        if (text.Length > FileLimits.CellLength)
        {
            text = text[..FileLimits.CellLength];
        }

        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            clean.Append(c is '\r' or '\n' or '\t' or '\u00A0' or '\u200B' or '\uFEFF' ? ' ' : c);
        }

        // Half of a surrogate pair can neither be normalized nor stored.
        return Wellformed(clean.ToString()).Normalize(NormalizationForm.FormC).Trim();
    }

    private static string Wellformed(string text) => text.Any(char.IsSurrogate) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    private static DateOnly? ReadDate(string text, CellNature nature, bool dates1904)
    {
        if (nature == CellNature.Number)
        {
            // Days since 30 December 1899; before March 1900 Excel counts a day that never was, so nothing there is taken.
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial) && serial is > 60 and < 73_051
                ? DateOnly.FromDateTime(new DateTime(1899, 12, 30).AddDays(Math.Floor(serial) + (dates1904 ? 1462 : 0)))
                : null;
        }

        // A spreadsheet that was saved as text may have added midnight.
        var day = text.EndsWith(" 00:00:00", StringComparison.Ordinal) || text.EndsWith("T00:00:00", StringComparison.Ordinal) ? text[..^9] : text;
        return DateOnly.TryParseExact(day, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 1900 and <= 2100 ? date : null;
    }

    private static string Shorten(string text) => text.Length > 60 ? text[..60] + "…" : text;

    private Dictionary<string, TableColumn> TitlesOf(ITableImport import)
    {
        var titles = new Dictionary<string, TableColumn>();
        foreach (var column in import.Columns)
        {
            foreach (var title in wording.Folded(import, column.TitleKey).Append(VietnameseText.Fold(column.Id)))
            {
                titles.TryAdd(title, column);
            }
        }

        return titles;
    }

    private Dictionary<string, string>? ChoicesOf(ITableImport import, TableColumn column)
    {
        if (column.Kind != ColumnKind.Choice)
        {
            return null;
        }

        var words = new Dictionary<string, string>();
        foreach (var choice in column.Choices)
        {
            foreach (var word in wording.Folded(import, choice.TitleKey).Append(VietnameseText.Fold(choice.Value)))
            {
                words.TryAdd(word, choice.Value);
            }
        }

        return words;
    }
}
