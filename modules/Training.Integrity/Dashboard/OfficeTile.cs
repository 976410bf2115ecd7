using Training.Modules;
using Training.Reporting.Contracts;

namespace Training.Integrity.Dashboard;

/// <summary>The way to the questions, for training offices. Without a number: how many there are is nobody's badge; what waits is among the tasks.</summary>
internal sealed class OfficeTile : IDashboardTile
{
    public string Permission => Permissions.Review;

    public int Order => 90;

    public DashboardColumn Column => DashboardColumn.Side;

    public string View => "/Areas/Integrity/Pages/Dashboard/_Office.cshtml";

    public Task<object?> LoadAsync(CancellationToken ct) => Task.FromResult<object?>(this);
}
