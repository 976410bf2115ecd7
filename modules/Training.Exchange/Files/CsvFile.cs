using System.Text;
using CsvHelper;

namespace Training.Exchange.Files;

/// <summary>Reads CSV: UTF-8 with or without a mark, UTF-16 with one; separated by comma, semicolon or tab.</summary>
internal static class CsvFile
{
    private static readonly CsvReaderOptions Options = new()
    {
        HasHeader = false,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        MaxRecordSize = 1024 * 1024,
        IncludeValuesInExceptions = false,
    };

    public static SourceTable Read(byte[] content)
    {
        var text = Decode(content);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new FileRefused("File.Nul");
        }

        try
        {
            return new SourceTable(ReadRows(text));
        }
        catch (CsvFormatException exception)
        {
            throw new FileRefused("File.Quotes", exception.LineNumber.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static List<SourceRow> ReadRows(string text)
    {
        using var csv = CsvReader.FromText(text, Options);
        var rows = new List<SourceRow>();
        while (csv.Read())
        {
            if (csv.FieldCount > FileLimits.Columns)
            {
                throw new FileRefused("File.Columns", $"{FileLimits.Columns}");
            }

            if (rows.Count > FileLimits.Rows)
            {
                throw new FileRefused("File.Rows", $"{FileLimits.Rows}");
            }

            var cells = new SourceCell[csv.FieldCount];
            for (var index = 0; index < cells.Length; index++)
            {
                var cell = csv.GetString(index);
                cells[index] = cell.StartsWith('=') ? new SourceCell(cell, CellNature.Formula) : new SourceCell(Neutral.Restore(cell));
            }

            if (!cells.All(cell => string.IsNullOrWhiteSpace(cell.Text)))
            {
                rows.Add(new SourceRow((int)csv.LineNumber, cells));
            }
        }

        return rows;
    }

    private static string Decode(byte[] content)
    {
        try
        {
            return content switch
            {
                [0xEF, 0xBB, 0xBF, ..] => Strict(new UTF8Encoding(false, true), content, 3),
                [0xFF, 0xFE, ..] => Strict(new UnicodeEncoding(false, false, true), content, 2),
                [0xFE, 0xFF, ..] => Strict(new UnicodeEncoding(true, false, true), content, 2),
                _ => Strict(new UTF8Encoding(false, true), content, 0),
            };
        }
        catch (DecoderFallbackException)
        {
            throw new FileRefused("File.Encoding");
        }
    }

    private static string Strict(Encoding encoding, byte[] content, int mark) => encoding.GetString(content, mark, content.Length - mark);
}
