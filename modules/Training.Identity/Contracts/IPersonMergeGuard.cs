using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.People;

namespace Training.Identity.Contracts;

/// <summary>
/// Asked before records of people become one, inside the write. A module implements it where its facts would contradict each other once the
/// records belong to one person, such as somebody who signed their own case.
/// </summary>
public interface IPersonMergeGuard
{
    /// <param name="records">All records that would belong to the one person, those merged earlier among them.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="Training.Modules.RuleViolation">They can not be one person; the text is of the module that throws.</exception>
    Task CheckAsync(IReadOnlyCollection<Guid> records, CancellationToken ct);
}

/// <summary>Finds what stayed with a record that was merged.</summary>
public static class MergedRecords
{
    /// <summary>
    /// The person's own id and those of the records merged into it. For columns that are declared with <see cref="WhenMerged.Stays"/>;
    /// everything else carries the one id.
    /// </summary>
    public static IQueryable<Guid> RecordsOf(this TrainingDbContext db, Guid personId)
        => db.Set<Person>().Where(p => p.Id == personId || p.MergedIntoId == personId).Select(p => p.Id);
}
