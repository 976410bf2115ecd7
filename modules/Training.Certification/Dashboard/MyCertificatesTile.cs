using Training.Certification.Register;
using Training.Data;
using Training.Modules;
using Training.Reporting.Contracts;

namespace Training.Certification.Dashboard;

/// <summary>The certificates of the person who asks.</summary>
internal sealed class MyCertificatesTile(TrainingDbContext db, ICurrentUser user) : IDashboardTile
{
    public string Permission => Permissions.ViewOwn;

    public int Order => 50;

    public DashboardColumn Column => DashboardColumn.Side;

    public string View => "/Areas/Certification/Pages/Dashboard/_MyCertificates.cshtml";

    public async Task<object?> LoadAsync(CancellationToken ct)
        => user.PersonId is { } me
            && await db.NewestAsync(me, 5, ct) is { Count: > 0 } mine
            ? mine
            : null;
}
