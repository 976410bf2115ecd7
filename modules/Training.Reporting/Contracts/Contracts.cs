namespace Training.Reporting.Contracts;

/// <summary>Where a tile stands on the home page.</summary>
public enum DashboardColumn
{
    /// <summary>Wide, first on a phone.</summary>
    Main,

    /// <summary>Narrow, beside or below.</summary>
    Side,
}

/// <summary>
/// A part of the home page. The module that owns it registers it scoped (<c>services.AddScoped&lt;IDashboardTile, ToSignTile&gt;()</c>) and
/// keeps a partial view beside it, whose model is what <see cref="LoadAsync"/> gives.
/// </summary>
public interface IDashboardTile
{
    /// <summary>Who sees it. Asked before <see cref="LoadAsync"/>, which still has to keep to the scope.</summary>
    string Permission { get; }

    /// <summary>Lower comes first. The parts of a module lie close together, leaving room between modules.</summary>
    int Order { get; }

    /// <summary>Where it stands.</summary>
    DashboardColumn Column { get; }

    /// <summary>Full path of the partial view, such as <c>/Areas/Logbook/Pages/Dashboard/ToSign.cshtml</c>; it draws one or more cards with an h2.
    /// Partial views inside it are named by path with their extension, since the page that shows the tile is another module's.</summary>
    string View { get; }

    /// <summary>What the view shows, in one statement if it can be; null where there is nothing to say, and then the tile is left out.</summary>
    Task<object?> LoadAsync(CancellationToken ct);
}

/// <summary>One count of the table hospitals × techniques. Its address opens the list that was counted.</summary>
public sealed record MatrixCell(Guid HospitalId, Guid TechniqueId, string Technique, int Count, string Address);

/// <summary>The counts above zero, and the total. The total is not always the sum: a person certified for two techniques is one person.</summary>
public sealed record MatrixCounts(IReadOnlyList<MatrixCell> Cells, int Total);

/// <summary>Something that is counted per hospital and technique. Each module brings what it owns.</summary>
public interface IMatrixMeasure
{
    /// <summary>Stands in the address, for example <c>cases</c>.</summary>
    string Id { get; }

    /// <summary>Lower comes first; the first is shown unless another is chosen.</summary>
    int Order { get; }

    /// <summary>Localized.</summary>
    string Title { get; }

    /// <summary>The counts above zero in these hospitals. At most two statements, whatever the number of cases.</summary>
    Task<MatrixCounts> CountAsync(IReadOnlyCollection<Guid> hospitalIds, CancellationToken ct);
}
