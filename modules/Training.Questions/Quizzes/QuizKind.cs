using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Contracts;
using Training.Data;
using Training.Questions.Bank;

namespace Training.Questions.Quizzes;

/// <summary>Makes quizzes items of courses.</summary>
internal sealed class QuizKind(TrainingDbContext db, SaveQuestion questions, IStringLocalizer<Texts> texts, TimeProvider clock) : IItemKindInFiles
{
    /// <summary>In the database of the courses.</summary>
    public const string KindKey = "quiz";

    public string Key => KindKey;

    public string Icon => "question";

    public string Name => texts["Quiz.Kind"];

    public IReadOnlyList<ItemFinish> Finishes { get; } = [ItemFinish.Score, ItemFinish.Submitted, ItemFinish.Nothing];

    public Task<Guid> CreateAsync(string title, Guid? hospitalId, CancellationToken ct)
    {
        var quiz = new Quiz { HospitalId = hospitalId };
        db.Add(quiz);
        return Task.FromResult(quiz.Id);
    }

    public async Task<Guid> CopyAsync(Guid contentId, CancellationToken ct)
    {
        var copy = (await db.Quizzes.AsNoTracking().SingleAsync(q => q.Id == contentId, ct)).Copy();
        db.Add(copy);
        db.AddRange((await db.QuizSlots.AsNoTracking().Where(s => s.QuizId == contentId).ToListAsync(ct)).Select(slot => slot.In(copy.Id)));
        return copy.Id;
    }

    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<string>>> ProblemsAsync(IReadOnlyCollection<Guid> contentIds, CancellationToken ct)
    {
        // The question whoever asks: its author may have moved to another hospital.
        var rows = await (from slot in db.QuizSlots.AsNoTracking()
                          where contentIds.Contains(slot.QuizId)
                          join quiz in db.Quizzes on slot.QuizId equals quiz.Id
                          join question in db.Unscoped<BankQuestion>() on slot.QuestionId equals question.Id into found
                          from question in found.DefaultIfEmpty()
                          select new { Slot = slot, quiz.HospitalId, Name = (string?)question.Name, Complete = (bool?)question.IsComplete, question.RetiredAt }).ToListAsync(ct);
        var problems = contentIds.Except(rows.Select(row => row.Slot.QuizId)).ToDictionary(id => id, _ => new List<string> { texts["Quiz.Empty"] });
        var drawn = new List<(Guid QuizId, int Count, HashSet<Guid> Pool)>();
        foreach (var row in rows.OrderBy(row => row.Slot.Number))
        {
            var sentence = row.Slot.IsDraw
                ? await LeftAsync(row.Slot, row.HospitalId) is var there && there < row.Slot.DrawCount ? texts["Quiz.TooFew", row.Slot.Number, row.Slot.DrawCount, there].Value : null
                : row.RetiredAt is not null ? texts["Quiz.Retired", row.Slot.Number, row.Name ?? ""].Value
                : row.Complete == false ? texts["Quiz.Incomplete", row.Slot.Number, row.Name ?? ""].Value : null;
            if (sentence is not null)
            {
                problems.TryAdd(row.Slot.QuizId, []);
                problems[row.Slot.QuizId].Add(sentence);
            }
        }

        return problems.ToDictionary(quiz => quiz.Key, quiz => (IReadOnlyList<string>)quiz.Value);

        // How many are left to draw whatever was drawn before: nothing is asked twice in a quiz.
        async Task<int> LeftAsync(QuizSlot slot, Guid? hospitalId)
        {
            var named = rows.Where(row => row.Slot.QuizId == slot.QuizId && row.Slot.QuestionId is not null).Select(row => row.Slot.QuestionId!.Value).ToHashSet();
            var pool = (await Draw.PoolOf(db, hospitalId, slot.TagKeys, slot.TechniqueId).Select(q => q.Id).ToListAsync(ct)).Where(id => !named.Contains(id)).ToHashSet();
            var gone = drawn.Where(d => d.QuizId == slot.QuizId).Sum(d => Math.Min(d.Count, d.Pool.Count(pool.Contains)));
            drawn.Add((slot.QuizId, slot.DrawCount, pool));
            return Math.Max(0, pool.Count - gone);
        }
    }

    public async Task FreezeAsync(IReadOnlyCollection<Guid> contentIds, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var quizzes = await db.Quizzes.AsTracking().Where(q => contentIds.Contains(q.Id) && q.FrozenAt == null).ToListAsync(ct);
        Guid[] ids = [.. quizzes.Select(quiz => quiz.Id)];
        quizzes.ForEach(quiz => quiz.FrozenAt = now);

        // From here on each learner of this quiz is asked these versions, whatever the bank says later.
        var slots = await db.QuizSlots.AsTracking().Where(s => ids.Contains(s.QuizId) && s.QuestionId != null).ToListAsync(ct);
        Guid[] asked = [.. slots.Select(slot => slot.QuestionId!.Value).Distinct()];
        var newest = await (from question in db.Unscoped<BankQuestion>()
                            where asked.Contains(question.Id)
                            join version in db.Unscoped<QuestionVersion>() on new { QuestionId = question.Id, Number = question.CurrentNumber } equals new { version.QuestionId, version.Number }
                            select new { QuestionId = question.Id, VersionId = version.Id }).ToDictionaryAsync(row => row.QuestionId, row => row.VersionId, ct);
        slots.ForEach(slot => slot.VersionId = newest[slot.QuestionId!.Value]);
    }

    public string AuthorAddress(string courseCode, Guid itemKey) => $"/courses/{courseCode}/quiz/{itemKey}/edit";

    public string LearnAddress(string courseCode, Guid itemKey) => $"/courses/{courseCode}/quiz/{itemKey}";

    public string ResultsAddress(string courseCode, Guid itemKey) => LearnAddress(courseCode, itemKey) + "/results";

    public IReadOnlyList<string> ProblemsIn(JsonElement content) => QuizFile.Parse(content).Problems;

    public Task<Guid> ReadAsync(CourseOfFile course, string title, JsonElement content, CancellationToken ct)
    {
        var quiz = new Quiz { HospitalId = course.HospitalId };
        db.Add(quiz);
        foreach (var (index, read) in QuizFile.Parse(content).Questions.Index())
        {
            var body = read.ToBody();
            var question = questions.Add(course.HospitalId, body, new Labels(SaveQuestion.NameOf(null, body), [course.Code], []), course.Code);
            db.Add(new QuizSlot { QuizId = quiz.Id, Number = index + 1, QuestionId = question.Id });
        }

        return Task.FromResult(quiz.Id);
    }
}
