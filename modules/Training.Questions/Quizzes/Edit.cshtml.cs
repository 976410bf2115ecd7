using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;
using Training.Questions.Bank;
using Training.Questions.Model;
using Training.Techniques.Contracts;

namespace Training.Questions.Quizzes;

/// <summary>What a quiz of a draft asks: questions of the bank, new ones written at once, draws; their order and what they bring.</summary>
[HasPermission(Permissions.Author)]
internal sealed class EditModel(
    TrainingDbContext db, ICourseItems items, EditQuiz edit, SaveQuestion save, ITechniques techniques, IStringLocalizer<Texts> texts, Wording wording) : PageModel, IForm
{
    private const int MostFound = 12;

    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Key { get; set; }

    [BindProperty(SupportsGet = true, Name = "")]
    public BankFilter Filter { get; set; } = new();

    [BindProperty]
    public int Edits { get; set; }

    /// <summary>The place that a button is about.</summary>
    [BindProperty]
    public int Slot { get; set; }

    /// <summary>What each place brings; browsers send numbers with a point in every language.</summary>
    [BindProperty(Name = nameof(Marks))]
    public Dictionary<int, string?> Marks { get; set; } = [];

    [BindProperty]
    public List<Guid> Chosen { get; set; } = [];

    [BindProperty]
    public QuickInput Input { get; set; } = new();

    [BindProperty, Range(1, EditQuiz.MostDrawn), Display(Name = "Field.DrawCount")]
    public int? DrawCount { get; set; }

    [BindProperty, StringLength(QuizSlotConfiguration.TagsLength), Display(Name = "Field.DrawTags")]
    public string? DrawTags { get; set; }

    [BindProperty, Display(Name = "Field.DrawTechnique")]
    public Guid? DrawTechnique { get; set; }

    public DraftItem Item { get; private set; } = null!;

    public Quiz Quiz { get; private set; } = null!;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public IReadOnlyList<Found> Bank { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Techniques { get; private set; } = [];

    public int Questions => Rows.Sum(row => row.Slot.Questions);

    public decimal Total => Rows.Sum(row => row.Slot.Questions * row.Slot.MaxMark);

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await items.DraftAsync(Code, Key, QuizKind.KindKey, ct) is not { } item)
        {
            return false;
        }

        Item = item;
        Quiz = await db.Quizzes.AsNoTracking().SingleAsync(q => q.Id == item.ContentId, ct);
        Rows = await (from slot in db.QuizSlots.AsNoTracking()
                      where slot.QuizId == item.ContentId
                      join question in db.BankQuestions on slot.QuestionId equals question.Id into found
                      from question in found.DefaultIfEmpty()
                      orderby slot.Number
                      select new Row(slot, question == null ? null : question.Name, question == null ? null : (QuestionKind?)question.Kind, question != null && question.RetiredAt != null)).ToListAsync(ct);
        var catalogue = await techniques.GetAsync(ct);
        Techniques = [.. catalogue.Techniques.Select(technique => new SelectListItem(technique.Display, $"{technique.Id}"))];
        Guid[] there = [.. Rows.Select(row => row.Slot.QuestionId).OfType<Guid>()];
        Filter.Retired = false;
        Bank = await Filter.Of(db).AsNoTracking().Where(q => q.IsComplete && !there.Contains(q.Id)).OrderByDescending(q => q.Id).Take(MostFound).Select(q => new Found(q.Id, q.Name, q.Kind)).ToListAsync(ct);

        // Whoever was refused sees the quiz as it is now.
        ModelState.Remove(nameof(Edits));
        Edits = Quiz.Edits;
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostAddAsync(CancellationToken ct)
        => ChangeAsync((quiz, inner) => Chosen.Count == 0 ? throw new RuleViolation("Quiz.NothingChosen") { Field = nameof(Chosen) } : edit.AddAsync(quiz, Chosen, inner), $"?{Filter.Query}#bank", ct);

    public Task<IActionResult> OnPostUpAsync(CancellationToken ct) => ChangeAsync((quiz, inner) => edit.MoveAsync(quiz, Slot, up: true, inner), "#questions", ct);

    public Task<IActionResult> OnPostDownAsync(CancellationToken ct) => ChangeAsync((quiz, inner) => edit.MoveAsync(quiz, Slot, up: false, inner), "#questions", ct);

    public Task<IActionResult> OnPostRemoveAsync(CancellationToken ct) => ChangeAsync((quiz, inner) => edit.RemoveAsync(quiz, Slot, inner), "#questions", ct);

    public Task<IActionResult> OnPostMarksAsync(CancellationToken ct) => ChangeAsync((quiz, inner) => edit.MarkAsync(quiz, Marks.ToDictionary(mark => mark.Key, mark => Numbers.Read(mark.Value ?? "")), inner), "#questions", ct);

    public Task<IActionResult> OnPostDrawAsync(CancellationToken ct)
        => ChangeAsync((quiz, inner) => edit.AddDrawAsync(quiz, DrawCount ?? 0, Words.Clean(DrawTags).Replace('\n', ','), DrawTechnique, inner), "#questions", ct);

    /// <summary>A question with one right option, written on the spot: into the bank, and into the quiz.</summary>
    public async Task<IActionResult> OnPostWriteAsync(CancellationToken ct)
    {
        var body = Input.ToBody();
        foreach (var reason in Validation.Check(body))
        {
            ModelState.AddModelError("", wording.Of(reason));
        }

        if (Wording.Identity("", body) is { } finding)
        {
            ModelState.AddModelError("", texts[$"Identity.{finding}"]);
        }

        return await ChangeAsync(
            (quiz, inner) => edit.AddNewAsync(quiz, save.Add(quiz.HospitalId, body, new Labels(SaveQuestion.NameOf(null, body), [Code], [])), inner),
            "#write",
            ct);
    }

    private async Task<IActionResult> ChangeAsync(Func<Quiz, CancellationToken, Task> change, string place, CancellationToken ct)
    {
        if (await items.DraftAsync(Code, Key, QuizKind.KindKey, ct) is null)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status422UnprocessableEntity;
            return await LoadAsync(ct) ? Page() : NotFound();
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await change(await edit.BeginAsync(Code, Key, Edits, inner), inner);
                TempData[Posting.MessageKey] = texts["Quiz.Saved"].Value;
                return $"/courses/{Code}/quiz/{Key}/edit{place}";
            },
            ct);
    }

    /// <param name="Slot">The place.</param>
    /// <param name="Name">Null for a draw, and for a question that this author does not see.</param>
    /// <param name="Kind">Null where <paramref name="Name"/> is.</param>
    /// <param name="IsRetired">Nobody should be asked it any more.</param>
    public sealed record Row(QuizSlot Slot, string? Name, QuestionKind? Kind, bool IsRetired);

    public sealed record Found(Guid Id, string Name, QuestionKind Kind);

    public sealed class QuickInput
    {
        public const int Options = 5;

        [StringLength(BodyLimits.TextLength), Display(Name = "Field.Text")]
        public string? Text { get; set; }

        /// <summary>Empty ones are left out.</summary>
        public List<string?> Option { get; set; } = [];

        /// <summary>The place of the right one.</summary>
        [Display(Name = "Field.RightOption")]
        public int? Right { get; set; }

        [StringLength(BodyLimits.ShortLength), Display(Name = "Field.Feedback")]
        public string? Feedback { get; set; }

        public SingleChoice ToBody() => new()
        {
            Text = Words.Of(Text) ?? new Words(""),
            Options = [.. Option.Take(Options).Index().Where(option => !string.IsNullOrWhiteSpace(option.Item)).Select(option => new Model.Option(Words.Of(option.Item)!, option.Index == Right ? 1 : 0))],
            Feedback = Words.Of(Feedback),
        };
    }
}
