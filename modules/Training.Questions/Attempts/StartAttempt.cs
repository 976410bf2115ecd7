using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;
using Training.Questions.Bank;
using Training.Questions.Model;
using Training.Questions.Quizzes;

namespace Training.Questions.Attempts;

/// <summary>Begins an attempt, inside the running write: what is asked, in which version and in which order, is fixed here.</summary>
internal sealed class StartAttempt(TrainingDbContext db, ICourseItems items, IAuditTrail audit, TimeProvider clock)
{
    /// <summary>The attempt that is open, or a new one.</summary>
    /// <exception cref="RuleViolation">Something has to come before, no attempt is left, or there is nothing to ask.</exception>
    public async Task<Guid> RunAsync(OpenItem item, CancellationToken ct, bool takenAlong = false)
    {
        if (item.LockedBecause.Count > 0)
        {
            throw new RuleViolation("Start.Locked", string.Join(' ', item.LockedBecause));
        }

        var now = clock.GetUtcNow();
        var personId = item.PersonId ?? throw new RuleViolation("Start.Office");

        // Notes the version of the course that they begin; and whoever presses twice waits here, and finds what the first press began.
        await items.RecordAsync(personId, item.CourseId, item.ItemKey, new ItemEvidence(item.ContentId, now), ct);
        var before = await db.QuizAttempts.AsNoTracking().Where(a => a.PersonId == personId && a.ItemKey == item.ItemKey && a.QuizId == item.ContentId).OrderBy(a => a.Number).ToListAsync(ct);
        if (before.Find(a => a.IsOpen(now)) is { } open)
        {
            return open.Id;
        }

        var quiz = await db.Quizzes.AsNoTracking().SingleAsync(q => q.Id == item.ContentId, ct);
        if (before.Count >= quiz.AttemptsAllowed)
        {
            throw new RuleViolation("Start.NoneLeft", quiz.AttemptsAllowed);
        }

        var extra = await db.ExtraTimes.Where(t => t.PersonId == personId && t.ItemKey == item.ItemKey).Select(t => t.Minutes).SingleOrDefaultAsync(ct);
        var attempt = new QuizAttempt
        {
            PersonId = personId,
            CourseId = item.CourseId,
            ItemKey = item.ItemKey,
            QuizId = quiz.Id,
            Number = before.Count + 1,
            StartedAt = now,
            DueAt = Timing.Due(now, quiz.TimeLimitMinutes, extra),
            TakenAlong = takenAlong,
        };
        var questions = await QuestionsAsync(quiz, ct);
        if (questions.Count == 0)
        {
            throw new RuleViolation("Start.Empty");
        }

        var order = quiz.ShuffleQuestions ? Shuffling.Order(questions.Count, Seed()) : [.. Enumerable.Range(0, questions.Count)];
        db.Add(attempt);
        db.AddRange(order.Index().Select(place => new AttemptSlot
        {
            AttemptId = attempt.Id,
            Number = place.Index + 1,
            VersionId = questions[place.Item].VersionId,
            Seed = Seed(),
            MaxMark = questions[place.Item].MaxMark,
        }));
        audit.Add(new AuditEvent("Questions.AttemptBegun", nameof(QuizAttempt), attempt.Id)
        {
            Facts = new Dictionary<string, string?> { ["course"] = item.CourseCode, ["item"] = $"{item.ItemKey}", ["number"] = $"{attempt.Number}", ["phone"] = takenAlong ? "yes" : null },
        });
        return attempt.Id;
    }

    private static long Seed() => BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8));

    private async Task<IReadOnlyList<(Guid VersionId, decimal MaxMark)>> QuestionsAsync(Quiz quiz, CancellationToken ct)
    {
        var slots = await db.QuizSlots.AsNoTracking().Where(s => s.QuizId == quiz.Id).OrderBy(s => s.Number).ToListAsync(ct);
        var asked = new List<(Guid VersionId, decimal MaxMark)>();

        // What is named in the quiz is never drawn besides.
        var taken = slots.Where(s => s.QuestionId is not null).Select(s => s.QuestionId!.Value).ToHashSet();
        foreach (var slot in slots)
        {
            if (slot.VersionId is { } version)
            {
                asked.Add((version, slot.MaxMark));
                continue;
            }

            foreach (var drawn in Draw.Pick(await Draw.CandidatesAsync(db, quiz.HospitalId, slot, ct), slot.DrawCount, Seed(), taken))
            {
                taken.Add(drawn.QuestionId);
                asked.Add((drawn.VersionId, slot.MaxMark));
            }
        }

        return asked;
    }
}
