using Training.Modules;
using Training.Reporting.Contracts;
using Training.Transfers.Agreements;

namespace Training.Transfers.Dashboard;

/// <summary>The transfers of the hospitals in scope, for offices and authorities.</summary>
internal sealed class PipelineTile(TransferList list) : IDashboardTile
{
    private const int Shown = 8;

    public string Permission => Permissions.View;

    public int Order => 30;

    public DashboardColumn Column => DashboardColumn.Main;

    public string View => "/Areas/Transfers/Pages/Dashboard/_Pipeline.cshtml";

    public async Task<object?> LoadAsync(CancellationToken ct)
    {
        var rows = await list.ReadAsync(null, ct);
        return new PipelineView([.. rows.Take(Shown)], rows.Count);
    }
}

internal sealed record PipelineView(IReadOnlyList<TransferRow> Rows, int Total);
