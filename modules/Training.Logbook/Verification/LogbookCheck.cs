using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Logbook.Redaction;
using Training.Modules;

namespace Training.Logbook.Verification;

/// <summary>What of the logbook somebody has to look after; src/docs/runbook.md says how.</summary>
internal sealed class LogbookCheck(TrainingDbContext db, IStringLocalizer<Texts> texts, TimeProvider clock) : IHealthCheck
{
    /// <summary>The nightly check is missed if there was none for so long.</summary>
    private static readonly TimeSpan Missed = TimeSpan.FromHours(36);

    private static readonly TimeSpan Waiting = TimeSpan.FromDays(3);
    private static readonly TimeSpan Overwriting = TimeSpan.FromHours(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var (today, missed, waiting, overwriting) = (VietnamTime.DateOf(now), now - Missed, now - Waiting, now - Overwriting);
        var faults = await db.Set<SignatureFault>().CountAsync(f => f.ClearedAt == null, cancellationToken);
        var asked = db.Unscoped<RedactionRequest>();
        var decided = db.Unscoped<RedactionDecision>();
        var overwritten = db.Unscoped<RedactionOverwrite>();
        var cleared = await db.Set<BackupsDeleted>().MaxAsync(b => (DateTimeOffset?)b.Before, cancellationToken) ?? DateTimeOffset.MinValue;
        var last = await db.Set<LogbookVerification>().MaxAsync(v => (DateTimeOffset?)v.StartedAt, cancellationToken);
        string?[] lines =
        [
            faults > 0 ? texts["Health.Faults", faults].Value : null,
            last is { } at && at < missed ? texts["Health.Missed", Show.Time(at)].Value : null,
            await asked.AnyAsync(r => r.AskedAt < waiting && !decided.Any(d => d.RequestId == r.Id), cancellationToken) ? texts["Health.RedactionWaits"].Value : null,
            await decided.AnyAsync(d => d.Outcome == RedactionOutcome.Confirmed && d.DecidedAt < overwriting && !overwritten.Any(o => o.RequestId == d.RequestId), cancellationToken)
                ? texts["Health.NotOverwritten"].Value
                : null,
            await overwritten.Where(o => o.BackupsUntil < today && o.DoneAt > cleared).MaxAsync(o => (DateTimeOffset?)o.DoneAt, cancellationToken) is { } before
                ? texts["Health.Backups", Show.Time(before)].Value
                : null,
        ];
        return lines.OfType<string>().ToArray() is { Length: > 0 } said ? HealthCheckResult.Degraded(string.Join(' ', said)) : HealthCheckResult.Healthy();
    }
}
