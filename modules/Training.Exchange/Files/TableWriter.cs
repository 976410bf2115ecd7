using System.Text;
using CsvHelper;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Training.Exchange.Files;

/// <summary>Writes rows to a file, one after the other.</summary>
internal interface ITableWriter : IDisposable
{
    void Write(IEnumerable<string> cells);
}

/// <summary>RFC 4180 with the mark that lets Excel see UTF-8, every cell neutralised.</summary>
internal sealed class CsvTableWriter : ITableWriter
{
    private readonly CsvWriter _csv;

    public CsvTableWriter(Stream stream) => _csv = CsvWriter.Create(stream, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true);

    public void Write(IEnumerable<string> cells)
    {
        foreach (var cell in cells)
        {
            _csv.WriteField(Neutral.Protect(cell));
        }

        _csv.EndRecord();
    }

    public void Dispose() => _csv.Dispose();
}

/// <summary>A workbook whose cells are all text: nothing in it is ever worked out, and leading zeros stay.</summary>
internal sealed class XlsxTableWriter : ITableWriter
{
    private readonly SpreadsheetDocument _document;
    private readonly WorkbookPart _workbook;
    private readonly List<(string Name, string Id)> _sheets = [];
    private OpenXmlWriter? _writer;
    private uint _row;

    public XlsxTableWriter(Stream stream, string sheet)
    {
        _document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook);
        _workbook = _document.AddWorkbookPart();
        BeginSheet(sheet);
    }

    public void BeginSheet(string name)
    {
        EndSheet();
        var part = _workbook.AddNewPart<WorksheetPart>();
        _sheets.Add((SheetName(name), _workbook.GetIdOfPart(part)));
        _writer = OpenXmlWriter.Create(part);
        _writer.WriteStartElement(new Worksheet());
        _writer.WriteStartElement(new SheetData());
        _row = 0;
    }

    public void Write(IEnumerable<string> cells)
    {
        _writer!.WriteStartElement(new Row { RowIndex = ++_row });
        foreach (var cell in cells)
        {
            _writer.WriteElement(new Cell
            {
                DataType = CellValues.InlineString,
                InlineString = new InlineString(new Text(Printable(cell)) { Space = SpaceProcessingModeValues.Preserve }),
            });
        }

        _writer.WriteEndElement();
    }

    public void Dispose()
    {
        EndSheet();
        using (var writer = OpenXmlWriter.Create(_workbook))
        {
            writer.WriteStartElement(new Workbook());
            writer.WriteStartElement(new Sheets());
            foreach (var (index, sheet) in _sheets.Index())
            {
                writer.WriteElement(new Sheet { Name = sheet.Name, SheetId = (uint)index + 1, Id = sheet.Id });
            }

            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        _document.Dispose();
    }

    private void EndSheet()
    {
        _writer?.WriteEndElement();
        _writer?.WriteEndElement();
        _writer?.Dispose();
        _writer = null;
    }

    private static string SheetName(string name)
    {
        var allowed = string.Concat(name.Where(c => !@"[]:*?/\'".Contains(c, StringComparison.Ordinal)));
        return allowed.Length > 31 ? allowed[..31] : allowed;
    }

    // What XML 1.0 can not hold.
    private static string Printable(string cell)
    {
        if (!cell.Any(c => c < ' ' && c is not ('\t' or '\n' or '\r')))
        {
            return cell;
        }

        var text = new StringBuilder(cell.Length);
        foreach (var c in cell.Where(c => c >= ' ' || c is '\t' or '\n' or '\r'))
        {
            text.Append(c);
        }

        return text.ToString();
    }
}
