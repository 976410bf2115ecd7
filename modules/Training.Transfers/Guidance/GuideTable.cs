using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Transfers.Agreements;
using Training.Transfers.Contracts;
using Training.Transfers.Participants;

namespace Training.Transfers.Guidance;

/// <summary>
/// Who guides whom, across all transfers: how many learners somebody has is a number that whoever names one more has to know, wherever the
/// others are.
/// </summary>
internal sealed class GuideTable(TrainingDbContext db)
{
    /// <summary>The learners of these guides, on the days on which they count: as long as the guide, the member and the contract last. One statement.</summary>
    public async Task<ILookup<Guid, LearnerDays>> LearnersAsync(IReadOnlyCollection<Guid> guidePersonIds, CancellationToken ct)
    {
        var rows = await (from guide in db.Unscoped<Guide>()
                          where guidePersonIds.Contains(guide.GuidePersonId)
                          join member in db.Set<Participant>() on guide.ParticipantId equals member.Id
                          join transfer in db.Set<Transfer>() on guide.TransferId equals transfer.Id
                          select new { guide.GuidePersonId, member.PersonId, guide.From, guide.To, Left = member.To, Last = transfer.To }).ToListAsync(ct);
        return rows.ToLookup(row => row.GuidePersonId, row => new LearnerDays(row.PersonId, Counted(new Days(row.From, row.To), row.Left, row.Last)));
    }

    /// <summary>All rules, the newest first; one statement.</summary>
    public async Task<IReadOnlyList<GuideRule>> RulesAsync(CancellationToken ct)
        => await db.GuideRules.AsNoTracking().OrderByDescending(rule => rule.ValidFrom).ToListAsync(ct);

    /// <summary>The days of a guide on which the learner counts.</summary>
    public static Days Counted(Days days, Participation learner) => Counted(days, learner.Participant.To, learner.Transfer.To);

    private static Days Counted(Days days, DateOnly? left, DateOnly contractEnds)
        => days.And(new Days(DateOnly.MinValue, left < contractEnds ? left : contractEnds));
}
