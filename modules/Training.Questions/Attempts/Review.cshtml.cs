using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;
using Training.Questions.Bank;
using Training.Questions.HandMarks;
using Training.Questions.Marking;
using Training.Questions.Model;
using Training.Questions.Quizzes;

namespace Training.Questions.Attempts;

/// <summary>One's own attempt once it is over, with as much of marks, right answers and explanations as the quiz shows now. Nobody else's.</summary>
[HasPermission(Permissions.Take)]
internal sealed class ReviewModel(TrainingDbContext db, ICourseItems items, QuestionBodies bodies, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel
{
    private const int PageSize = 20;

    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Key { get; set; }

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid AttemptId { get; set; }

    /// <summary>From 1.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public OpenItem Item { get; private set; } = null!;

    public QuizAttempt Attempt { get; private set; } = null!;

    public OwnAttempts Own { get; private set; } = null!;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public int Pages { get; private set; }

    public bool ShowsMarks => Own.Shows(Own.Quiz.ShowMarks);

    /// <summary>Nobody pressed the button before the time was over.</summary>
    public bool EndedByTime => Attempt.HandedInAt is null || Attempt.HandedInAt == Attempt.DueAt;

    public bool IsPassed => Attempt.Score is { } score && Item.LeastScore is { } least && score >= least;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await items.OpenAsync(Code, Key, QuizKind.KindKey, ct) is not { PersonId: not null } item)
        {
            return NotFound();
        }

        var now = clock.GetUtcNow();
        var found = await (from attempt in db.QuizAttempts.AsNoTracking()
                           where attempt.Id == AttemptId && attempt.ItemKey == Key && attempt.CourseId == item.CourseId
                           join quiz in db.Quizzes.AsNoTracking() on attempt.QuizId equals quiz.Id
                           select new { Attempt = attempt, Quiz = quiz }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return NotFound();
        }

        if (found.Attempt.IsOpen(now))
        {
            return LocalRedirect($"/courses/{Code}/quiz/{Key}/{AttemptId}");
        }

        (Item, Attempt) = (item, found.Attempt);
        Own = new OwnAttempts(found.Quiz, await OwnAttempts.ReadAsync(db, item, found.Quiz.Id, ct), item.LeastScore, now);
        var slots = await db.AttemptSlots.AsNoTracking().Where(s => s.AttemptId == AttemptId).OrderBy(s => s.Number).ToListAsync(ct);
        Pages = (slots.Count + PageSize - 1) / PageSize;
        PageNumber = Math.Clamp(PageNumber, 1, Math.Max(1, Pages));
        AttemptSlot[] shown = [.. slots.Skip((PageNumber - 1) * PageSize).Take(PageSize)];
        var asked = await bodies.GetAsync(db, shown.Select(s => s.VersionId), ct);
        var marks = slots.Exists(s => s.Waits) ? (await db.HandMarks.AsNoTracking().Where(m => m.AttemptId == AttemptId).OrderBy(m => m.Id).ToListAsync(ct)).ToLookup(m => m.Number) : null;
        Rows = [.. shown.Select(slot => RowOf(slot, Asked.Of(asked[slot.VersionId], found.Quiz.ShuffleOptions), marks?[slot.Number].LastOrDefault()))];
        return Page();
    }

    private Row RowOf(AttemptSlot slot, QuestionBody body, HandMark? byHand)
    {
        var fields = AnswerFields.Parse(slot.Fields);
        var form = fields.Form(Presentation.Show(body, slot.Seed), slot.Number) with { Picture = part => AnswerEndpoints.ImageOf(slot.AttemptId, slot.Number, part) };
        var mark = Scoring.Of(body, slot.Seed, fields);
        var explains = Own.Shows(Own.Quiz.ShowExplanations);
        return new Row(slot, form)
        {
            // Not marked yet where the time has just run out: what it will be follows from the same answer.
            Fraction = !ShowsMarks ? null : slot.Waits ? byHand?.Fraction : slot.Fraction ?? (mark.Waits ? null : mark.Fraction),
            Waits = (slot.Waits || mark.Waits) && byHand is null,
            Certainty = Own.Quiz.Behaviour == Behaviour.Certainty ? fields.CertaintyLevel : null,
            Comments = explains ? mark.Comments : [],
            Explanation = explains ? body.Feedback : null,
            Right = Own.Shows(Own.Quiz.ShowAnswers) ? RightAnswers.Of(body, texts["True"], texts["False"]) : [],
            Said = byHand?.Comment,
            Marker = byHand?.Marker,
        };
    }

    /// <param name="Slot">The question.</param>
    /// <param name="Form">What was asked and answered.</param>
    public sealed record Row(AttemptSlot Slot, AnswerForm Form)
    {
        /// <summary>Of the whole mark; null where it is not shown, or waits.</summary>
        public decimal? Fraction { get; init; }

        public bool Waits { get; init; }

        public int? Certainty { get; init; }

        public IReadOnlyList<Words> Comments { get; init; } = [];

        public Words? Explanation { get; init; }

        public IReadOnlyList<string> Right { get; init; } = [];

        /// <summary>What the marker wrote.</summary>
        public string? Said { get; init; }

        public string? Marker { get; init; }
    }
}
