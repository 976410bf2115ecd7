using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Scorm.Intake;
using Training.Scorm.Running;

namespace Training.Scorm.Authoring;

/// <summary>
/// Packages that were replaced before anybody published them, folders whose upload was not stored, and launches that are over go after a day.
/// </summary>
internal sealed class PurgePackages(TrainingDbContext db, PackageFolder folder, IAuditTrail audit, TimeProvider clock) : IBackgroundTask
{
    private static readonly TimeSpan Keep = TimeSpan.FromDays(1);

    public TimeSpan Interval => TimeSpan.FromHours(6);

    public async Task RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Keep;
        await db.WriteAsync(
            async inner =>
            {
                await db.ScormLaunches.Where(l => l.ExpiresAt < before).ExecuteDeleteAsync(inner);
                var unused = db.ScormPackages.Where(p => p.TakenAt < before
                    && !db.Set<ScormContent>().Any(c => c.PackageId == p.Id) && !db.Set<ScormAttempt>().Any(a => a.PackageId == p.Id) && !db.Set<ScormLaunch>().Any(l => l.PackageId == p.Id));
                foreach (var package in await unused.ToListAsync(inner))
                {
                    db.Remove(package);
                    audit.Add(new AuditEvent("Scorm.PackagePurged", "ScormPackage", package.Id) { Facts = new Dictionary<string, string?> { ["sha256"] = package.Sha256 } });
                }
            },
            ct);

        // A folder gets its row within the request that unpacked it.
        var folders = folder.WrittenBefore(before);
        var known = await db.ScormPackages.Where(p => folders.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct);
        foreach (var id in folders.Except(known))
        {
            folder.Delete(id);
        }
    }
}
