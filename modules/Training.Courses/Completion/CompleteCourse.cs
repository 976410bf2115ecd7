using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Lessons;
using Training.Courses.Quizzes;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Completion;

/// <summary>Asked after every lesson read and every quiz taken, in their transaction: whichever comes last completes the course.</summary>
internal sealed class CompleteCourse(TrainingDbContext db, IAuditTrail audit)
{
    /// <summary>Saves what waits, then completes the course if the rule is met and it was not completed before.</summary>
    /// <returns>True where it did.</returns>
    public async Task<bool> TryAsync(Guid personId, Guid courseId, DateTimeOffset at, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        var state = await db.Courses.Where(c => c.Id == courseId)
            .Select(c => new
            {
                Completed = db.Set<CourseCompletion>().Any(x => x.PersonId == personId && x.CourseId == c.Id),
                Lessons = db.Set<Lesson>().Count(l => l.CourseId == c.Id),
                Read = db.Set<LessonRead>().Count(r => r.PersonId == personId && db.Set<Lesson>().Any(l => l.Id == r.LessonId && l.CourseId == c.Id)),
                Best = db.Set<Attempt>().Where(a => a.PersonId == personId && a.CourseId == c.Id && a.Passed)
                    .OrderByDescending(a => a.CorrectAnswers)
                    .Select(a => new { a.CorrectAnswers, a.Questions })
                    .FirstOrDefault(),
            })
            .SingleAsync(ct);
        if (state.Completed || state.Best is null || !CompletionRule.IsMet(state.Lessons, state.Read, quizPassed: true))
        {
            return false;
        }

        var completion = CourseCompletion.Of(personId, courseId, state.Best.CorrectAnswers, state.Best.Questions, at);
        db.Add(completion);
        audit.Add(new AuditEvent("Courses.CourseCompleted", "CourseCompletion", completion.Id)
        {
            Facts = new Dictionary<string, string?> { ["course"] = $"{courseId}", ["person"] = $"{personId}", ["score"] = FormattableString.Invariant($"{completion.Score}") },
        });
        return true;
    }
}
