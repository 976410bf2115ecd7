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
    public static IReadOnlyList<RecipeRow> Read(RecipeStepContext context, string text, string[] columns)
    {
        if (text.Length == 0)
        {
            return [];
        }

        using var csv = CsvReader.FromText(text.TrimStart('\uFEFF'));
        csv.ReadHeader();
        string[] header = [.. csv.Headers];
        foreach (var missing in columns.Except(header))
        {
            context.Problem($"column '{missing}' is missing");
        }

        if (context.Problems.Count > 0)
        {
            return [];
        }

        var rows = new List<RecipeRow>();
        while (csv.Read())
        {
            if (csv.FieldCount != header.Length)
            {
                context.Problem($"has {csv.FieldCount} cells where the header has {header.Length}", (int)csv.RowNumber + 1);
                continue;
            }

            rows.Add(new RecipeRow((int)csv.RowNumber + 1, header.Index().ToDictionary(column => column.Item, column => csv.GetString(column.Index).Trim())));
        }

        return rows;
    }
}
