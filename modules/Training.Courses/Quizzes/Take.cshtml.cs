using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Catalogue;
using Training.Courses.Completion;
using Training.Courses.Enrolments;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Quizzes;

/// <summary>All questions on one page. Which option is right never leaves the server before the quiz is handed in.</summary>
[HasPermission(Permissions.Learn)]
internal sealed class TakeModel(
    TrainingDbContext db, ICurrentUser user, Enrol enrol, CompleteCourse complete, IAuditTrail audit, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    /// <summary>Id of each question → id of the chosen option. The name is given so that no other field is taken for an answer.</summary>
    [BindProperty(Name = nameof(Answers))]
    public Dictionary<Guid, Guid> Answers { get; set; } = [];

    public bool Learns => user.PersonId is not null;

    public View Course { get; private set; } = null!;

    public IReadOnlyList<QuestionRow> Questions { get; private set; } = [];

    public bool IsChosen(Guid questionId, Guid optionId) => Answers.TryGetValue(questionId, out var chosen) && chosen == optionId;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await db.PublishedCourses.Where(c => c.Code == Code).Select(c => new View(c.Id, c.TitleVi, c.TitleEn, c.PassMark)).SingleOrDefaultAsync(ct) is not { } course)
        {
            return false;
        }

        Course = course;
        Questions = await db.Questions.Where(q => q.CourseId == course.Id).OrderBy(q => q.Number)
            .Select(q => new QuestionRow(
                q.Id,
                q.Number,
                q.TextVi,
                q.TextEn,
                q.Options.OrderBy(o => o.Number).Select(o => new OptionRow(o.Id, o.TextVi, o.TextEn)).ToList()))
            .ToListAsync(ct);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var courseId = await db.PublishedCourses.Where(c => c.Code == Code).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct);
        if (courseId is null || user.PersonId is not { } personId)
        {
            return NotFound();
        }

        var key = await db.AnswerKeyAsync(courseId.Value, ct);
        var unanswered = Grader.Unanswered(key, Answers);
        if (unanswered.Count > 0)
        {
            ModelState.Clear();
            foreach (var questionId in unanswered)
            {
                ModelState.AddModelError($"Answers[{questionId}]", texts["Quiz.Unanswered.Here"]);
            }

            throw new RuleViolation("Quiz.Unanswered", unanswered.Count, key.Questions.Count);
        }

        await enrol.EnsureAsync(personId, courseId.Value, "", ct);
        return await this.RedirectAfterAsync(db, inner => HandInAsync(personId, courseId.Value, key, inner), ct);
    }

    private async Task<string> HandInAsync(Guid personId, Guid courseId, AnswerKey key, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await enrol.BeginAsync(personId, courseId, ct);
        var answers = key.Questions.ToDictionary(q => q.Id, q => Answers[q.Id]);
        var attempt = Attempt.Of(personId, courseId, now, Grader.Grade(key, answers), answers);
        db.Add(attempt);
        audit.Add(new AuditEvent("Courses.QuizHandedIn", "Attempt", attempt.Id)
        {
            Facts = new Dictionary<string, string?> { ["course"] = Code, ["correct"] = $"{attempt.CorrectAnswers}/{attempt.Questions}", ["passed"] = attempt.Passed ? "yes" : "no" },
        });
        await complete.TryAsync(personId, courseId, now, ct);
        return $"/courses/{Code}/quiz/{attempt.Id}";
    }

    public sealed record View(Guid Id, string TitleVi, string TitleEn, int PassMark);

    public sealed record QuestionRow(Guid Id, int Number, string TextVi, string TextEn, IReadOnlyList<OptionRow> Options);

    public sealed record OptionRow(Guid Id, string TextVi, string TextEn);
}
