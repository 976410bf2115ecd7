using Training.Modules;
using Training.Organizations.Contracts;
using Training.Reporting.Contracts;

namespace Training.Reporting.Reports;

/// <summary>The table hospitals × techniques of one measure.</summary>
internal sealed class Matrix
{
    public const int Shades = 4;

    private readonly Dictionary<(Guid Hospital, Guid Technique), MatrixCell> _cells;
    private readonly int _most;

    /// <param name="hospitals">Those of the scope, in the order to show.</param>
    /// <param name="counts">What was counted in these hospitals.</param>
    public Matrix(IReadOnlyList<HospitalInfo> hospitals, MatrixCounts counts)
    {
        _cells = counts.Cells.ToDictionary(c => (c.HospitalId, c.TechniqueId));
        _most = _cells.Values.Select(c => c.Count).DefaultIfEmpty().Max();
        Total = counts.Total;
        Hospitals = [.. hospitals.Where(h => _cells.Keys.Any(key => key.Hospital == h.Id))];
        Without = [.. hospitals.Except(Hospitals)];
        Techniques = [.. _cells.Values.DistinctBy(c => c.TechniqueId)
            .Select(c => (c.TechniqueId, c.Technique))
            .OrderBy(t => VietnameseText.SortKey(t.Technique), StringComparer.Ordinal)];
    }

    public int Total { get; }

    /// <summary>Those with any count.</summary>
    public IReadOnlyList<HospitalInfo> Hospitals { get; }

    /// <summary>Those of the scope with none: the gap that a report must not hide.</summary>
    public IReadOnlyList<HospitalInfo> Without { get; }

    public IReadOnlyList<(Guid Id, string Name)> Techniques { get; }

    public MatrixCell? this[Guid hospital, Guid technique] => _cells.GetValueOrDefault((hospital, technique));

    /// <summary>1 to 4: how much of the largest count a cell has.</summary>
    public int ShadeOf(MatrixCell cell) => 1 + (cell.Count - 1) * Shades / _most;
}
