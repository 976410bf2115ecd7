using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Transfers.Agreements;
using Training.Transfers.Participants;

namespace Training.Transfers.Guidance;

/// <summary>Two records of which one guided the other stay two: as one person they would have guided themselves.</summary>
internal sealed class GuideMergeGuard(TrainingDbContext db) : IPersonMergeGuard
{
    public async Task CheckAsync(IReadOnlyCollection<Guid> records, CancellationToken ct)
    {
        var own = await (from guide in db.Unscoped<Guide>()
                         where records.Contains(guide.GuidePersonId)
                         join member in db.Set<Participant>() on guide.ParticipantId equals member.Id
                         where records.Contains(member.PersonId)
                         join transfer in db.Set<Transfer>() on guide.TransferId equals transfer.Id
                         orderby transfer.Code
                         select transfer.Code).Take(1).ToListAsync(ct);
        if (own.Count > 0)
        {
            throw new RuleViolation("Merge.GuidesSelf", own[0]);
        }
    }
}
