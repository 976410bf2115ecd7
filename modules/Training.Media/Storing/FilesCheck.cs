using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Localization;
using Training.Data;

namespace Training.Media.Storing;

/// <summary>What the daily check found. The site works on; the files that were changed are not served.</summary>
internal sealed class FilesCheck(TrainingDbContext db, IStringLocalizer<Texts> texts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => await db.StoredFiles.AnyAsync(f => f.DamagedAt != null, cancellationToken)
            ? HealthCheckResult.Degraded(texts["Health.Damaged"])
            : HealthCheckResult.Healthy();
}
