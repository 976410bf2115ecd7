using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Contracts;
using Training.Courses.Outline;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Authoring;

/// <summary>What keeps a draft from going out; <paramref name="Key"/> is the item it is about, null for the course as a whole.</summary>
internal sealed record PublishProblem(Guid? Key, string Sentence);

/// <summary>Looks at a draft, says everything that keeps it from learners, and publishes it.</summary>
internal sealed class PublishCourse(TrainingDbContext db, ItemKinds kinds, ICurrentUser user, IAuditTrail audit, Microsoft.Extensions.Localization.IStringLocalizer<Texts> texts, TimeProvider clock)
{
    public async Task<IReadOnlyList<PublishProblem>> ProblemsAsync(VersionOutline draft, VersionOutline? before, CancellationToken ct)
    {
        var items = draft.Items.ToArray();
        var problems = new List<PublishProblem>();
        if (!items.Any(item => item.IsRequired && item.Finish != ItemFinish.Nothing) && draft.LeastOptional == 0)
        {
            problems.Add(new PublishProblem(null, texts["Problem.NothingAsked"]));
        }

        if (items.Count(item => !item.IsRequired && item.Finish != ItemFinish.Nothing) < draft.LeastOptional)
        {
            problems.Add(new PublishProblem(null, texts["Problem.TooFewOptional", draft.LeastOptional]));
        }

        foreach (var group in items.GroupBy(item => item.Kind))
        {
            var found = await kinds.Of(group.Key).ProblemsAsync([.. group.Select(item => item.ContentId)], ct);
            problems.AddRange(group.SelectMany(item => found.GetValueOrDefault(item.ContentId, []).Select(sentence => new PublishProblem(item.Key, sentence))));
        }

        foreach (var item in items)
        {
            if (item.Conditions.Items.Any(key => draft.Find(key) is null))
            {
                problems.Add(new PublishProblem(item.Key, texts["Problem.ConditionGone"]));
            }

            if (Waits(draft, item.Key, []))
            {
                problems.Add(new PublishProblem(item.Key, texts["Problem.Circle"]));
            }

            if (item.IsRequiredChange && before?.Find(item.Key) is { } same && same.ContentId == item.ContentId)
            {
                problems.Add(new PublishProblem(item.Key, texts["Problem.NothingChanged"]));
            }
        }

        return problems;
    }

    /// <summary>Publishes a draft without problems, inside the running write.</summary>
    /// <exception cref="RuleViolation">There is a problem, or learners of the version before are not told what is new.</exception>
    public async Task PublishAsync(CourseVersion version, string? changesVi, string? changesEn, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        var published = await db.CourseVersions.AsNoTracking().Where(v => v.CourseId == version.CourseId && v.PublishedAt != null).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);
        var read = await db.ReadOutlinesAsync(published is null ? [version.Id] : [version.Id, published.Id], ct);
        var draft = read.Single(outline => outline.VersionId == version.Id);
        if ((await ProblemsAsync(draft, read.FirstOrDefault(outline => outline.VersionId == published?.Id), ct)).Count > 0)
        {
            throw new RuleViolation("Publish.Problems");
        }

        if (published is not null && changesVi is null)
        {
            throw new RuleViolation("Publish.ChangesMissing") { Field = "ChangesVi" };
        }

        foreach (var group in draft.Items.GroupBy(item => item.Kind))
        {
            await kinds.Of(group.Key).FreezeAsync([.. group.Select(item => item.ContentId).Distinct()], ct);
        }

        var now = clock.GetUtcNow();
        var course = await db.Courses.AsTracking().SingleAsync(c => c.Id == version.CourseId, ct);
        version.Publish(now, user.UserId, changesVi, changesEn);
        course.Publish(version, now);
        audit.Add(new AuditEvent("Courses.CoursePublished", nameof(CourseVersion), version.Id)
        {
            HospitalIds = course.HospitalId is { } hospital ? [hospital] : [],
            Facts = new Dictionary<string, string?> { ["course"] = course.Code, ["version"] = $"{version.Number}", ["items"] = $"{draft.Items.Count()}", ["required"] = $"{draft.Items.Count(i => i.IsRequiredChange)}" },
        });
    }

    // Whether an item waits for itself, over however many others.
    private static bool Waits(VersionOutline draft, Guid from, HashSet<Guid> seen)
    {
        var waiting = new Queue<Guid>([from]);
        while (waiting.TryDequeue(out var key))
        {
            foreach (var next in draft.Find(key)?.Conditions.Items ?? [])
            {
                if (next == from)
                {
                    return true;
                }

                if (seen.Add(next))
                {
                    waiting.Enqueue(next);
                }
            }
        }

        return false;
    }
}
