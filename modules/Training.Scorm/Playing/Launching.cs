using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;
using Training.Scorm.Running;

namespace Training.Scorm.Playing;

/// <summary>Opens a package for somebody: finds or begins their attempt and makes the launch of its frame, inside the running write.</summary>
internal sealed class Launching(TrainingDbContext db, ICourseItems items, ICurrentUser user, IAuditTrail audit, TimeProvider clock)
{
    /// <summary>Goes on with the newest attempt at this content, or begins one. Frames that are open for the attempt elsewhere can save no more.</summary>
    /// <param name="item">What is opened, by whom.</param>
    /// <param name="again">Begins another attempt where the newest is finished.</param>
    /// <param name="site">The origin of the page.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Guid> LearnAsync(OpenItem item, bool again, string site, CancellationToken ct)
    {
        if (item.LockedBecause.Count > 0)
        {
            throw new RuleViolation("Play.Locked");
        }

        var personId = item.PersonId ?? throw new RuleViolation("Play.Office");
        var packageId = await db.ScormContents.Where(c => c.Id == item.ContentId).Select(c => c.PackageId).SingleAsync(ct) ?? throw new RuleViolation("Content.Empty");
        var now = clock.GetUtcNow();

        // Notes the version of the course that they begin, so that what they do here counts whatever is published meanwhile.
        await items.RecordAsync(personId, item.CourseId, item.ItemKey, new ItemEvidence(item.ContentId, now), ct);
        var attempt = await db.ScormAttempts.Where(a => a.PersonId == personId && a.CourseId == item.CourseId && a.ItemKey == item.ItemKey && a.ContentId == item.ContentId)
            .OrderByDescending(a => a.StartedAt).ThenByDescending(a => a.Id).FirstOrDefaultAsync(ct);
        if (attempt is null || (again && attempt.FinishedAt is not null))
        {
            attempt = new ScormAttempt { PersonId = personId, CourseId = item.CourseId, ItemKey = item.ItemKey, ContentId = item.ContentId, PackageId = packageId, StartedAt = now };
            db.Add(attempt);
        }

        foreach (var open in await db.ScormLaunches.Where(l => l.AttemptId == attempt.Id && l.SupersededAt == null && l.ExpiresAt > now).ToListAsync(ct))
        {
            open.SupersededAt = now;
        }

        var launch = Launch(attempt.Id, packageId, site, now);
        audit.Add(new AuditEvent("Scorm.Opened", "ScormAttempt", attempt.Id) { Facts = new Dictionary<string, string?> { ["course"] = item.CourseCode, ["item"] = $"{item.ItemKey}" } });
        return launch.Id;
    }

    /// <summary>For an author: the package as learners will see it; nothing is stored.</summary>
    public Guid Preview(Guid packageId, string site)
    {
        var launch = Launch(null, packageId, site, clock.GetUtcNow());
        audit.Add(new AuditEvent("Scorm.Previewed", "ScormPackage", packageId));
        return launch.Id;
    }

    /// <summary>The origin of this page, as the browser calls it.</summary>
    public static string SiteOf(HttpRequest request) => $"{request.Scheme}{Uri.SchemeDelimiter}{request.Host.Value}";

    private ScormLaunch Launch(Guid? attemptId, Guid packageId, string site, DateTimeOffset now)
    {
        var launch = new ScormLaunch
        {
            AttemptId = attemptId,
            PackageId = packageId,
            UserId = user.UserId,
            UserName = user.Name,
            Site = site,
            StartedAt = now,
            ExpiresAt = now + ScormLaunch.Lasts,
            CountedFrom = now,
        };
        db.Add(launch);
        return launch;
    }
}
