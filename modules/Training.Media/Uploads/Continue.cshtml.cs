using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;

namespace Training.Media.Uploads;

/// <summary>An upload of one's own that is not over: to go on with it, or to give it up.</summary>
[HasPermission(Permissions.Manage)]
internal sealed class ContinueModel(TrainingDbContext db, ReceiveChunk receive, UploadFolder folder, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public MediaUpload Upload { get; private set; } = null!;

    public string? Refusal => Upload.Refusal is { } key ? texts[key, [.. UploadEndpoints.Refused(Upload).Arguments]].Value : null;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        Upload = (await receive.FindAsync(Id, ct))!;
        return Upload is not null;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
        => !await LoadAsync(ct) ? NotFound() : Upload.ItemId is { } item ? LocalRedirect($"/media/{item}") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        return !await LoadAsync(ct) ? NotFound() : await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                // While a process works on it, it is too late.
                var given = await db.MediaUploads.Where(u => u.Id == Id && u.FinishedAt == null && u.ClaimedUntil == null).ExecuteDeleteAsync(inner);
                if (given == 0)
                {
                    throw new RuleViolation("Upload.InWork") { Status = 409 };
                }

                db.AfterCommit(() => folder.Delete(Id));
                TempData["Message"] = texts["Upload.GivenUp", Upload.Title].Value;
                return "/media";
            },
            ct);
    }
}
