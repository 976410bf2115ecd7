using Microsoft.EntityFrameworkCore;
using Training.Cme.Claims;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Cme.Running;

/// <summary>Two records of which one approved an activity of the other stay two: as one person they would have approved their own.</summary>
internal sealed class MergeGuard(TrainingDbContext db) : IPersonMergeGuard
{
    public async Task CheckAsync(IReadOnlyCollection<Guid> records, CancellationToken ct)
    {
        var claims = db.Unscoped<CreditClaim>().Where(c => records.Contains(c.PersonId)).Select(c => c.Id);
        if (await db.Unscoped<ClaimDecision>().AnyAsync(d => claims.Contains(d.ClaimId) && d.ByPersonId != null && records.Contains(d.ByPersonId.Value), ct))
        {
            throw new RuleViolation("Merge.DecidedOwn");
        }
    }
}
