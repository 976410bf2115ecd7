using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Training.Exchange.Files;

/// <summary>Reads the first visible sheet of a workbook, element by element. Formulas are never worked out and nothing is fetched.</summary>
internal static class XlsxFile
{
    public static SourceTable Read(byte[] content)
    {
        XlsxGuard.Check(content);
        try
        {
            using var document = SpreadsheetDocument.Open(
                new MemoryStream(content, writable: false),
                isEditable: false,
                new OpenSettings { MaxCharactersInPart = FileLimits.UnpackedBytes, AutoSave = false });
            var workbook = document.WorkbookPart ?? throw new FileRefused("File.Broken");
            var sheet = workbook.Workbook.Sheets?.Elements<Sheet>().FirstOrDefault(s => s.State is null || s.State.Value == SheetStateValues.Visible);
            if (sheet?.Id?.Value is not { } id || !workbook.TryGetPartById(id, out var part) || part is not WorksheetPart worksheet)
            {
                throw new FileRefused("File.NoSheet");
            }

            return new SourceTable(ReadRows(worksheet, SharedStrings(workbook)), workbook.Workbook.WorkbookProperties?.Date1904?.Value == true);
        }
        catch (Exception exception) when (exception is XmlException or OpenXmlPackageException or InvalidDataException or FormatException or InvalidOperationException or ArgumentException or IOException or NotSupportedException)
        {
            throw new FileRefused("File.Broken");
        }
    }

    private static List<string> SharedStrings(WorkbookPart workbook)
    {
        var strings = new List<string>();
        if (workbook.SharedStringTablePart is not { } part)
        {
            return strings;
        }

        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(SharedStringItem) && reader.IsStartElement)
            {
                strings.Add(TextOf(reader.LoadCurrentElement()!));
                if (strings.Count > FileLimits.Rows * 20)
                {
                    throw new FileRefused("File.Rows", $"{FileLimits.Rows}");
                }
            }
        }

        return strings;
    }

    private static List<SourceRow> ReadRows(WorksheetPart worksheet, List<string> strings)
    {
        var rows = new List<SourceRow>();
        var seen = 0;
        using var reader = OpenXmlReader.Create(worksheet);
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement)
            {
                continue;
            }

            // Rows that only carry a format count as well: a file may have a million of them.
            if (++seen > FileLimits.Rows * 2 || rows.Count > FileLimits.Rows)
            {
                throw new FileRefused("File.Rows", $"{FileLimits.Rows}");
            }

            var row = (Row)reader.LoadCurrentElement()!;
            var number = (int)Math.Min(row.RowIndex?.Value ?? (uint)seen, int.MaxValue);
            if (CellsOf(row, strings) is { } cells)
            {
                rows.Add(new SourceRow(number, cells));
            }
        }

        return rows;
    }

    private static List<SourceCell>? CellsOf(Row row, List<string> strings)
    {
        var cells = new List<SourceCell>();
        var any = false;
        var next = 0;
        foreach (var cell in row.Elements<Cell>())
        {
            // The reference may be left out; then a cell follows the one before it, an empty one too.
            var column = cell.CellReference?.Value is { } reference ? ColumnOf(reference) : next;
            next = column + 1;
            var read = Read(cell, strings);
            if (read.Nature == CellNature.Text && string.IsNullOrWhiteSpace(read.Text))
            {
                continue;
            }

            if (column >= FileLimits.Columns)
            {
                throw new FileRefused("File.Columns", $"{FileLimits.Columns}");
            }

            while (cells.Count <= column)
            {
                cells.Add(new SourceCell(""));
            }

            cells[column] = read;
            any = true;
        }

        return any ? cells : null;
    }

    private static SourceCell Read(Cell cell, List<string> strings)
    {
        var value = cell.CellValue?.Text ?? "";
        if (cell.CellFormula is not null)
        {
            return new SourceCell("=" + cell.CellFormula.Text, CellNature.Formula);
        }

        if (cell.DataType?.Value is not { } type || type == CellValues.Number)
        {
            return Number(value);
        }

        return type switch
        {
            CellValues.SharedString => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < strings.Count
                ? new SourceCell(strings[index])
                : throw new FileRefused("File.Broken"),
            CellValues.InlineString => new SourceCell(cell.InlineString is { } inline ? TextOf(inline) : ""),
            CellValues.Boolean => new SourceCell(value == "1" ? "true" : "false"),
            CellValues.Error => new SourceCell(value, CellNature.Error),
            _ => new SourceCell(value),
        };
    }

    // 1.23456789012E+11 is how a file stores the twelve digits of an identity number that was typed as a number.
    private static SourceCell Number(string value)
        => decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? new SourceCell(number.ToString("0.##########", CultureInfo.InvariantCulture), CellNature.Number)
            : new SourceCell(value);

    /// <summary>The text of all runs, without the phonetic ones that stand beside Japanese.</summary>
    private static string TextOf(OpenXmlElement item)
    {
        var text = new StringBuilder();
        foreach (var child in item.ChildElements)
        {
            text.Append(child switch
            {
                Text plain => plain.Text,
                Run run => run.Text?.Text,
                _ => null,
            });
        }

        return text.ToString();
    }

    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var letter in reference.TakeWhile(char.IsAsciiLetterUpper).Take(4))
        {
            column = column * 26 + letter - 'A' + 1;
        }

        return column > 0 ? column - 1 : throw new FileRefused("File.Broken");
    }
}
