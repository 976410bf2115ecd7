using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Reporting.Contracts;
using Training.Techniques.Contracts;

namespace Training.Logbook.Dashboard;

/// <summary>The trainee's next thing to do: correct what was returned, or log a case; and what waits.</summary>
internal sealed class TraineeTile(TrainingDbContext db, ICurrentUser user, ITechniques techniques) : IDashboardTile
{
    private const int Shown = 6;

    public string Permission => Permissions.Log;

    public int Order => 10;

    public DashboardColumn Column => DashboardColumn.Main;

    public string View => "/Areas/Logbook/Pages/Dashboard/_Trainee.cshtml";

    public async Task<object?> LoadAsync(CancellationToken ct)
    {
        if (user.PersonId is null)
        {
            return null;
        }

        var open = await db.LogbookEntries.Where(e => e.PersonId == user.PersonId && e.SignedAt == null)
            .OrderByDescending(e => e.Id).Take(50).ToRows(db).ToListAsync(ct);
        EntryRow[] returned = [.. open.Where(r => r.State == EntryState.Returned)];
        EntryRow[] waiting = [.. open.Where(r => r.State == EntryState.Waiting).OrderBy(r => r.WaitingSince)];
        return new TraineeView(returned, [.. waiting.Take(Shown)], waiting.Length, await techniques.GetAsync(ct));
    }
}

internal sealed record TraineeView(IReadOnlyList<EntryRow> Returned, IReadOnlyList<EntryRow> Waiting, int WaitingTotal, TechniqueCatalogue Catalogue);
