using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;
using Training.Questions.Marking;
using Training.Questions.Model;
using Training.Questions.Quizzes;

namespace Training.Questions.Attempts;

/// <summary>Marks an attempt that is handed in or whose time is over, and tells the course, inside the running write.</summary>
internal sealed class CloseAttempt(TrainingDbContext db, ICourseItems items, QuestionBodies bodies, IAuditTrail audit, TimeProvider clock)
{
    /// <summary>Does nothing where the attempt is closed.</summary>
    public async Task RunAsync(Guid attemptId, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        var now = clock.GetUtcNow();

        // One of those who hand in at once does it. Where the time was over before, that is when it ended.
        if (await db.Unscoped<QuizAttempt>().Where(a => a.Id == attemptId && a.HandedInAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(a => a.HandedInAt, a => a.DueAt != null && a.DueAt < now ? a.DueAt : now), ct) == 0)
        {
            return;
        }

        var attempt = await db.Unscoped<QuizAttempt>().AsTracking().SingleAsync(a => a.Id == attemptId, ct);
        await db.Entry(attempt).ReloadAsync(ct);
        var quiz = await db.Quizzes.AsNoTracking().SingleAsync(q => q.Id == attempt.QuizId, ct);
        var slots = await db.Unscoped<AttemptSlot>().AsTracking().Where(s => s.AttemptId == attemptId).OrderBy(s => s.Number).ToListAsync(ct);
        var tries = quiz.Behaviour is Behaviour.Adaptive ? (await db.Unscoped<AttemptTry>().AsNoTracking().Where(t => t.AttemptId == attemptId).OrderBy(t => t.Try).ToListAsync(ct)).ToLookup(t => t.Number) : null;
        var asked = await bodies.GetAsync(db, slots.Select(s => s.VersionId), ct);
        foreach (var slot in slots)
        {
            var body = Asked.Of(asked[slot.VersionId], quiz.ShuffleOptions);
            var mark = Scoring.Of(body, slot.Seed, AnswerFields.Parse(slot.Fields));
            (slot.Fraction, slot.Waits) = (tries is null ? mark.Fraction : Adaptive(body, slot, [.. tries[slot.Number]], mark), mark.Waits);
        }

        attempt.Score = slots.Exists(s => s.Waits) ? null : Scoring.Percent([.. slots.Select(slot => Marked(slot))], TableOf(quiz));
        audit.Add(new AuditEvent("Questions.AttemptHandedIn", nameof(QuizAttempt), attempt.Id)
        {
            Facts = new Dictionary<string, string?>
            {
                ["course"] = $"{attempt.CourseId}",
                ["score"] = attempt.Score is { } score ? FormattableString.Invariant($"{score:0.##}") : null,
                ["waits"] = $"{slots.Count(s => s.Waits)}",
            },
        });
        await TellAsync(attempt, quiz, ct);
    }

    /// <summary>Tells the course which score counts now.</summary>
    public async Task TellAsync(QuizAttempt attempt, Quiz quiz, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        var scores = await db.Unscoped<QuizAttempt>().Where(a => a.PersonId == attempt.PersonId && a.ItemKey == attempt.ItemKey && a.QuizId == attempt.QuizId && a.HandedInAt != null && a.Score != null)
            .OrderBy(a => a.Number).ThenBy(a => a.Id).Select(a => a.Score!.Value).ToListAsync(ct);
        var evidence = new ItemEvidence(attempt.QuizId, attempt.HandedInAt!.Value) { Submitted = true, Score = Scoring.Counted(quiz.GradingMethod, scores) };
        await items.RecordAsync(attempt.PersonId, attempt.CourseId, attempt.ItemKey, evidence, ct);
    }

    public static CertaintyTable? TableOf(Quiz quiz) => quiz.Behaviour == Behaviour.Certainty ? CertaintyTable.GardnerMedwin : null;

    public static MarkedSlot Marked(AttemptSlot slot) => Marked(slot, slot.Fraction ?? 0);

    public static MarkedSlot Marked(AttemptSlot slot, decimal fraction)
    {
        var fields = AnswerFields.Parse(slot.Fields);
        return new MarkedSlot(fraction, slot.MaxMark, fields.CertaintyLevel, fields.HasAnswer);
    }

    // What was typed and not checked is one more try.
    private static decimal Adaptive(QuestionBody body, AttemptSlot slot, IReadOnlyList<AttemptTry> tries, Mark last)
    {
        var more = slot.LockedAt is null && slot.Fields.Length > 0 && (tries.Count == 0 || tries[^1].Fields != slot.Fields);
        return Tries.Adaptive(
            [.. tries.Select(t => t.Fraction), .. more ? [last.Fraction] : Array.Empty<decimal>()],
            body.Penalty,
            [.. tries.Select(t => t.Hints), .. more ? [slot.Hints] : Array.Empty<int>()]);
    }
}
