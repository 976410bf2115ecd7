using Microsoft.EntityFrameworkCore;
using Training.Courses.Completion;
using Training.Courses.Contracts;
using Training.Courses.Enrolments;
using Training.Courses.Lessons;
using Training.Courses.Quizzes;
using Training.Data;

namespace Training.Courses.Catalogue;

internal sealed class CourseReader(TrainingDbContext db, Enrol enrol) : ICourses
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
        Guid[] courses = [.. courseIds.Distinct()];
        if (people.Length == 0 || courses.Length == 0)
        {
            return [];
        }

        var completions = await db.Unscoped<CourseCompletion>().AsNoTracking().Where(c => people.Contains(c.PersonId) && courses.Contains(c.CourseId)).ToListAsync(ct);
        return [.. completions.Select(c => new CourseResult(c.PersonId, c.CourseId, c.Score, c.CompletedAt))];
    }

    public Task RecordPassedAsync(Guid personId, Guid courseId, DateTimeOffset at, CancellationToken ct) => db.WriteAsync(
        async inner =>
        {
            if (await db.Unscoped<CourseCompletion>().AnyAsync(c => c.PersonId == personId && c.CourseId == courseId, inner))
            {
                return;
            }

            await enrol.EnsureAsync(personId, courseId, "", inner, at);
            var unread = await db.Lessons
                .Where(l => l.CourseId == courseId && !db.Set<LessonRead>().Any(r => r.PersonId == personId && r.LessonId == l.Id))
                .Select(l => l.Id)
                .ToListAsync(inner);
            db.AddRange(unread.Select(lessonId => new LessonRead { PersonId = personId, LessonId = lessonId, ReadAt = at }));

            var key = await db.AnswerKeyAsync(courseId, inner);
            var answers = key.Questions.ToDictionary(q => q.Id, q => q.CorrectOptionId);
            db.Add(Attempt.Of(personId, courseId, at, Grader.Grade(key, answers), answers));
            db.Add(CourseCompletion.Of(personId, courseId, key.Questions.Count, key.Questions.Count, at, isHistory: true));
        },
        ct);

    private static IQueryable<CourseInfo> Infos(IQueryable<Course> courses) => courses.Select(c => new CourseInfo(c.Id, c.Code, c.TitleVi, c.TitleEn, c.Hours, c.CreditPeriods));
}
