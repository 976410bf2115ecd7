using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Data;

namespace Training.Courses.Quizzes;

/// <summary>The right answers of a course's quiz, and from which score it is passed.</summary>
internal sealed record AnswerKey(int PassMark, IReadOnlyList<KeyQuestion> Questions);

internal sealed record KeyQuestion(Guid Id, Guid CorrectOptionId, IReadOnlyList<Guid> OptionIds);

internal static class AnswerKeys
{
    public static async Task<AnswerKey> AnswerKeyAsync(this TrainingDbContext db, Guid courseId, CancellationToken ct)
    {
        var passMark = await db.Courses.Where(c => c.Id == courseId).Select(c => c.PassMark).SingleAsync(ct);
        var questions = await db.Questions.Where(q => q.CourseId == courseId).OrderBy(q => q.Number)
            .Select(q => new { q.Id, Options = q.Options.Select(o => new { o.Id, o.IsCorrect }).ToList() })
            .ToListAsync(ct);
        return new AnswerKey(
            passMark,
            [.. questions.Select(q => new KeyQuestion(q.Id, q.Options.Single(o => o.IsCorrect).Id, [.. q.Options.Select(o => o.Id)]))]);
    }
}
