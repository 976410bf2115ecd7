using Microsoft.EntityFrameworkCore;
using Training.Courses.Completion;
using Training.Courses.Contracts;
using Training.Courses.Enrolments;
using Training.Courses.Progress;
using Training.Data;

namespace Training.Courses.Catalogue;

internal sealed class CourseReader(TrainingDbContext db, Enrol enrol, LearnerCourses courses, RecordProgress progress) : ICourses
{
    public async Task<IReadOnlyDictionary<Guid, CourseInfo>> FindAsync(IEnumerable<Guid> ids, CancellationToken ct)
    {
        Guid[] wanted = [.. ids.Distinct()];
        return wanted.Length == 0
            ? new Dictionary<Guid, CourseInfo>()
            : await Infos(db.PublishedCourses.Where(c => wanted.Contains(c.Id))).ToDictionaryAsync(c => c.Id, ct);
    }

    public async Task<IReadOnlyDictionary<string, CourseInfo>> FindByCodeAsync(IEnumerable<string> codes, CancellationToken ct)
    {
        string[] wanted = [.. codes.Distinct()];
        return wanted.Length == 0
            ? new Dictionary<string, CourseInfo>()
            : await Infos(db.PublishedCourses.Where(c => wanted.Contains(c.Code))).ToDictionaryAsync(c => c.Code, ct);
    }

    public Task EnrolAsync(Guid personId, Guid courseId, string reason, CancellationToken ct) => enrol.EnsureAsync(personId, courseId, reason, ct);

    public async Task<IReadOnlyList<CourseResult>> ResultsAsync(IEnumerable<Guid> personIds, IEnumerable<Guid> courseIds, CancellationToken ct)
    {
        Guid[] people = [.. personIds.Distinct()];
        Guid[] wanted = [.. courseIds.Distinct()];
        if (people.Length == 0 || wanted.Length == 0)
        {
            return [];
        }

        var completions = await db.Unscoped<CourseCompletion>().AsNoTracking().Where(c => people.Contains(c.PersonId) && wanted.Contains(c.CourseId)).ToListAsync(ct);
        return [.. completions.Select(c => new CourseResult(c.PersonId, c.CourseId, c.Score, c.CompletedAt))];
    }

    public async Task<IReadOnlyList<CourseResult>> AllResultsAsync(CancellationToken ct)
    {
        var completions = await db.Unscoped<CourseCompletion>().AsNoTracking().OrderBy(c => c.CompletedAt).ThenBy(c => c.Id).ToListAsync(ct);
        return [.. completions.Select(c => new CourseResult(c.PersonId, c.CourseId, c.Score, c.CompletedAt))];
    }

    public Task RecordPassedAsync(Guid personId, Guid courseId, DateTimeOffset at, CancellationToken ct) => db.WriteAsync(
        async inner =>
        {
            if (await db.Unscoped<CourseCompletion>().AnyAsync(c => c.PersonId == personId && c.CourseId == courseId, inner))
            {
                return;
            }

            // As if they had done everything that is required on that day.
            await db.SaveChangesAsync(inner);
            var course = (await courses.ReadAsync(db.PublishedCourses.Where(c => c.Id == courseId), personId, inner)).Single();
            foreach (var item in course.Standing.Outline.Items.Where(i => i.IsRequired))
            {
                var evidence = new ItemEvidence(item.ContentId, at) { Seen = true };
                evidence = item.Finish switch
                {
                    ItemFinish.Score => evidence with { Score = 100 },
                    ItemFinish.Submitted => evidence with { Submitted = true },
                    ItemFinish.Attended => evidence with { Attended = true },
                    _ => evidence,
                };
                await progress.AddAsync(personId, courseId, item.Key, evidence, inner, isHistory: true);
            }
        },
        ct);

    private static IQueryable<CourseInfo> Infos(IQueryable<Course> courses) => courses.Select(c => new CourseInfo(c.Id, c.Code, c.TitleVi, c.TitleEn, c.Hours, c.CreditPeriods));
}
