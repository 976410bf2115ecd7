using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Activities.Content;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;

namespace Training.Activities.Surveys;

/// <summary>Writes the questions of a survey, and ties it to the one asked before.</summary>
[HasPermission(Permissions.Author)]
internal sealed class EditModel(TrainingDbContext db, ICourseItems items, IStringLocalizer<Texts> texts) : AuthorPage<Survey>(db, items, texts, SurveyKind.KindKey)
{
    private const int QuestionsLength = 40_000;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>As learners will see them: of what was typed, where something was.</summary>
    public QuestionList Preview { get; private set; } = QuestionList.None;

    /// <summary>Other surveys of the course that this one may be compared with.</summary>
    public IReadOnlyList<SelectListItem> Others { get; private set; } = [];

    public override async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (!await base.LoadAsync(ct))
        {
            return false;
        }

        var others = await Db.Set<Survey>().AsNoTracking().Where(s => s.CourseId == Item.CourseId && s.SeriesId != Before.SeriesId && s.BeforeSeriesId != Before.SeriesId)
            .OrderByDescending(s => s.Id).Select(s => new { s.SeriesId, s.Title }).Take(100).ToListAsync(ct);
        Others = [.. others.DistinctBy(s => s.SeriesId).Select(s => new SelectListItem(s.Title, $"{s.SeriesId}"))];
        return true;
    }

    protected override void Fill()
    {
        base.Fill();
        Input = new InputModel { IsAnonymous = Before.IsAnonymous, Before = Before.BeforeSeriesId, Questions = Before.Questions.ToText() };
        Preview = Before.Questions;
    }

    /// <summary>Shows the questions as they were typed without keeping anything.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Check();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Input.Before is { } chosen && Others.All(other => other.Value != $"{chosen}"))
        {
            ModelState.AddModelError("Input.Before", Words["Survey.BeforeGone"]);
        }

        var questions = Check();
        return !ModelState.IsValid ? Page() : await SaveAsync(
            async (content, inner) =>
            {
                // A survey after another asks the same where its author wrote nothing of their own: only so can they be compared.
                if (Input.Before is { } before && questions.Questions.Count == 0)
                {
                    questions = await Db.Set<Survey>().Where(s => s.SeriesId == before).OrderByDescending(s => s.Id).Select(s => s.Questions).FirstAsync(inner);
                }

                (content.CourseId, content.IsAnonymous, content.BeforeSeriesId, content.Questions) = (Item.CourseId, Input.IsAnonymous, Input.Before, questions);
            },
            ct);
    }

    private QuestionList Check()
    {
        var (questions, errors) = QuestionList.Parse(Input.Questions);
        Refuse("Input.Questions", errors);
        Preview = errors.Count == 0 ? questions : QuestionList.None;
        return questions;
    }

    public sealed class InputModel
    {
        [Display(Name = "Field.IsAnonymous")]
        public bool IsAnonymous { get; set; }

        [Display(Name = "Field.Before")]
        public Guid? Before { get; set; }

        [StringLength(QuestionsLength), Display(Name = "Field.Questions")]
        public string? Questions { get; set; }
    }
}
