using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Notifications.Contracts;

namespace Training.Logbook.Verification;

/// <summary>
/// Verifies the whole logbook once a night, after two in the morning in Viet Nam, and what did not fit every half hour until it does. What it finds
/// stands in rows, in the log, on the administrators' page and in /health/ready; administrators get a letter of what is new.
/// </summary>
internal sealed class VerifyLogbook(
    TrainingDbContext db, LogbookVerifier verifier, IRoleHolders holders, IMailQueue mail, IConfiguration configuration, IStringLocalizer<Texts> texts, IAuditTrail audit, TimeProvider clock,
    ILogger<VerifyLogbook> log) : IBackgroundTask
{
    private const int Hour = 2;

    public TimeSpan Interval => TimeSpan.FromMinutes(30);

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var local = now.ToOffset(VietnamTime.Offset);
        var night = new DateTimeOffset(local.Date.AddHours(Hour).AddDays(local.Hour < Hour ? -1 : 0), VietnamTime.Offset);
        if (await db.Set<LogbookVerification>().AnyAsync(v => v.StartedAt >= night.ToUniversalTime(), ct))
        {
            await AgainAsync(ct);
        }
        else
        {
            await AllAsync(now, ct);
        }
    }

    private async Task AllAsync(DateTimeOffset start, CancellationToken ct)
    {
        var (versions, found) = (0L, new List<Fault>());
        await foreach (var batch in verifier.VerifyAsync(ct))
        {
            versions += batch.Versions;
            found.AddRange(batch.Faults);
        }

        await StoreAsync(found, null, inner =>
        {
            db.Add(new LogbookVerification { StartedAt = start, EndedAt = clock.GetUtcNow(), Versions = versions, Faults = found.Count });
            return Task.CompletedTask;
        }, ct);
    }

    private async Task AgainAsync(CancellationToken ct)
    {
        var open = await db.Set<SignatureFault>().Where(f => f.ClearedAt == null).Select(f => f.EntryVersionId).Distinct().Order().Take(LogbookVerifier.Batch).ToListAsync(ct);
        if (open.Count > 0)
        {
            await StoreAsync((await verifier.VerifyAsync(open, ct)).Faults, open, _ => Task.CompletedTask, ct);
        }
    }

    /// <param name="found">What does not fit now.</param>
    /// <param name="among">The versions that were looked at; null for all.</param>
    /// <param name="also">Stored with it.</param>
    /// <param name="ct">Cancels.</param>
    private async Task StoreAsync(IReadOnlyList<Fault> found, IReadOnlyCollection<Guid>? among, Func<CancellationToken, Task> also, CancellationToken ct)
    {
        var open = await db.Set<SignatureFault>().AsNoTracking().Where(f => f.ClearedAt == null).ToListAsync(ct);
        var now = clock.GetUtcNow();
        var added = found.DistinctBy(fault => (fault.VersionId, fault.Kind)).Where(fault => !open.Any(f => f.EntryVersionId == fault.VersionId && f.Kind == fault.Kind)).ToArray();
        var whole = open.Where(f => (among is null || among.Contains(f.EntryVersionId)) && !found.Any(fault => fault.VersionId == f.EntryVersionId && fault.Kind == f.Kind)).ToArray();
        try
        {
            await db.WriteAsync(
                async inner =>
                {
                    await also(inner);
                    foreach (var fault in added)
                    {
                        log.LogCritical("Case {Case}, version {Version}: {Kind}. What to do: src/docs/runbook.md", fault.CaseCode, fault.Number, fault.Kind);
                        db.Add(new SignatureFault { EntryId = fault.EntryId, EntryVersionId = fault.VersionId, CaseCode = fault.CaseCode, Number = fault.Number, Kind = fault.Kind, FoundAt = now });
                        audit.Add(EventOf(SignatureFault.FoundAction, fault.VersionId, fault.CaseCode, fault.Kind));
                    }

                    foreach (var fault in whole)
                    {
                        db.Attach(fault).Entity.ClearedAt = now;
                        audit.Add(EventOf(SignatureFault.ClearedAction, fault.EntryVersionId, fault.CaseCode, fault.Kind));
                    }

                    if (added.Length > 0)
                    {
                        await TellAsync(added, inner);
                    }
                },
                ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // Another node has found the same at the same time.
        }
    }

    private async Task TellAsync(Fault[] added, CancellationToken ct)
    {
        var address = (configuration["Site:BaseAddress"] ?? "").TrimEnd('/') + "/admin/logbook";
        var codes = string.Join(", ", added.Select(fault => fault.CaseCode).Distinct().Take(20));
        foreach (var account in (await holders.FindAsync(new RoleKey(Roles.Administrator, ScopeKind.Country, null), ct)).Where(account => account.Email.Length > 0))
        {
            mail.SendInEachLanguage(account.Email, () => texts["Letter.Fault.Subject", added.Length], () => texts["Letter.Fault", account.Name, added.Length, codes, address]);
        }
    }

    private static AuditEvent EventOf(string action, Guid versionId, string code, FaultKind kind)
        => new(action, nameof(SignatureFault), versionId) { Facts = new Dictionary<string, string?> { ["case"] = code, ["fault"] = $"{kind}" } };
}
