using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Entries;
using Training.Logbook.Redaction;
using Training.Modules;

namespace Training.Logbook.SignOff;

/// <summary>
/// Two records of which one decided about a case of the other stay two: as one person they would have signed their own case, and a decision
/// never changes. So do two of which one confirmed what the other asked to remove.
/// </summary>
internal sealed class MergeGuard(TrainingDbContext db) : IPersonMergeGuard
{
    public async Task CheckAsync(IReadOnlyCollection<Guid> records, CancellationToken ct)
    {
        var own = await (from decision in db.Unscoped<Decision>()
                         where records.Contains(decision.TraineePersonId) && records.Contains(decision.MentorPersonId)
                         join version in db.Set<EntryVersion>() on decision.EntryVersionId equals version.Id
                         join entry in db.Set<LogbookEntry>() on version.EntryId equals entry.Id
                         orderby entry.CaseCode
                         select entry.CaseCode).Take(1).ToListAsync(ct);
        if (own.Count > 0)
        {
            throw new RuleViolation("Merge.SignedOwnCase", own[0]);
        }

        if (await db.Unscoped<RedactionDecision>().AnyAsync(d => records.Contains(d.ByPersonId) && records.Contains(d.AskedByPersonId), ct))
        {
            throw new RuleViolation("Merge.RedactedAlone");
        }
    }
}
