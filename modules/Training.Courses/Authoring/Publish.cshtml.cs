using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Courses.Outline;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Authoring;

/// <summary>Everything that keeps a draft from learners, all at once; then one button.</summary>
[HasPermission(Permissions.Author)]
internal sealed class PublishModel(TrainingDbContext db, Drafts drafts, PublishCourse publish, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty]
    public int Edits { get; set; }

    [BindProperty, StringLength(1000), Display(Name = "Field.ChangesVi")]
    public string? ChangesVi { get; set; }

    [BindProperty, StringLength(1000), Display(Name = "Field.ChangesEn")]
    public string? ChangesEn { get; set; }

    public Draft Draft { get; private set; } = null!;

    public VersionOutline Outline { get; private set; } = null!;

    /// <summary>What learners have now; null where this is the first version.</summary>
    public VersionOutline? Before { get; private set; }

    public IReadOnlyList<PublishProblem> Problems { get; private set; } = [];

    public string TitleOf(PublishProblem problem) => problem.Key is { } key ? Outline.Find(key)?.Display ?? "" : Draft.Title;

    /// <summary>Items that learners of the version before are asked for.</summary>
    public IEnumerable<OutlineItem> Required => Outline.Items.Where(item => item.IsRequiredChange);

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await drafts.FindAsync(Code, ct) is not { } draft)
        {
            return false;
        }

        Draft = draft;
        var published = (await drafts.VersionsAsync(draft.Course.Id, ct)).FirstOrDefault(v => !v.IsDraft);
        var read = await db.ReadOutlinesAsync(published is null ? [draft.Version.Id] : [draft.Version.Id, published.Id], ct);
        Outline = read.Single(outline => outline.VersionId == draft.Version.Id);
        Before = read.FirstOrDefault(outline => outline.VersionId == published?.Id);
        Problems = await publish.ProblemsAsync(Outline, Before, ct);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Edits = Draft.Version.Edits;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        return !ModelState.IsValid ? Page() : await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await publish.PublishAsync(await drafts.ChangeAsync(Code, Edits, inner), AboutInput.Clean(ChangesVi), AboutInput.Clean(ChangesEn), inner);
                TempData["Message"] = texts["Publish.Done", Draft.Version.Number].Value;
                return $"/courses/{Code}";
            },
            ct);
    }
}
