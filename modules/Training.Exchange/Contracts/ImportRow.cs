using System.Globalization;

namespace Training.Exchange.Contracts;

/// <summary>What a row comes to.</summary>
public enum RowOutcome
{
    /// <summary>Everything in it is stored already.</summary>
    Same,

    /// <summary>It adds something.</summary>
    New,

    /// <summary>It changes what is stored.</summary>
    Changed,

    /// <summary>It takes away what an earlier import added.</summary>
    Removed,
}

/// <summary>Why a cell, or a row, can not be imported.</summary>
/// <param name="Column">Id of the column; null where it is about the whole row.</param>
/// <param name="Module">Whose resources have the text.</param>
/// <param name="Key">Key of the text.</param>
/// <param name="Arguments">Values for the text.</param>
public sealed record CellProblem(string? Column, string Module, string Key, IReadOnlyList<string> Arguments);

/// <summary>A cell that differs from what is stored.</summary>
public sealed record CellChange(string Column, string Old, string New);

/// <summary>One row of a file, and what the import makes of it.</summary>
public sealed class ImportRow
{
    private readonly IReadOnlyDictionary<string, int> _columns;
    private readonly string[] _cells;
    private readonly List<CellProblem> _problems = [];
    private readonly List<CellChange> _changes = [];
    private readonly Dictionary<string, string> _before = [];
    private readonly List<Action> _applies = [];

    internal ImportRow(int number, IReadOnlyDictionary<string, int> columns, string[] cells)
        => (Number, _columns, _cells) = (number, columns, cells);

    /// <summary>As an editor counts, the header being 1.</summary>
    public int Number { get; }

    /// <summary>What the row is about, as a person would call it.</summary>
    public string Label { get; set; } = "";

    /// <summary>What the row comes to.</summary>
    public RowOutcome Outcome { get; private set; }

    /// <summary>Why it can not be imported.</summary>
    public IReadOnlyList<CellProblem> Problems => _problems;

    /// <summary>What it changes.</summary>
    public IReadOnlyList<CellChange> Changes => _changes;

    /// <summary>The cell; empty where the file does not have the column.</summary>
    public string this[TableColumn column] => _columns.TryGetValue(column.Id, out var index) ? _cells[index] : "";

    /// <summary>Whether the file has the column. One that it does not have stays as it is stored.</summary>
    public bool Has(TableColumn column) => _columns.ContainsKey(column.Id);

    /// <summary>The cell of a date column; null where it is empty or can not be read.</summary>
    public DateOnly? Date(TableColumn column)
        => DateOnly.TryParseExact(this[column], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>Whether the cell has a problem already, and is not worth another.</summary>
    public bool IsBad(TableColumn column) => _problems.Any(problem => problem.Column == column.Id);

    /// <summary>Notes a problem, in words of the module's own resources.</summary>
    /// <param name="owner">Whose module has the text: <c>this</c>.</param>
    /// <param name="column">The cell; null where it is about the whole row.</param>
    /// <param name="key">Key of the text, which says what is wrong and what to do.</param>
    /// <param name="arguments">Values for the text.</param>
    public void Problem(object owner, TableColumn? column, string key, params string[] arguments)
        => Note(owner.GetType().Assembly.GetName().Name!, column, key, arguments);

    /// <summary>Puts the stored form of a cell in its place, so that other ways to say the same are no change.</summary>
    public void Resolve(TableColumn column, string stored)
    {
        if (_columns.TryGetValue(column.Id, out var index))
        {
            _cells[index] = stored;
        }
    }

    /// <summary>Notes every required column that the file does not have: a new row can not do without.</summary>
    public void RequireAll(IEnumerable<TableColumn> columns)
    {
        foreach (var column in columns.Where(column => column.Required && !Has(column)))
        {
            Note(TableRow.Module, column, "Cell.NeededForNew", []);
        }
    }

    /// <summary>The row adds something.</summary>
    public void Add(Action apply)
    {
        Outcome = RowOutcome.New;
        _applies.Add(apply);
    }

    /// <summary>The row takes something away.</summary>
    public void Remove(Action apply)
    {
        Outcome = RowOutcome.Removed;
        _applies.Add(apply);
    }

    /// <summary>Notes every cell that differs from what is stored, and how to store it.</summary>
    /// <returns>True where any differs.</returns>
    public bool Compare<T>(T stored, IEnumerable<TableField<T>> fields)
    {
        var differs = false;
        foreach (var field in fields.Where(field => Has(field.Column) && !IsBad(field.Column)))
        {
            var (old, wanted) = (field.Read(stored), this[field.Column]);
            if (old == wanted)
            {
                continue;
            }

            differs = true;
            _changes.Add(new CellChange(field.Column.Id, old, wanted));
            _before[field.Column.Id] = old;
            _applies.Add(() => field.Write(stored, wanted));
            Outcome = Outcome == RowOutcome.Same ? RowOutcome.Changed : Outcome;
        }

        return differs;
    }

    /// <summary>Notes a change that is not told by comparing texts, such as of something that is stored encrypted.</summary>
    public void Note(TableColumn column, string old, string wanted, Action apply)
    {
        _changes.Add(new CellChange(column.Id, old, wanted));
        _applies.Add(apply);
        Outcome = Outcome == RowOutcome.Same ? RowOutcome.Changed : Outcome;
    }

    /// <summary>Whether the row's line in the undo file has this value.</summary>
    public bool UndoHas(TableColumn column, string value) => _before.GetValueOrDefault(column.Id) == value;

    /// <summary>Adds a step to what the commit does with the row, after those noted so far.</summary>
    public void Then(Action apply) => _applies.Add(apply);

    /// <summary>Sets a cell of the row in the undo file, which else has the cells of this file with the old values of what changed.</summary>
    public void Undo(TableColumn column, string value) => _before[column.Id] = value;

    internal void Note(string module, TableColumn? column, string key, IReadOnlyList<string> arguments)
        => _problems.Add(new CellProblem(column?.Id, module, key, arguments));

    internal void Apply() => _applies.ForEach(apply => apply());

    internal IReadOnlyDictionary<string, string> UndoCells()
    {
        var cells = _columns.ToDictionary(column => column.Key, column => _cells[column.Value]);
        foreach (var (column, value) in _before)
        {
            cells[column] = value;
        }

        return cells;
    }

    internal string Cell(string column) => _columns.TryGetValue(column, out var index) ? _cells[index] : "";
}

internal static class TableRow
{
    public const string Module = "Training.Exchange";
}
