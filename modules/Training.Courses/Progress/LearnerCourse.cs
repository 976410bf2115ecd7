using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Completion;
using Training.Courses.Contracts;
using Training.Courses.Enrolments;
using Training.Courses.Outline;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Progress;

/// <summary>A published course with what one person did in it.</summary>
internal sealed record LearnerCourse(Course Course, Enrolment? Enrolment, CourseCompletion? Completion, CourseStanding Standing)
{
    /// <summary>Something new is asked of somebody who had finished.</summary>
    public bool HasNews => Completion is not null && !Standing.IsComplete;

    /// <summary>It is on their list.</summary>
    public bool IsOnList => Enrolment is { EndedAt: null };

    /// <summary>Its items are for them: it is on their list, or open to whoever likes. Who finished it may look things up.</summary>
    public bool MayLearn => IsOnList || Completion is not null || Course.Joining == Joining.Open;
}

/// <summary>Reads courses as their learners have them: the version they began, with what later ones require.</summary>
internal sealed class LearnerCourses(TrainingDbContext db, OutlineCache outlines, IEnumerable<ILearnerPractice> practices, TimeProvider clock)
{
    /// <summary>One published course; null where there is none. One statement, and one for each module that is asked for practice.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="personId">Whose; null for an account without practitioner, who sees the newest version.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<LearnerCourse?> FindAsync(string code, Guid? personId, CancellationToken ct)
        => (await ReadAsync(db.PublishedCourses.Where(c => c.Code == code), personId, ct)).SingleOrDefault();

    /// <summary>Several courses at once, in Vietnamese order, with the same number of statements.</summary>
    public async Task<IReadOnlyList<LearnerCourse>> ReadAsync(IQueryable<Course> courses, Guid? personId, CancellationToken ct)
    {
        var me = personId ?? Guid.Empty;
        var done = db.Unscoped<ItemProgress>().Where(p => p.PersonId == me);
        var rows = await (from course in courses.AsNoTracking()
                          orderby course.SortKey, course.Id
                          join enrolment in db.Unscoped<Enrolment>().Where(e => e.PersonId == me) on course.Id equals enrolment.CourseId into enrolments
                          from enrolled in enrolments.DefaultIfEmpty()
                          join completion in db.Unscoped<CourseCompletion>().Where(c => c.PersonId == me) on course.Id equals completion.CourseId into completions
                          from completed in completions.DefaultIfEmpty()
                          select new
                          {
                              Course = course,
                              Enrolment = enrolled,
                              Completion = completed,
                              Versions = db.Set<CourseVersion>().Where(v => v.CourseId == course.Id && v.PublishedAt != null).OrderBy(v => v.Number).Select(v => new { v.Id, v.Number }).ToList(),
                              Progress = done.Where(p => p.CourseId == course.Id).ToList(),
                          }).AsSingleQuery().ToListAsync(ct);
        var begun = rows.ToDictionary(row => row.Course.Id, row => row.Versions.Where(v => v.Number >= (row.Enrolment?.BegunVersion ?? row.Versions[^1].Number)).Select(v => v.Id).ToArray());
        var read = (await outlines.GetAsync(db, [.. begun.Values.SelectMany(versions => versions).Distinct()], ct)).ToDictionary(outline => outline.VersionId);
        var effective = begun.ToDictionary(course => course.Key, course => EffectiveOutline.Of([.. course.Value.Select(id => read[id])]));
        var practice = me != Guid.Empty && effective.Values.Any(outline => outline.Items.Any(item => item.Conditions.AsksForPractice)) ? await PracticeAsync(me, ct) : null;
        return [.. rows.Select(row => new LearnerCourse(
            row.Course,
            row.Enrolment,
            row.Completion,
            CourseStanding.Of(effective[row.Course.Id], row.Progress, practice, clock.Today())))];
    }

    private async Task<LearnerPractice> PracticeAsync(Guid personId, CancellationToken ct)
    {
        var all = new LearnerPractice([], []);
        foreach (var module in practices)
        {
            var known = await module.OfAsync(personId, ct);
            all = new LearnerPractice([.. all.Roles, .. known.Roles], [.. all.Stages, .. known.Stages]);
        }

        return all;
    }
}
