using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Transfers.Contracts;

namespace Training.Logbook.SignOff;

/// <summary>A page of the queue.</summary>
/// <param name="Rows">Late ones first, then the oldest.</param>
/// <param name="Total">All that wait.</param>
internal sealed record QueuePage(IReadOnlyList<EntryRow> Rows, int Total);

/// <summary>
/// The cases that wait for the mentor who asks, as <see cref="Addressing"/> has it: what waits too long first, then the oldest. Cases wait under rights that hold today; the day of the
/// case is looked at when it is opened and again when it is signed.
/// </summary>
internal sealed class Queue(TrainingDbContext db, ICurrentUser user, ITransfers transfers, Addressing addressing, TimeProvider clock)
{
    /// <param name="after">Rows of the pages before; null for the first page.</param>
    /// <param name="size">Most rows.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<QueuePage> ReadAsync(int? after, int size, CancellationToken ct)
    {
        if (await WaitingAsync(ct) is not { } waiting)
        {
            return new QueuePage([], 0);
        }

        // One statement: both databases count once, not for each row.
        var found = await Ordered(waiting)
            .Skip(after ?? 0)
            .Take(size)
            .ToRows(db)
            .Select(row => new { Row = row, Total = waiting.Count() })
            .ToListAsync(ct);
        return new QueuePage([.. Ordered(found.Select(f => f.Row))], found.Count == 0 ? 0 : found[0].Total);
    }

    /// <summary>The queue from behind a place on; costs the same wherever that is.</summary>
    /// <param name="after">Late, waiting since when, and which case; null to begin.</param>
    /// <param name="size">Most rows.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<EntryRow>> ReadAfterAsync((bool Late, DateTimeOffset Since, Guid Id)? after, int size, CancellationToken ct)
    {
        if (await WaitingAsync(ct) is not { } waiting)
        {
            return [];
        }

        if (after is var (late, since, id))
        {
            waiting = waiting.Where(e => (late && e.LateSince == null)
                || (late == (e.LateSince != null) && (e.WaitingSince > since || (e.WaitingSince == since && e.Id.CompareTo(id) > 0))));
        }

        return [.. Ordered(await Ordered(waiting).Take(size).ToRows(db).ToListAsync(ct))];
    }

    private static IQueryable<LogbookEntry> Ordered(IQueryable<LogbookEntry> waiting) => waiting.OrderBy(e => e.LateSince == null).ThenBy(e => e.WaitingSince).ThenBy(e => e.Id);

    private static IEnumerable<EntryRow> Ordered(IEnumerable<EntryRow> rows) => rows.OrderBy(row => row.LateSince is null).ThenBy(row => row.WaitingSince).ThenBy(row => row.Id);

    private async Task<IQueryable<LogbookEntry>?> WaitingAsync(CancellationToken ct)
    {
        if (user.PersonId is not { } me)
        {
            return null;
        }

        var today = clock.Today();
        var all = await transfers.SupervisedBesideAsync(me, ct);
        var rights = all.Where(right => right.MentorPersonId == me).ToArray();
        var holding = Addressing.HoldersOn(all, today);
        var current = rights.Where(right => right.From <= today && !(today > right.To)).ToArray();
        if (current.Length == 0)
        {
            return null;
        }

        var standsInFor = await addressing.StoodInForAsync([user.UserId], ct);
        return db.LogbookEntries
            .Where(e => e.WaitingSince != null && e.DecidedNumber != e.CurrentNumber && e.PersonId != me)
            .Where(Any(current, right => IsOf(right).And(IsFor(me, standsInFor, [.. holding[right.TransferId].Distinct()]))))
            .Where(Any(rights, right => IsOf(right).And(DoneDuring(right))));
    }

    private static Expression<Func<LogbookEntry, bool>> IsOf(SupervisionInfo right) => right.TechniqueId is { } technique
        ? e => e.TransferId == right.TransferId && e.TechniqueId == technique
        : e => e.TransferId == right.TransferId;

    private static Expression<Func<LogbookEntry, bool>> IsFor(Guid me, IReadOnlySet<Guid> standsInFor, Guid[] holding)
    {
        // Others who still hold the right and have named nobody keep what is addressed to them.
        var others = holding.Where(mentor => mentor != me && !standsInFor.Contains(mentor)).ToArray();
        return others.Length == 0 ? _ => true : e => e.LateSince != null || e.AddressedTo == null || !others.Contains(e.AddressedTo.Value);
    }

    private Expression<Func<LogbookEntry, bool>> DoneDuring(SupervisionInfo right)
        => e => db.Set<EntryVersion>().Any(v => v.EntryId == e.Id && v.Number == e.CurrentNumber && v.PerformedOn >= right.From && (right.To == null || v.PerformedOn <= right.To));

    // One condition for each right; a mentor has few.
    private static Expression<Func<LogbookEntry, bool>> Any(IEnumerable<SupervisionInfo> rights, Func<SupervisionInfo, Expression<Func<LogbookEntry, bool>>> condition)
        => rights.Select(condition).Aggregate((one, other) => one.Or(other));
}

internal static class Conditions
{
    public static Expression<Func<T, bool>> And<T>(this Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) => Join(one, other, Expression.AndAlso);

    public static Expression<Func<T, bool>> Or<T>(this Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) => Join(one, other, Expression.OrElse);

    private static Expression<Func<T, bool>> Join<T>(Expression<Func<T, bool>> one, Expression<Func<T, bool>> other, Func<Expression, Expression, Expression> how)
        => Expression.Lambda<Func<T, bool>>(how(one.Body, new Renamed(other.Parameters[0], one.Parameters[0]).Visit(other.Body)), one.Parameters);

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
