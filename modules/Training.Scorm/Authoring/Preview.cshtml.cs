using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;
using Training.Scorm.Playing;
using Training.Scorm.Running;

namespace Training.Scorm.Authoring;

/// <summary>A package as learners will see it. It runs in browse mode, and nothing is stored.</summary>
[HasPermission(Permissions.Author)]
[FramesContent]
internal sealed class PreviewModel(TrainingDbContext db, ICourseItems items, ICurrentUser user, LaunchToken tokens, ContentOrigin content, TimeProvider clock) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid ItemKey { get; set; }

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid LaunchId { get; set; }

    public DraftItem Item { get; private set; } = null!;

    public Frame Frame { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await items.DraftAsync(Code, ItemKey, ScormKind.Name, ct) is not { } item || content.For(Request) is not { } origin || user.ViewerId is not null)
        {
            return NotFound();
        }

        var now = clock.GetUtcNow();
        var package = await (from launch in db.ScormLaunches
                             join found in db.ScormPackages.AsNoTracking() on launch.PackageId equals found.Id
                             where launch.Id == LaunchId && launch.UserId == user.UserId && launch.AttemptId == null && launch.ExpiresAt > now
                             select found).SingleOrDefaultAsync(ct);
        if (package is null)
        {
            return NotFound();
        }

        Item = item;
        Frame = new Frame(origin, $"{origin}/run/{tokens.Of(LaunchId)}/", [.. package.Course.Parts.Where(part => part.IsVisible)], $"/courses/{Code}/scorm/{ItemKey}/edit", true);
        return Page();
    }
}
