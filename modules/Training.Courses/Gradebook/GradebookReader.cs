using Microsoft.EntityFrameworkCore;
using Training.Courses.Authoring;
using Training.Courses.Catalogue;
using Training.Courses.Cohorts;
using Training.Courses.Enrolments;
using Training.Courses.Outline;
using Training.Courses.Progress;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Courses.Gradebook;

/// <summary>Whom a gradebook shows.</summary>
/// <param name="Hospitals">Who works there today; null for everybody on the course.</param>
/// <param name="CohortId">Who is in the group now.</param>
/// <param name="PersonId">One person.</param>
internal sealed record GradeFilter(IReadOnlyList<Guid>? Hospitals, Guid? CohortId = null, Guid? PersonId = null);

/// <summary>Somebody on the course.</summary>
internal sealed record GradedLearner(Guid PersonId, string Title, string FullName, string SortKey, int? BegunVersion)
{
    public string Name => Title.Length == 0 ? FullName : $"{Title} {FullName}";
}

/// <summary>Reads grades: whoever the page shows, in two statements whatever their number.</summary>
internal sealed class GradebookReader(TrainingDbContext db, OutlineCache outlines, ItemKinds kinds, Drafts drafts, ICurrentUser user, IOrganizations organizations, TimeProvider clock)
{
    /// <summary>A published course; null where there is none. One statement, and two for versions that nobody has asked for yet.</summary>
    public async Task<GradedCourse?> FindAsync(string code, CancellationToken ct)
    {
        var found = await (from course in db.PublishedCourses.AsNoTracking()
                           where course.Code == code
                           join plan in db.Set<GradePlan>().AsNoTracking() on course.Id equals plan.CourseId into plans
                           from plan in plans.DefaultIfEmpty()
                           select new
                           {
                               Course = course,
                               Plan = plan,
                               Versions = db.Set<CourseVersion>().Where(v => v.CourseId == course.Id && v.PublishedAt != null).OrderBy(v => v.Number).Select(v => v.Id).ToList(),
                           }).AsSingleQuery().SingleOrDefaultAsync(ct);
        return found is null ? null : new GradedCourse(found.Course, found.Plan?.Scheme ?? GradeScheme.None, found.Plan?.Version ?? 0, await outlines.GetAsync(db, found.Versions, ct), kinds);
    }

    /// <summary>
    /// Whom whoever is signed in sees: its authors everybody on the course, an office its own people. Null where neither, and there is no gradebook for them.
    /// </summary>
    public async Task<GradeFilter?> MineAsync(Course course, CancellationToken ct)
    {
        if (drafts.MayWrite(course.HospitalId) || user.ScopeOf(Permissions.Enrol).Country)
        {
            return new GradeFilter(null);
        }

        Guid[] hospitals = [.. (await organizations.GetAsync(ct)).Within(user.ScopeOf(Permissions.Enrol)).Select(h => h.Id)];
        return hospitals.Length == 0 ? null : new GradeFilter(hospitals);
    }

    /// <summary>Whether they put another grade in the place of one: for authors of the course; where it is everybody's, for the office of the learner; nobody for themselves.</summary>
    public bool MayOverride(Course course, Guid personId) => personId != user.PersonId && (course.HospitalId is null || drafts.MayWrite(course.HospitalId));

    /// <summary>A page of learners in Vietnamese order; one statement, two behind the first page.</summary>
    public async Task<IReadOnlyList<GradedLearner>> LearnersAsync(Course course, GradeFilter filter, Guid? after, int most, CancellationToken ct)
    {
        var today = clock.Today();
        var learners = from enrolment in db.Unscoped<Enrolment>().AsNoTracking()
                       where enrolment.CourseId == course.Id && enrolment.EndedAt == null
                       join person in db.Practitioners() on enrolment.PersonId equals person.PersonId
                       select new { person.PersonId, person.Title, person.FullName, person.SortKey, enrolment.BegunVersion };
        if (filter.Hospitals is { } hospitals)
        {
            // Ids alone: through the people once more, a database without statistics yet compares everybody with everybody.
            var there = db.PeopleAt(hospitals, today);
            learners = learners.Where(l => there.Contains(l.PersonId));
        }

        if (filter.CohortId is { } cohort)
        {
            learners = learners.Where(l => db.Set<CohortMember>().Any(m => m.CohortId == cohort && m.PersonId == l.PersonId && m.LeftAt == null));
        }

        if (filter.PersonId is { } only)
        {
            learners = learners.Where(l => l.PersonId == only);
        }

        if (after is { } last)
        {
            var key = await db.Practitioners().Where(p => p.PersonId == last).Select(p => p.SortKey).SingleOrDefaultAsync(ct) ?? "";
            learners = learners.Where(l => l.SortKey.CompareTo(key) > 0 || (l.SortKey == key && l.PersonId.CompareTo(last) > 0));
        }

        return await learners.OrderBy(l => l.SortKey).ThenBy(l => l.PersonId).Take(most)
            .Select(l => new GradedLearner(l.PersonId, l.Title, l.FullName, l.SortKey, l.BegunVersion)).ToListAsync(ct);
    }

    /// <summary>Their grades; two statements.</summary>
    public async Task<IReadOnlyList<GradeRow>> RowsAsync(GradedCourse graded, IReadOnlyList<GradedLearner> learners, CancellationToken ct)
    {
        if (learners.Count == 0)
        {
            return [];
        }

        var courseId = graded.Course.Id;
        Guid[] ids = [.. learners.Select(l => l.PersonId)];
        var reached = (await db.Unscoped<ItemProgress>().Where(p => p.CourseId == courseId && ids.Contains(p.PersonId) && p.Score != null)
            .Select(p => new { p.PersonId, p.ItemKey, p.ContentId, Score = p.Score!.Value }).ToListAsync(ct)).ToLookup(p => p.PersonId);
        var put = (await db.Unscoped<GradeOverride>().Where(o => o.CourseId == courseId && ids.Contains(o.PersonId)).OrderBy(o => o.Id)
            .Select(o => new { o.PersonId, o.ItemKey, o.Percent }).ToListAsync(ct)).ToLookup(o => o.PersonId);
        var rows = new List<GradeRow>(learners.Count);
        foreach (var learner in learners)
        {
            var items = graded.ItemsOf(learner.BegunVersion);
            var grades = new Dictionary<Guid, Grade>();
            foreach (var score in reached[learner.PersonId])
            {
                // A later version may ask for it anew: what was reached with the content before does not count then.
                if (items.TryGetValue(score.ItemKey, out var item) && (item.AskedSince == 0 || item.ContentId == score.ContentId))
                {
                    grades[score.ItemKey] = new Grade(score.Score, score.Score, false);
                }
            }

            foreach (var other in put[learner.PersonId].Where(o => items.ContainsKey(o.ItemKey)))
            {
                var before = grades.GetValueOrDefault(other.ItemKey)?.Reached;
                grades[other.ItemKey] = new Grade(other.Percent ?? before, before, other.Percent is not null);
            }

            var percents = grades.Where(g => g.Value.Percent is not null).ToDictionary(g => g.Key, g => g.Value.Percent!.Value);
            rows.Add(new GradeRow(learner.PersonId, learner.Name, grades, GradeTotal.Of(graded.Scheme, [.. items.Keys], percents)));
        }

        return rows;
    }

    /// <summary>All of them, as a file is written; two statements for each few hundred.</summary>
    public async IAsyncEnumerable<GradeRow> AllAsync(GradedCourse graded, GradeFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        const int atOnce = 200;
        for (Guid? after = null; ;)
        {
            var learners = await LearnersAsync(graded.Course, filter, after, atOnce, ct);
            foreach (var row in await RowsAsync(graded, learners, ct))
            {
                yield return row;
            }

            if (learners.Count < atOnce)
            {
                yield break;
            }

            after = learners[^1].PersonId;
        }
    }
}
