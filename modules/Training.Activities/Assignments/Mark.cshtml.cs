using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Activities.Content;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Activities.Assignments;

/// <summary>One work before its marker: what was handed in, the rubric to choose from, and the two ways out.</summary>
[HasPermission(Permissions.Mark)]
internal sealed class MarkModel(TrainingDbContext db, WaitingWorks works, MarkWork mark, IPeople people, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Work Work { get; private set; } = null!;

    public Assignment Assignment { get; private set; } = null!;

    public IReadOnlyList<TryRow> Tries { get; private set; } = [];

    public string Learner { get; private set; } = "";

    public TryRow Newest => Tries[0];

    /// <summary>There is a mark, and the form corrects it.</summary>
    public bool Corrects => Newest.Last is { IsReturned: false };

    /// <summary>The learner has it back; nothing is to be done until they hand in again.</summary>
    public bool IsReturned => Newest.Last is { IsReturned: true };

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await works.OfOthers().SingleOrDefaultAsync(w => w.Id == Id, ct) is not { } work)
        {
            return false;
        }

        Work = work;
        Assignment = await db.Set<Assignment>().AsNoTracking().SingleAsync(a => a.Id == work.AssignmentId, ct);
        Tries = await TryRow.ReadAsync(db, work.Id, ct);
        Learner = (await people.FindAsync([work.PersonId], ct)).GetValueOrDefault(work.PersonId)?.Display ?? "–";
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Input.Try, Input.Markings) = (Work.Tries, Newest.Markings.Count);
        if (Newest.Last is { IsReturned: false } last)
        {
            Input.Levels = last.Levels.Index().ToDictionary(level => level.Index, level => level.Item);
            Input.Comment = last.Comment;
        }

        return Page();
    }

    public Task<IActionResult> OnPostAsync(CancellationToken ct)
        => DoAsync("Mark.Done", (comment, inner) => mark.MarkAsync(Id, Input.Try, Input.Markings, [.. Assignment.Rubric.Criteria.Index().Select(c => Input.Levels.TryGetValue(c.Index, out var level) ? level : (int?)null)], comment, inner), ct);

    public Task<IActionResult> OnPostReturnAsync(CancellationToken ct)
        => DoAsync("Mark.Returned", (comment, inner) => mark.ReturnAsync(Id, Input.Try, Input.Markings, Input.Until, comment, inner), ct);

    private async Task<IActionResult> DoAsync(string done, Func<string, CancellationToken, Task> work, CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var comment = ActivityText.Clean(Input.Comment);
        if (comment is null && ModelState.IsValid)
        {
            ModelState.AddModelError("Input.Comment", texts["Mark.NoComment"]);
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        ActivityText.Screen(comment, "Input.Comment");
        try
        {
            return await this.RedirectAfterAsync(
                db,
                async inner =>
                {
                    await work(comment!, inner);
                    TempData[Posting.MessageKey] = texts[done, Learner].Value;
                    return "/activities/marking";
                },
                ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new RuleViolation("Mark.Meanwhile") { Status = 409 };
        }
    }

    public sealed class InputModel
    {
        /// <summary>The try that was shown, and how many markings it had.</summary>
        public int Try { get; set; }

        public int Markings { get; set; }

        /// <summary>Criterion → level, both from 0.</summary>
        public Dictionary<int, int> Levels { get; set; } = [];

        [StringLength(Marking.CommentLength), Display(Name = "Field.Comment")]
        public string? Comment { get; set; }

        [Display(Name = "Field.AgainUntil")]
        public DateOnly? Until { get; set; }
    }
}
