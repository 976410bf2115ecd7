using Microsoft.Extensions.Localization;
using Training.Exchange.Contracts;
using Training.Exchange.Files;

namespace Training.Exchange.Exports;

/// <summary>The workbook that people fill in.</summary>
internal sealed class Template(Wording words, IStringLocalizer<Texts> texts)
{
    public byte[] Write(ITableImport import)
    {
        TableColumn[] columns = [.. import.Columns.Where(column => !column.OnlyInUndo)];
        using var stream = new MemoryStream();
        using (var writer = new XlsxTableWriter(stream, words.Of(import, import.TitleKey)))
        {
            writer.Write(columns.Select(column => words.Title(import, column) + (column.Required ? " *" : "")));
            writer.Write(columns.Select(column => Example(import, column)));
            writer.BeginSheet(texts["Template.Help"]);
            writer.Write([texts["Column"], texts["Template.Required"], texts["Template.How"]]);
            foreach (var column in columns)
            {
                writer.Write([words.Title(import, column), column.Required ? texts["Yes"] : "", How(import, column)]);
            }

            writer.Write([]);
            writer.Write([texts["Columns.About"]]);
            writer.Write([texts["Template.DeleteExample"]]);
        }

        return stream.ToArray();
    }

    private string Example(ITableImport import, TableColumn column)
        => column.ExampleKey is { } key ? words.Of(import, key) : column.Kind == ColumnKind.Choice ? words.Of(import, column.Choices[0].TitleKey) : "";

    private string How(ITableImport import, TableColumn column)
    {
        var help = column.HelpKey is { } key ? words.Of(import, key) + " " : "";
        return column.Kind switch
        {
            ColumnKind.Date => help + texts["Column.Date"],
            ColumnKind.Choice => help + texts["Column.Choice", string.Join(" · ", column.Choices.Select(choice => words.Of(import, choice.TitleKey)))],
            _ => help + texts["Column.Text", column.MaxLength],
        };
    }
}
