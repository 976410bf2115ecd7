using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Authoring;

/// <summary>What a draft says about the course as a whole.</summary>
[HasPermission(Permissions.Author)]
internal sealed class AboutModel(TrainingDbContext db, Drafts drafts, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty]
    public AboutInput Input { get; set; } = new();

    /// <summary>Of the draft as it was shown.</summary>
    [BindProperty]
    public int Edits { get; set; }

    public Draft Draft { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await drafts.FindAsync(Code, ct) is not { } draft)
        {
            return false;
        }

        Draft = draft;
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Input, Edits) = (AboutInput.Of(Draft.Version), Draft.Version.Edits);
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
                Input.To(await drafts.ChangeAsync(Code, Edits, inner));
                TempData["Message"] = texts["Saved"].Value;
                return $"/courses/{Code}/edit";
            },
            ct);
    }
}
