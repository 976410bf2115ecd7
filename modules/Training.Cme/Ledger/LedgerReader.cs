using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Cme.Rules;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Cme.Ledger;

/// <summary>An entry as it is listed.</summary>
internal sealed record LedgerRow(CreditEntry Entry, bool IsReversed);

/// <summary>A person's hours and a page of their ledger.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Standing">Hours against the target today.</param>
/// <param name="Rows">The newest day first.</param>
/// <param name="Older">Key of the next page; null on the last.</param>
/// <param name="IsFirst">Whether these are the newest.</param>
internal sealed record LedgerView(Practitioner Person, Standing Standing, IReadOnlyList<LedgerRow> Rows, string? Older, bool IsFirst);

/// <summary>
/// Reads ledgers past the scope, for oneself and for the workplace: who sees a ledger follows from where its person works today, which the rows of the
/// ledger do not know.
/// </summary>
internal sealed class LedgerReader(TrainingDbContext db, TargetReader targets, ICurrentUser user, IOrganizations organizations, TimeProvider clock)
{
    public const int PageSize = 40;

    private IQueryable<CreditEntry> Entries => db.Unscoped<CreditEntry>().AsNoTracking();

    /// <summary>Whether the person works today at a hospital for which whoever asks holds the permission; one statement.</summary>
    public async Task<bool> WorksWithinAsync(Guid personId, string permission, CancellationToken ct)
    {
        var scope = user.ScopeOf(permission);
        if (scope.IsEmpty)
        {
            return false;
        }

        Guid[] hospitals = [.. (await organizations.GetAsync(ct)).Within(scope).Select(h => h.Id)];
        return await db.PractitionersAt(hospitals, clock.Today()).AnyAsync(p => p.PersonId == personId, ct);
    }

    /// <summary>A person and their hours; null where there is no such person. One statement.</summary>
    public async Task<(Practitioner Person, Standing Standing)?> StandingAsync(Guid personId, CancellationToken ct)
    {
        var today = clock.Today();
        var target = await targets.OnAsync(today, ct);
        var counted = await db.Counted(db.Practitioners().Where(p => p.PersonId == personId), target, today).SingleOrDefaultAsync(ct);
        return counted is null ? null : (counted.Person, counted.StandingOn(today, target));
    }

    /// <summary>The ledger from a key on; null where there is no such person. Two statements, however long it is.</summary>
    public async Task<LedgerView?> ReadAsync(Guid personId, string? after, CancellationToken ct)
    {
        if (await StandingAsync(personId, ct) is not { } found)
        {
            return null;
        }

        var query = Entries.Where(e => e.PersonId == personId);
        var key = KeyOf(after);
        if (key is { } from)
        {
            query = query.Where(e => e.Day < from.Day || (e.Day == from.Day && e.Id.CompareTo(from.Id) < 0));
        }

        var reversals = db.Set<CreditEntry>();
        var rows = await query.OrderByDescending(e => e.Day).ThenByDescending(e => e.Id).Take(PageSize + 1)
            .Select(e => new LedgerRow(e, reversals.Any(r => r.ReversesId == e.Id)))
            .ToListAsync(ct);
        var page = rows.Take(PageSize).ToArray();
        return new LedgerView(found.Person, found.Standing, page, rows.Count > PageSize ? KeyOf(page[^1].Entry) : null, key is null);
    }

    /// <summary>What counts in the period, the oldest first; an entry and what takes it back are left out. One statement.</summary>
    public async Task<IReadOnlyList<CreditEntry>> CountingAsync(Guid personId, Period period, CancellationToken ct)
    {
        var all = await Entries.Where(e => e.PersonId == personId && e.Day >= period.From && e.Day <= period.To).OrderBy(e => e.Day).ThenBy(e => e.Id).ToListAsync(ct);
        var (byId, reversed) = (all.ToDictionary(e => e.Id), all.Select(e => e.ReversesId).OfType<Guid>().ToHashSet());
        return [.. all.Where(e => e.Source != CreditSource.Counter && Stands(e, byId, reversed))];
    }

    // A counter entry may have been taken back itself: then what it took back stands again.
    private static bool Stands(CreditEntry entry, Dictionary<Guid, CreditEntry> byId, HashSet<Guid> reversed)
    {
        if (!reversed.Contains(entry.Id))
        {
            return true;
        }

        var counter = byId.Values.Single(e => e.ReversesId == entry.Id);
        return !Stands(counter, byId, reversed);
    }

    private static string KeyOf(CreditEntry entry) => string.Create(CultureInfo.InvariantCulture, $"{entry.Day:yyyyMMdd}-{entry.Id:n}");

    private static (DateOnly Day, Guid Id)? KeyOf(string? text)
        => text?.Split('-') is [var day, var id] && DateOnly.TryParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) && Guid.TryParseExact(id, "n", out var entry)
            ? (on, entry)
            : null;
}
