using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Training.Data;
using Training.Modules;

namespace Training.Logbook.Redaction;

/// <summary>
/// Overwrites the bytes of what was removed, in the files of the database, within a minute of the decision. Then it marks the backups from before:
/// a row for each removal, and a line in the data folder, which goes into every backup from then on.
/// </summary>
internal sealed class OverwriteRemoved(TrainingDbContext db, DataFolder folder, IConfiguration configuration, IAuditTrail audit, TimeProvider clock) : IBackgroundTask
{
    public const string File = "removed-data.txt";

    private const int BackupDays = 30;

    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var due = await db.Unscoped<RedactionDecision>()
            .Where(d => d.Outcome == RedactionOutcome.Confirmed && !db.Set<RedactionOverwrite>().Any(o => o.RequestId == d.RequestId))
            .Select(d => d.RequestId)
            .ToListAsync(ct);
        if (due.Count == 0 || !await db.OverwriteAsync(RemoveFromCase.Rewritten, ct))
        {
            return;
        }

        var done = clock.GetUtcNow();
        var until = VietnamTime.DateOf(done).AddDays(configuration.GetValue("Logbook:BackupDays", BackupDays));

        // First: a line that stands twice, because the row could not be written, does no harm; one that is missing does.
        await System.IO.File.AppendAllTextAsync(
            Path.Combine(folder.Path, File),
            string.Create(CultureInfo.InvariantCulture, $"{done:yyyy-MM-ddTHH:mm:ssZ} patient data was removed; delete every backup made before this by {until:yyyy-MM-dd}\n"),
            ct);
        try
        {
            await db.WriteAsync(
                _ =>
                {
                    foreach (var request in due)
                    {
                        db.Add(new RedactionOverwrite { RequestId = request, DoneAt = done, BackupsUntil = until });
                        audit.Add(new AuditEvent("Logbook.RemovedOverwritten", nameof(RedactionRequest), request));
                    }

                    return Task.CompletedTask;
                },
                ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // Another node was at it too.
            return;
        }
    }
}
