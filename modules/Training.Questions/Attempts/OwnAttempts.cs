using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;
using Training.Questions.Quizzes;
using Training.Questions.Statistics;

namespace Training.Questions.Attempts;

/// <summary>Somebody's attempts at a quiz, and what follows from them.</summary>
/// <param name="Quiz">Its rules.</param>
/// <param name="All">The first one first.</param>
/// <param name="LeastScore">The score that finishes the item, in percent; null where no score does.</param>
/// <param name="Now">The time.</param>
internal sealed record OwnAttempts(Quiz Quiz, IReadOnlyList<QuizAttempt> All, int? LeastScore, DateTimeOffset Now)
{
    public QuizAttempt? Open => All.FirstOrDefault(attempt => attempt.IsOpen(Now));

    /// <summary>Null: as many as they like.</summary>
    public int? Left => Quiz.AttemptsAllowed is { } allowed ? Math.Max(0, allowed - All.Count) : null;

    /// <summary>The score that counts, in percent; null while there is none.</summary>
    public decimal? Counted => Scoring.Counted(Quiz.GradingMethod, [.. All.Where(attempt => attempt.HandedInAt is not null).Select(attempt => attempt.Score).OfType<decimal>()]);

    public bool IsPassed => Counted is { } score && score >= (LeastScore ?? 0);

    /// <summary>Whether a part of the review is shown now.</summary>
    public bool Shows(ReviewWhen when) => when switch
    {
        ReviewWhen.AfterHandIn => true,
        ReviewWhen.AfterPassing => IsPassed || (Left == 0 && Open is null),
        _ => false,
    };

    /// <summary>Those of whoever is signed in; two statements.</summary>
    public static async Task<OwnAttempts> ReadAsync(TrainingDbContext db, OpenItem item, DateTimeOffset now, CancellationToken ct)
    {
        var quiz = await db.Quizzes.AsNoTracking().SingleAsync(q => q.Id == item.ContentId, ct);
        return new OwnAttempts(quiz, await ReadAsync(db, item, quiz.Id, ct), item.LeastScore, now);
    }

    /// <summary>At the content that an attempt was about, which may be an earlier one than the course asks for now; one statement.</summary>
    public static async Task<IReadOnlyList<QuizAttempt>> ReadAsync(TrainingDbContext db, OpenItem item, Guid quizId, CancellationToken ct)
        => await db.QuizAttempts.AsNoTracking().Where(a => a.PersonId == item.PersonId && a.ItemKey == item.ItemKey && a.QuizId == quizId).OrderBy(a => a.Number).ThenBy(a => a.Id).ToListAsync(ct);

    /// <summary>From the quiz that came before it to this one; null where one of both has no score yet. One statement, none without such a quiz.</summary>
    public async Task<Gain?> GainAsync(TrainingDbContext db, OpenItem item, CancellationToken ct)
    {
        if (Quiz.PreTestKey is not { } before || Counted is not { } after)
        {
            return null;
        }

        var score = await db.QuizAttempts.Where(a => a.PersonId == item.PersonId && a.CourseId == item.CourseId && a.ItemKey == before && a.Score != null).OrderBy(a => a.StartedAt).Select(a => a.Score).FirstOrDefaultAsync(ct);
        return score is { } first ? new Gain(first, after) : null;
    }
}
