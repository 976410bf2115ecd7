using Training.Modules;
using Training.Reporting.Contracts;

namespace Training.Reporting.Dashboard;

/// <summary>What an administrator keeps: the items of the administration page, one click nearer.</summary>
internal sealed class AdminTile(Navigation navigation) : IDashboardTile
{
    public string Permission => Permissions.Administer;

    public int Order => 90;

    public DashboardColumn Column => DashboardColumn.Main;

    public string View => "/Areas/Reporting/Pages/Dashboard/_Admin.cshtml";

    public Task<object?> LoadAsync(CancellationToken ct)
        => Task.FromResult<object?>(navigation.ItemsOf(NavigationPlace.Admin) is { Count: > 0 } items ? items : null);
}
