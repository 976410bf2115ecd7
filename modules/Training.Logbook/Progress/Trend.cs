using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;

namespace Training.Logbook.Progress;

/// <summary>One case of a trend.</summary>
/// <param name="EntryId">Which.</param>
/// <param name="PerformedOn">When it was done.</param>
/// <param name="Mentor">The mentor's level, 1 to 5.</param>
/// <param name="Own">The learner's level, 1 to 5.</param>
internal sealed record TrendPoint(Guid EntryId, DateOnly PerformedOn, int Mentor, int Own);

/// <summary>
/// How entrustment went lately. Only cases that both sides have rated: neither is to learn the other's rating from a curve. One statement by an index,
/// however many cases there were.
/// </summary>
internal sealed class Trend(TrainingDbContext db)
{
    /// <summary>Most cases that are drawn of a technique.</summary>
    public const int Length = 12;

    // Of all techniques together; enough that the ones of today have their length.
    private const int Read = 120;

    public async Task<ILookup<Guid, TrendPoint>> OfAsync(Guid personId, CancellationToken ct)
    {
        var records = db.RecordsOf(personId);
        var rows = await (from decision in db.Decisions
                          where records.Contains(decision.TraineePersonId) && decision.Entrustment != null
                          orderby decision.DecidedAt descending, decision.Id
                          join version in db.EntryVersions.IgnoreAutoIncludes() on decision.EntryVersionId equals version.Id
                          join own in db.SelfRatings on version.EntryId equals own.EntryId
                          select new { version.TechniqueId, Point = new TrendPoint(version.EntryId, version.PerformedOn, decision.Entrustment!.Value, own.Entrustment) })
            .Take(Read)
            .ToListAsync(ct);
        return rows.GroupBy(row => row.TechniqueId)
            .SelectMany(group => group.Take(Length).Reverse())
            .ToLookup(row => row.TechniqueId, row => row.Point);
    }
}
