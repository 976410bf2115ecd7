namespace Training.Exchange.Contracts;

/// <summary>How the cells of a column are read and written.</summary>
public enum ColumnKind
{
    /// <summary>Words; a number in a spreadsheet is taken as its digits.</summary>
    Text,

    /// <summary>A day: dd/MM/yyyy, yyyy-MM-dd or a date of the spreadsheet. The module sees yyyy-MM-dd.</summary>
    Date,

    /// <summary>One of <see cref="TableColumn.Choices"/>, by its value or its words in either language. The module sees the value.</summary>
    Choice,
}

/// <summary>What a cell of a choice column may hold.</summary>
/// <param name="Value">Stable, as the module stores it.</param>
/// <param name="TitleKey">Key of its words in the resources of the module that owns the table.</param>
public sealed record ColumnChoice(string Value, string TitleKey);

/// <summary>A column of a table that is imported or exported. Its header is recognised by <paramref name="Id"/> or by its title in either
/// language, without regard to case, diacritics and order.</summary>
/// <param name="Id">Stable name.</param>
/// <param name="TitleKey">Key of the title in the resources of the module that owns the table.</param>
public sealed record TableColumn(string Id, string TitleKey)
{
    /// <summary>How its cells are read.</summary>
    public ColumnKind Kind { get; init; }

    /// <summary>An empty cell is a problem, and so is a new row in a file without the column.</summary>
    public bool Required { get; init; }

    /// <summary>The file is refused without it.</summary>
    public bool Expected { get; init; }

    /// <summary>Longest text, in characters.</summary>
    public int MaxLength { get; init; } = 200;

    /// <summary>Stands in undo files and is taken from them; neither in templates nor in exports.</summary>
    public bool OnlyInUndo { get; init; }

    /// <summary>Key of a sentence for the help sheet; null where the title says it all.</summary>
    public string? HelpKey { get; init; }

    /// <summary>Key of the cell in the example row of the template; null leaves it empty or, with a choice, takes the first.</summary>
    public string? ExampleKey { get; init; }

    /// <summary>The values of a choice column.</summary>
    public IReadOnlyList<ColumnChoice> Choices { get; init; } = [];
}

/// <summary>Reads a column from a stored thing and writes it back, as text in the form of <see cref="ColumnKind"/>.</summary>
/// <param name="Column">The column.</param>
/// <param name="Read">The stored value; empty for none.</param>
/// <param name="Write">Stores a value.</param>
public sealed record TableField<T>(TableColumn Column, Func<T, string> Read, Action<T, string> Write);
