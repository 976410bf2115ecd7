using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Questions.Model;
using Training.Questions.Quizzes;

namespace Training.Questions.Attempts;

/// <summary>What became of an answer that was sent.</summary>
internal enum SaveOutcome
{
    /// <summary>It, or a newer one of the same window, is stored durably.</summary>
    Saved,

    /// <summary>There is no such question in an attempt of this person.</summary>
    Missing,

    /// <summary>Another window took the attempt over.</summary>
    Superseded,

    /// <summary>A newer answer is there; send again with a higher number.</summary>
    Order,

    /// <summary>The question was marked already.</summary>
    Locked,

    /// <summary>The time is over.</summary>
    Over,

    /// <summary>The attempt was handed in.</summary>
    HandedIn,
}

/// <param name="Outcome">What became of it.</param>
/// <param name="Sequence">Number of the answer that is stored now.</param>
/// <param name="DueAt">When the time is over; null without a limit.</param>
internal sealed record SaveResult(SaveOutcome Outcome, int Sequence, DateTimeOffset? DueAt);

/// <summary>
/// Stores answers as they are given. Two statements: the first asks for the right of the window and the time and holds the attempt until the commit, so that
/// handing in never misses an answer that was acknowledged; the second takes the place of an older answer, never of a newer one.
/// </summary>
internal sealed class SaveAnswers(TrainingDbContext db, TimeProvider clock)
{
    public async Task<SaveResult> SaveAsync(Guid attemptId, int sitting, int number, int sequence, AnswerFields fields, CancellationToken ct)
    {
        SaveResult? result = null;
        await db.WriteAsync(
            async inner =>
            {
                var now = clock.GetUtcNow();
                var json = fields.ToJson();
                var stored = await Open(attemptId, sitting, now).ExecuteUpdateAsync(row => row.SetProperty(a => a.SavedAt, now), inner) == 1
                    && await db.AttemptSlots.Where(s => s.AttemptId == attemptId && s.Number == number && s.Sequence < sequence && s.LockedAt == null)
                        .ExecuteUpdateAsync(
                            row => row.SetProperty(s => s.Fields, json).SetProperty(s => s.Sequence, sequence).SetProperty(s => s.Sitting, sitting).SetProperty(s => s.AnsweredAt, now),
                            inner) == 1;
                result = stored ? new SaveResult(SaveOutcome.Saved, sequence, null) : await WhyAsync(attemptId, sitting, number, sequence, json, now, inner);
            },
            ct);
        return result!;
    }

    /// <summary>From here on answers come from this window; whoever answered before is told.</summary>
    /// <returns>The number of the sitting; null where the attempt is not open.</returns>
    public async Task<int?> TakeOverAsync(Guid attemptId, CancellationToken ct)
    {
        int? sitting = null;
        await db.WriteAsync(
            async inner =>
            {
                if (await Open(attemptId, null, clock.GetUtcNow()).ExecuteUpdateAsync(row => row.SetProperty(a => a.Sitting, a => a.Sitting + 1), inner) == 1)
                {
                    sitting = await db.QuizAttempts.Where(a => a.Id == attemptId).Select(a => a.Sitting).SingleAsync(inner);
                }
            },
            ct);
        return sitting;
    }

    /// <summary>
    /// Begins what a form does with an attempt, in the running write: its answers are stored, and what a script sent just before and has not arrived is too late.
    /// </summary>
    /// <param name="attemptId">The attempt.</param>
    /// <param name="sitting">As the form had it.</param>
    /// <param name="form">The fields.</param>
    /// <param name="shown">Numbers of the questions on the page.</param>
    /// <param name="bodies">What they ask, by number.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The questions of the attempt, tracked, in order.</returns>
    /// <exception cref="RuleViolation">The attempt is over, another window answered meanwhile, or an answer can not be stored.</exception>
    public async Task<IReadOnlyList<AttemptSlot>> StoreAsync(
        Guid attemptId, int sitting, IFormCollection form, IReadOnlyCollection<int> shown, IReadOnlyDictionary<int, QuestionBody> bodies, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await Open(attemptId, sitting, now).ExecuteUpdateAsync(row => row.SetProperty(a => a.Sitting, a => a.Sitting + 1).SetProperty(a => a.SavedAt, now), ct) == 0)
        {
            var attempt = await db.QuizAttempts.AsNoTracking().SingleAsync(a => a.Id == attemptId, ct);
            throw new RuleViolation(attempt.HandedInAt is not null ? "Take.HandedIn" : !attempt.IsOpen(now) ? "Take.Over" : "Take.Superseded") { Status = StatusCodes.Status409Conflict };
        }

        var slots = await db.AttemptSlots.AsTracking().Where(s => s.AttemptId == attemptId).OrderBy(s => s.Number).ToListAsync(ct);
        foreach (var slot in slots.Where(s => shown.Contains(s.Number) && s.LockedAt is null))
        {
            var fields = AnswerFields.Of(form, AnswerFields.NameOf(slot.Number)) ?? throw new RuleViolation("Take.TooLong", slot.Number);
            if (fields.IsUntouched(bodies[slot.Number]))
            {
                fields = AnswerFields.None;
            }

            if (fields.ToJson() is var json && json != slot.Fields)
            {
                if (fields.Identity() is { } finding)
                {
                    throw new RuleViolation($"Identity.{finding}");
                }

                (slot.Fields, slot.Sequence, slot.Sitting, slot.AnsweredAt) = (json, slot.Sequence + 1, sitting + 1, now);
            }
        }

        return slots;
    }

    private IQueryable<QuizAttempt> Open(Guid attemptId, int? sitting, DateTimeOffset now)
    {
        var latest = now - Timing.Grace;
        return db.QuizAttempts.Where(a => a.Id == attemptId && (sitting == null || a.Sitting == sitting) && a.HandedInAt == null && (a.DueAt == null || a.DueAt >= latest));
    }

    private async Task<SaveResult> WhyAsync(Guid attemptId, int sitting, int number, int sequence, string json, DateTimeOffset now, CancellationToken ct)
    {
        var found = await (from attempt in db.QuizAttempts.AsNoTracking()
                           where attempt.Id == attemptId
                           join slot in db.AttemptSlots.AsNoTracking().Where(s => s.Number == number) on attempt.Id equals slot.AttemptId
                           select new { Attempt = attempt, Slot = slot }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return new SaveResult(SaveOutcome.Missing, 0, null);
        }

        var (open, kept) = (found.Attempt, found.Slot);
        return new SaveResult(
            IsThere(kept, sitting, sequence, json) ? SaveOutcome.Saved
            : open.HandedInAt is not null ? SaveOutcome.HandedIn
            : !open.IsOpen(now) ? SaveOutcome.Over
            : open.Sitting != sitting ? SaveOutcome.Superseded
            : kept.LockedAt is not null ? SaveOutcome.Locked
            : SaveOutcome.Order,
            kept.Sequence,
            open.DueAt);
    }

    // The same answer again, whose acknowledgement was lost, or an older one that a newer of the same window has overtaken.
    private static bool IsThere(AttemptSlot kept, int sitting, int sequence, string json)
        => kept.Sitting == sitting && (kept.Sequence > sequence || (kept.Sequence == sequence && kept.Fields == json));
}
