using Training.Exchange.Contracts;
using Training.Exchange.Files;

namespace Training.Exchange.Imports;

/// <summary>Writes the workbook that, imported through the same page, brings back what was stored before.</summary>
internal sealed class UndoFile(Wording wording)
{
    public byte[] Write(ITableImport import, ReadTable table)
    {
        var rows = table.Rows.Where(row => row.Outcome != RowOutcome.Same).Select(row => row.UndoCells()).ToArray();
        var used = rows.SelectMany(row => row.Keys).ToHashSet();
        TableColumn[] columns = [.. import.Columns.Where(column => used.Contains(column.Id))];
        using var stream = new MemoryStream();
        using (var writer = new XlsxTableWriter(stream, wording.Of(import, import.TitleKey)))
        {
            writer.Write(columns.Select(column => wording.Title(import, column)));

            // The last row first: what one row built on another is taken down in turn.
            foreach (var row in rows.Reverse())
            {
                writer.Write(columns.Select(column => wording.Cell(import, column, row.GetValueOrDefault(column.Id, ""))));
            }
        }

        return stream.ToArray();
    }
}
