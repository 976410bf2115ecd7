using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Certification.Requests;

/// <summary>Two records of which one decided about the certificate of the other stay two: as one person they would have decided about themselves.</summary>
internal sealed class MergeGuard(TrainingDbContext db) : IPersonMergeGuard
{
    public async Task CheckAsync(IReadOnlyCollection<Guid> records, CancellationToken ct)
    {
        if (await db.Unscoped<RequestDecision>().AnyAsync(
            d => d.Step != RequestStep.Completed && records.Contains(d.HolderPersonId) && d.ByPersonId != null && records.Contains(d.ByPersonId.Value), ct))
        {
            throw new RuleViolation("Merge.DecidedOwnCertificate");
        }
    }
}
