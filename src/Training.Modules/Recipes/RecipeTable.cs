using System.Globalization;
using CsvHelper;

namespace Training.Modules;

/// <summary>One row of a table: its cells by column.</summary>
/// <param name="Number">As an editor counts, the header being 1.</param>
/// <param name="Cells">Trimmed cells by column name.</param>
public sealed record RecipeRow(int Number, IReadOnlyDictionary<string, string> Cells)
{
    /// <summary>The cell; empty where the column is not there.</summary>
    public string this[string column] => Cells.GetValueOrDefault(column, "");

    /// <summary>The cell as a whole number; null where it is none.</summary>
    public int? Number32(string column) => int.TryParse(this[column], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

internal static class RecipeTable
{
    // A quote that is never closed would swallow the rest of the file.
    private static readonly CsvReaderOptions Options = new() { TrackLineNumbers = true, MalformedData = CsvMalformedDataHandling.Throw };

    public static IReadOnlyList<RecipeRow> Read(RecipeStepContext context, string text, string[] columns)
    {
        if (text.Length == 0)
        {
            return [];
        }

        try
        {
            return ReadRows(context, text, columns);
        }
        catch (CsvFormatException exception)
        {
            context.Problem("a quote is not closed, or stands inside a cell without quotes around it", (int)exception.LineNumber);
            return [];
        }
    }

    private static List<RecipeRow> ReadRows(RecipeStepContext context, string text, string[] columns)
    {
        using var csv = CsvReader.FromText(text.TrimStart('\uFEFF'), Options);
        csv.ReadHeader();
        string[] header = [.. csv.Headers];
        foreach (var missing in columns.Except(header))
        {
            context.Problem($"column '{missing}' is missing");
        }

        foreach (var twice in header.GroupBy(column => column).Where(group => group.Count() > 1))
        {
            context.Problem($"column '{twice.Key}' is there twice");
        }

        if (context.Problems.Count > 0)
        {
            return [];
        }

        var rows = new List<RecipeRow>();
        while (csv.Read())
        {
            var number = (int)csv.LineNumber;
            if (csv.FieldCount != header.Length)
            {
                context.Problem($"has {csv.FieldCount} cells where the header has {header.Length}", number);
                continue;
            }

            rows.Add(new RecipeRow(number, header.Index().ToDictionary(column => column.Item, column => csv.GetString(column.Index).Trim())));
        }

        return rows;
    }
}
