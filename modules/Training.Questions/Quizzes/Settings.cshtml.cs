using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;

namespace Training.Questions.Quizzes;

/// <summary>The rules of a quiz of a draft.</summary>
[HasPermission(Permissions.Author)]
internal sealed class SettingsModel(TrainingDbContext db, ICourseItems items, EditQuiz edit, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Key { get; set; }

    [BindProperty]
    public int Edits { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public DraftItem Item { get; private set; } = null!;

    /// <summary>Other quizzes of the course, which may come before this one.</summary>
    public IReadOnlyList<SelectListItem> Others { get; private set; } = [];

    public IEnumerable<SelectListItem> Whens => Enum.GetValues<ReviewWhen>().Select(when => new SelectListItem(texts[$"ReviewWhen.{when}"], $"{when}"));

    public IEnumerable<SelectListItem> Methods => Enum.GetValues<GradingMethod>().Select(method => new SelectListItem(texts[$"GradingMethod.{method}"], $"{method}"));

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await items.DraftAsync(Code, Key, QuizKind.KindKey, ct) is not { } item)
        {
            return false;
        }

        Item = item;
        Others = [.. (await items.WrittenAsync(Code, QuizKind.KindKey, ct)).Where(other => other.Key != Key).Select(other => new SelectListItem(other.Title, $"{other.Key}"))];
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var quiz = await db.Quizzes.AsNoTracking().SingleAsync(q => q.Id == Item.ContentId, ct);
        (Input, Edits) = (InputModel.Of(quiz), quiz.Edits);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                var quiz = await edit.BeginAsync(Code, Key, Edits, inner);
                Input.To(quiz, Others.Any(other => other.Value == $"{Input.PreTestKey}"));
                TempData[Posting.MessageKey] = texts["Quiz.Saved"].Value;
                return $"/courses/{Code}/quiz/{Key}/edit";
            },
            ct);
    }

    public sealed class InputModel
    {
        [EnumDataType(typeof(Behaviour)), Display(Name = "Field.Behaviour")]
        public Behaviour Behaviour { get; set; }

        [Range(1, 600), Display(Name = "Field.TimeLimit")]
        public int? TimeLimitMinutes { get; set; }

        [Range(1, 100), Display(Name = "Field.AttemptsAllowed")]
        public int? AttemptsAllowed { get; set; }

        [EnumDataType(typeof(GradingMethod)), Display(Name = "Field.GradingMethod")]
        public GradingMethod GradingMethod { get; set; }

        [Display(Name = "Field.ShuffleQuestions")]
        public bool ShuffleQuestions { get; set; }

        [Display(Name = "Field.ShuffleOptions")]
        public bool ShuffleOptions { get; set; }

        [EnumDataType(typeof(ReviewWhen)), Display(Name = "Field.ShowMarks")]
        public ReviewWhen ShowMarks { get; set; }

        [EnumDataType(typeof(ReviewWhen)), Display(Name = "Field.ShowAnswers")]
        public ReviewWhen ShowAnswers { get; set; }

        [EnumDataType(typeof(ReviewWhen)), Display(Name = "Field.ShowExplanations")]
        public ReviewWhen ShowExplanations { get; set; }

        [Display(Name = "Field.PreTest")]
        public Guid? PreTestKey { get; set; }

        public static InputModel Of(Quiz quiz) => new()
        {
            Behaviour = quiz.Behaviour,
            TimeLimitMinutes = quiz.TimeLimitMinutes,
            AttemptsAllowed = quiz.AttemptsAllowed,
            GradingMethod = quiz.GradingMethod,
            ShuffleQuestions = quiz.ShuffleQuestions,
            ShuffleOptions = quiz.ShuffleOptions,
            ShowMarks = quiz.ShowMarks,
            ShowAnswers = quiz.ShowAnswers,
            ShowExplanations = quiz.ShowExplanations,
            PreTestKey = quiz.PreTestKey,
        };

        public void To(Quiz quiz, bool preTestIsThere)
        {
            (quiz.Behaviour, quiz.TimeLimitMinutes, quiz.AttemptsAllowed, quiz.GradingMethod) = (Behaviour, TimeLimitMinutes, AttemptsAllowed, GradingMethod);
            (quiz.ShuffleQuestions, quiz.ShuffleOptions) = (ShuffleQuestions, ShuffleOptions);
            (quiz.ShowMarks, quiz.ShowAnswers, quiz.ShowExplanations) = (ShowMarks, ShowAnswers, ShowExplanations);
            quiz.PreTestKey = preTestIsThere ? PreTestKey : null;
        }
    }
}
