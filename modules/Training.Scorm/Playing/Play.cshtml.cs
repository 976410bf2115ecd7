using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;
using Training.Scorm.Authoring;
using Training.Scorm.Running;

namespace Training.Scorm.Playing;

/// <summary>The package in its frame, for the learner who opened it.</summary>
[HasPermission(Permissions.Learn)]
[FramesContent]
internal sealed class PlayModel(TrainingDbContext db, ICourseItems items, ICurrentUser user, LaunchToken tokens, ContentOrigin content, TimeProvider clock) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid ItemKey { get; set; }

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid LaunchId { get; set; }

    public OpenItem Item { get; private set; } = null!;

    /// <summary>Null where the launch is over, or somebody else looks over the learner's shoulder: the key of a frame is theirs alone.</summary>
    public Frame? Frame { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await items.OpenAsync(Code, ItemKey, ScormKind.Name, ct) is not { } item)
        {
            return NotFound();
        }

        Item = item;
        var found = await (from launch in db.ScormLaunches.AsNoTracking()
                           join attempt in db.ScormAttempts on launch.AttemptId equals attempt.Id
                           join package in db.ScormPackages.AsNoTracking() on launch.PackageId equals package.Id
                           where launch.Id == LaunchId && launch.UserId == user.UserId && attempt.PersonId == item.PersonId && attempt.ItemKey == ItemKey && attempt.CourseId == item.CourseId
                           select new { Launch = launch, Package = package }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return NotFound();
        }

        if (user.ViewerId is null && found.Launch.SupersededAt is null && found.Launch.ExpiresAt > clock.GetUtcNow() && content.For(Request) is { } origin)
        {
            Frame = new Frame(origin, $"{origin}/run/{tokens.Of(LaunchId)}/", [.. found.Package.Course.Parts.Where(part => part.IsVisible)], $"/courses/{Code}/scorm/{ItemKey}", false);
        }

        return Page();
    }
}
