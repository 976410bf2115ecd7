using Training.Modules;

namespace Training.Exchange.Contracts;

/// <summary>For whom and when a file is checked.</summary>
/// <param name="Scope">Where the importer holds the permission of the import.</param>
/// <param name="Today">The day in Viet Nam.</param>
public sealed record ImportContext(Scope Scope, DateOnly Today);

/// <summary>
/// A table that can be filled from a file. The module that owns the table registers it scoped
/// (<c>services.AddScoped&lt;ITableImport, HospitalImport&gt;()</c>); pages, reading of files, preview, commit and undo come from Exchange.
/// </summary>
public interface ITableImport
{
    /// <summary>Stands in the address: <c>hospitals</c>.</summary>
    string Name { get; }

    /// <summary>Who may import; the rows are checked against its scope.</summary>
    string Permission { get; }

    /// <summary>Key of the title in the module's own resources.</summary>
    string TitleKey { get; }

    /// <summary>Key of one sentence about what the rows are.</summary>
    string AboutKey { get; }

    /// <summary>The columns, in the order of the template.</summary>
    IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>
    /// Reads what the rows are compared with, in a few statements whatever the number of rows, and gives back what plans one row: notes its
    /// problems, or what it would add, change or remove. Nothing may be written here: it is called for the preview, and once more inside
    /// the write of the commit, where what was noted is then carried out.
    /// </summary>
    Task<Action<ImportRow>> PrepareAsync(ImportContext context, IReadOnlyList<ImportRow> rows, CancellationToken ct);
}

/// <summary>A table that can be taken away as a file. Registered scoped by the module that owns it.</summary>
public interface ITableExport
{
    /// <summary>Stands in the address: <c>hospitals</c>. The same as that of the import, where there is one.</summary>
    string Name { get; }

    /// <summary>Who may export; the rows are those of its scope.</summary>
    string Permission { get; }

    /// <summary>Key of the title in the module's own resources.</summary>
    string TitleKey { get; }

    /// <summary>The columns, in order.</summary>
    IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>The cells of each row, in the form of <see cref="ColumnKind"/>; read from the database as they are asked for.</summary>
    IAsyncEnumerable<IReadOnlyList<string>> RowsAsync(Scope scope, CancellationToken ct);
}
