using Training.Modules;
using Training.Organizations.Contracts;
using Training.Reporting.Contracts;

namespace Training.Reporting.Dashboard;

/// <summary>The totals of every measure in one's hospitals; each leads to the table it sums up.</summary>
internal sealed class FiguresTile(ICurrentUser user, IOrganizations organizations, IEnumerable<IMatrixMeasure> measures) : IDashboardTile
{
    public string Permission => Permissions.View;

    public int Order => 5;

    public DashboardColumn Column => DashboardColumn.Main;

    public string View => "/Areas/Reporting/Pages/Dashboard/_Figures.cshtml";

    public async Task<object?> LoadAsync(CancellationToken ct)
    {
        Guid[] hospitals = [.. (await organizations.GetAsync(ct)).Within(user.ScopeOf(Permissions.View)).Select(h => h.Id)];
        var figures = new List<Figure>();
        foreach (var measure in measures.OrderBy(m => m.Order))
        {
            var counts = await measure.CountAsync(hospitals, ct);
            figures.Add(new Figure(
                measure.Title,
                counts.Total,
                counts.Cells.Select(c => c.HospitalId).Distinct().Count(),
                counts.Cells.Select(c => c.TechniqueId).Distinct().Count(),
                $"/reports?measure={measure.Id}#matrix"));
        }

        return figures.Count == 0 ? null : figures;
    }
}

internal sealed record Figure(string Title, int Total, int Hospitals, int Techniques, string Address);
