using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Activities.Content;
using Training.Courses.Contracts;
using Training.Data;
using Training.Media.Contracts;
using Training.Modules;

namespace Training.Activities.Assignments;

/// <summary>What is to be done, what was handed in and what was said about it; and the form for handing in.</summary>
[HasPermission(Permissions.Learn)]
[RequestSizeLimit(MostFiles * FileIntakeExtensions.RequestBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MostFiles * FileIntakeExtensions.RequestBytes)]
internal sealed class IndexModel(TrainingDbContext db, ICourseItems items, HandIn handIn, IFileIntake intake, IStringLocalizer<Texts> texts, TimeProvider clock)
    : LearnerPage(items, AssignmentKind.KindKey)
{
    public const int MostFiles = 3;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Assignment Assignment { get; private set; } = null!;

    public Work? Work { get; private set; }

    public IReadOnlyList<TryRow> Tries { get; private set; } = [];

    public WorkState State { get; private set; }

    /// <summary>Last day for the next try; null: no end.</summary>
    public DateOnly? Until { get; private set; }

    public bool MayHandIn { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (await ActAsync(ct) is not var (item, personId))
        {
            return NotFound();
        }

        await FillAsync(ct);
        var text = Assignment.TakesText ? ActivityText.Clean(Input.Text) : null;
        IFormFile[] sent = Assignment.TakesFiles ? [.. new[] { Input.File1, Input.File2, Input.File3 }.OfType<IFormFile>()] : [];
        if (ModelState.IsValid && text is null && sent.Length == 0)
        {
            ModelState.AddModelError(Assignment.TakesText ? "Input.Text" : "Input.File1", texts["Work.Empty"]);
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        // Before files are cleaned, which takes up to some seconds, and before anything is stored. Their names, often the learner's own, are not kept.
        ActivityText.Screen(text, "Input.Text");
        var files = new List<TakenFile>();
        foreach (var file in sent)
        {
            files.Add(await intake.TakeAsync(file, FileKinds.Image | FileKinds.Pdf, ct));
        }

        try
        {
            return await this.RedirectAfterAsync(
                db,
                async inner =>
                {
                    await handIn.StoreAsync(item, personId, Input.Tries, text, files, inner);
                    TempData[Posting.MessageKey] = texts["Work.HandedIn.Now"].Value;
                    return $"/courses/{Code}/assignments/{ItemKey}";
                },
                ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new RuleViolation("Work.Meanwhile") { Status = 409 };
        }
    }

    protected override async Task FillAsync(CancellationToken ct)
    {
        Assignment = await db.Set<Assignment>().AsNoTracking().SingleAsync(a => a.Id == Item.ContentId, ct);
        Work = Item.PersonId is { } me ? await db.Set<Work>().AsNoTracking().SingleOrDefaultAsync(w => w.PersonId == me && w.AssignmentId == Item.ContentId, ct) : null;
        Tries = Work is null ? [] : await TryRow.ReadAsync(db, Work.Id, ct);
        (State, Until, MayHandIn) = WorkStanding.Of(Assignment.DueOn, Work, Tries.Count > 0 ? Tries[0].Last : null, clock.Today());
    }

    public sealed class InputModel
    {
        /// <summary>How many there were when the page was shown.</summary>
        public int Tries { get; set; }

        [StringLength(WorkTry.TextLength), Display(Name = "Field.Text")]
        public string? Text { get; set; }

        [Display(Name = "Field.File1")]
        public IFormFile? File1 { get; set; }

        [Display(Name = "Field.File2")]
        public IFormFile? File2 { get; set; }

        [Display(Name = "Field.File3")]
        public IFormFile? File3 { get; set; }
    }
}
