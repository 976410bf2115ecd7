using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;
using Training.Questions.Bank;

namespace Training.Questions.Quizzes;

/// <summary>Changes what a quiz of a draft asks, inside the running write. Places are named by their number, which a copy of a published quiz has too.</summary>
internal sealed class EditQuiz(TrainingDbContext db, ICourseItems items, IAuditTrail audit)
{
    public const int MostSlots = 100;

    public const int MostDrawn = 100;

    private const decimal MostMark = 100;

    /// <summary>The quiz, ready to be changed.</summary>
    /// <param name="code">The course.</param>
    /// <param name="key">The item.</param>
    /// <param name="edits">Of the quiz as the form showed it.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleViolation">The draft is gone, or somebody else changed the quiz meanwhile.</exception>
    public async Task<Quiz> BeginAsync(string code, Guid key, int edits, CancellationToken ct)
    {
        var item = await items.ChangeAsync(code, key, QuizKind.KindKey, ct);
        var quiz = await db.Quizzes.AsTracking().SingleAsync(q => q.Id == item.ContentId, ct);
        if (quiz.Edits != edits || quiz.FrozenAt is not null)
        {
            throw new RuleViolation("Quiz.ChangedMeanwhile") { Status = 409 };
        }

        quiz.Edits++;
        audit.Add(new AuditEvent("Questions.QuizChanged", nameof(Quiz), quiz.Id)
        {
            HospitalIds = item.HospitalId is { } hospital ? [hospital] : [],
            Facts = new Dictionary<string, string?> { ["course"] = code, ["item"] = item.Title },
        });
        return quiz;
    }

    /// <summary>Adds questions of the bank at the end; those that are in it are left where they are.</summary>
    /// <exception cref="RuleViolation">One is not there, retired or not finished, or there is no room.</exception>
    public async Task AddAsync(Quiz quiz, IReadOnlyCollection<Guid> questionIds, CancellationToken ct)
    {
        // Kept to what the author sees.
        var there = await db.BankQuestions.Where(q => questionIds.Contains(q.Id) && q.RetiredAt == null && q.IsComplete).Select(q => q.Id).ToListAsync(ct);
        if (there.Count < questionIds.Distinct().Count())
        {
            throw new RuleViolation("Quiz.QuestionGone");
        }

        var slots = await SlotsAsync(quiz, ct);
        foreach (var id in questionIds.Distinct().Where(id => slots.TrueForAll(slot => slot.QuestionId != id)))
        {
            Add(quiz, slots, new QuizSlot { QuizId = quiz.Id, Number = slots.Count + 1, QuestionId = id });
        }
    }

    public async Task AddNewAsync(Quiz quiz, BankQuestion question, CancellationToken ct)
    {
        var slots = await SlotsAsync(quiz, ct);
        Add(quiz, slots, new QuizSlot { QuizId = quiz.Id, Number = slots.Count + 1, QuestionId = question.Id });
    }

    public async Task AddDrawAsync(Quiz quiz, int count, string tags, Guid? techniqueId, CancellationToken ct)
    {
        if (count is < 1 or > MostDrawn)
        {
            throw new RuleViolation("Quiz.DrawCount", MostDrawn) { Field = "DrawCount" };
        }

        var slots = await SlotsAsync(quiz, ct);
        Add(quiz, slots, new QuizSlot { QuizId = quiz.Id, Number = slots.Count + 1, DrawCount = count, Tags = tags, TechniqueId = techniqueId });
    }

    public async Task MoveAsync(Quiz quiz, int number, bool up, CancellationToken ct)
    {
        var slots = await SlotsAsync(quiz, ct);
        var (at, to) = (number - 1, number - 1 + (up ? -1 : 1));
        if (at >= 0 && at < slots.Count && to >= 0 && to < slots.Count)
        {
            (slots[at].Number, slots[to].Number) = (slots[to].Number, slots[at].Number);
        }
    }

    public async Task RemoveAsync(Quiz quiz, int number, CancellationToken ct)
    {
        var slots = await SlotsAsync(quiz, ct);
        if (slots.Find(slot => slot.Number == number) is { } removed)
        {
            slots.Remove(removed);
            db.Remove(removed);
            foreach (var (index, slot) in slots.Index())
            {
                slot.Number = index + 1;
            }
        }
    }

    /// <param name="quiz">The quiz.</param>
    /// <param name="marks">For each number what the right answer brings.</param>
    /// <param name="ct">Cancels.</param>
    public async Task MarkAsync(Quiz quiz, IReadOnlyDictionary<int, decimal?> marks, CancellationToken ct)
    {
        foreach (var slot in await SlotsAsync(quiz, ct))
        {
            if (marks.TryGetValue(slot.Number, out var mark))
            {
                slot.MaxMark = mark is > 0 and <= MostMark ? Math.Round(mark.Value, 2) : throw new RuleViolation("Quiz.Mark", MostMark) { Field = $"Marks[{slot.Number}]" };
            }
        }
    }

    private void Add(Quiz quiz, List<QuizSlot> slots, QuizSlot slot)
    {
        if (slots.Count >= MostSlots)
        {
            throw new RuleViolation("Quiz.TooMany", MostSlots);
        }

        slots.Add(slot);
        db.Add(slot);
    }

    private Task<List<QuizSlot>> SlotsAsync(Quiz quiz, CancellationToken ct) => db.QuizSlots.AsTracking().Where(s => s.QuizId == quiz.Id).OrderBy(s => s.Number).ToListAsync(ct);
}
