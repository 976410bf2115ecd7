using Microsoft.EntityFrameworkCore;
using Training.Data;

namespace Training.Courses.Discussion;

/// <summary>A question with its answers, the oldest first.</summary>
internal sealed record Thread(Post Question, IReadOnlyList<Post> Answers)
{
    public bool HasAuthor => Answers.Any(a => a is { IsAuthor: true, HiddenAt: null });
}

internal static class Threads
{
    /// <summary>The newest questions under an item with their answers; one statement.</summary>
    public static async Task<IReadOnlyList<Thread>> ReadThreadsAsync(this TrainingDbContext db, Guid courseId, Guid itemKey, int most, CancellationToken ct)
    {
        var questions = db.Posts.Where(p => p.CourseId == courseId && p.ItemKey == itemKey && p.QuestionId == null).OrderByDescending(p => p.Id).Take(most).Select(p => p.Id);
        var posts = await db.Posts.AsNoTracking().Where(p => p.CourseId == courseId && p.ItemKey == itemKey && (questions.Contains(p.Id) || questions.Contains(p.QuestionId!.Value))).OrderBy(p => p.Id).ToListAsync(ct);
        var answers = posts.Where(p => p.QuestionId is not null).ToLookup(p => p.QuestionId!.Value);
        return [.. posts.Where(p => p.QuestionId is null).Reverse().Select(q => new Thread(q, [.. answers[q.Id]]))];
    }
}
