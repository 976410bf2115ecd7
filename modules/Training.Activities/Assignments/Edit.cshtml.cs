using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Training.Activities.Content;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;

namespace Training.Activities.Assignments;

/// <summary>Writes an assignment and its rubric.</summary>
[HasPermission(Permissions.Author)]
internal sealed class EditModel(TrainingDbContext db, ICourseItems items, IStringLocalizer<Texts> texts) : AuthorPage<Assignment>(db, items, texts, AssignmentKind.KindKey)
{
    private const int RubricLength = 20_000;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>As learners will see it: of what was typed, where something was.</summary>
    public Rubric Preview { get; private set; } = Rubric.None;

    protected override void Fill()
    {
        base.Fill();
        Input = new InputModel { TakesText = Before.TakesText, TakesFiles = Before.TakesFiles, DueOn = Before.DueOn, Rubric = Before.Rubric.ToText() };
        Preview = Before.Rubric;
    }

    /// <summary>Shows the rubric as it was typed without keeping anything.</summary>
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

        var rubric = Check();
        if (!Input.TakesText && !Input.TakesFiles)
        {
            ModelState.AddModelError("Input.TakesText", Words["Field.Takes.None"]);
        }

        return !ModelState.IsValid ? Page() : await SaveAsync(
            content => (content.TakesText, content.TakesFiles, content.DueOn, content.Rubric) = (Input.TakesText, Input.TakesFiles, Input.DueOn, rubric),
            ct);
    }

    private Rubric Check()
    {
        var (rubric, errors) = Rubric.Parse(Input.Rubric);
        Refuse("Input.Rubric", errors);
        Preview = errors.Count == 0 ? rubric : Rubric.None;
        return rubric;
    }

    public sealed class InputModel
    {
        [Display(Name = "Field.TakesText")]
        public bool TakesText { get; set; }

        [Display(Name = "Field.TakesFiles")]
        public bool TakesFiles { get; set; }

        [Display(Name = "Field.DueOn")]
        public DateOnly? DueOn { get; set; }

        [StringLength(RubricLength), Display(Name = "Field.Rubric")]
        public string? Rubric { get; set; }
    }
}
