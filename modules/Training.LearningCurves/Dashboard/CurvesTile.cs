using Training.Reporting.Contracts;

namespace Training.LearningCurves.Dashboard;

/// <summary>The way to one's own curves; it asks the database nothing.</summary>
internal sealed class CurvesTile : IDashboardTile
{
    public string Permission => Permissions.ViewOwn;

    public int Order => 45;

    public DashboardColumn Column => DashboardColumn.Side;

    public string View => "/Areas/LearningCurves/Pages/Dashboard/_Curves.cshtml";

    public Task<object?> LoadAsync(CancellationToken ct) => Task.FromResult<object?>(View);
}
