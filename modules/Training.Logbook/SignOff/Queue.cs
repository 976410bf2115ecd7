using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Transfers.Contracts;

namespace Training.Logbook.SignOff;

/// <summary>The cases that wait for the mentor who asks, the oldest first.</summary>
internal sealed class Queue(TrainingDbContext db, ICurrentUser user, ITransfers transfers, TimeProvider clock)
{
    /// <summary>More than this at once is a list nobody reads; the rest comes up as these are decided.</summary>
    public const int Limit = 200;

    public async Task<IReadOnlyList<EntryRow>> ReadAsync(CancellationToken ct)
    {
        if (user.PersonId is not { } me)
        {
            return [];
        }

        var today = clock.Today();
        var rights = await transfers.SupervisedByAsync(me, ct);
        Guid[] transferIds = [.. rights.Select(s => s.TransferId).Distinct()];
        if (transferIds.Length == 0)
        {
            return [];
        }

        var rows = await db.LogbookEntries
            .Where(e => e.WaitingSince != null && e.DecidedNumber != e.CurrentNumber && transferIds.Contains(e.TransferId) && e.PersonId != me)
            .OrderBy(e => e.WaitingSince)
            .Take(Limit)
            .ToRows(db)
            .ToListAsync(ct);
        return [.. rows
            .Where(row => rights.Any(s => s.TransferId == row.TransferId && s.Covers(row.TechniqueId, row.PerformedOn))
                && rights.Any(s => s.TransferId == row.TransferId && s.Covers(row.TechniqueId, today)))
            .OrderBy(row => row.WaitingSince)];
    }
}
