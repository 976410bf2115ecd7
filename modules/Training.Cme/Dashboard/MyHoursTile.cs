using Training.Cme.Ledger;
using Training.Cme.Rules;
using Training.Modules;
using Training.Reporting.Contracts;

namespace Training.Cme.Dashboard;

/// <summary>One's own hours towards the target. Nothing for an account of an office, or where no licence asks for hours and there are none.</summary>
internal sealed class MyHoursTile(LedgerReader ledger, ICurrentUser user) : IDashboardTile
{
    public string Permission => Permissions.Own;

    public int Order => 55;

    public DashboardColumn Column => DashboardColumn.Side;

    public string View => "/Areas/Cme/Pages/Dashboard/_MyHours.cshtml";

    public async Task<object?> LoadAsync(CancellationToken ct)
    {
        if (user.PersonId is not { } me)
        {
            return null;
        }

        // A mentor's home page spends its statements on the queue; there the way to the hours is enough.
        if (user.Can("Logbook.Sign"))
        {
            return new MyHours(null);
        }

        return await ledger.StandingAsync(me, ct) is var (_, standing) && (standing.HasLicence || standing.Hundredths != 0) ? new MyHours(standing) : null;
    }
}

/// <param name="Standing">Null where only the way is shown.</param>
internal sealed record MyHours(Standing? Standing);
