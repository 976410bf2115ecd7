using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;
using Training.Scorm.Authoring;
using Training.Scorm.Manifests;
using Training.Scorm.Running;

namespace Training.Scorm.Playing;

/// <summary>A package before it is opened: what it holds, how far one is, and the one button.</summary>
[HasPermission(Permissions.Learn)]
internal sealed class IndexModel(TrainingDbContext db, ICourseItems items, Launching launching, ContentOrigin content) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid ItemKey { get; set; }

    public OpenItem Item { get; private set; } = null!;

    public Course? Course { get; private set; }

    /// <summary>One's attempts at what the course shows now, the newest first.</summary>
    public IReadOnlyList<ScormAttempt> Attempts { get; private set; } = [];

    public IReadOnlyDictionary<string, ScoState> States { get; private set; } = new Dictionary<string, ScoState>();

    public ScormAttempt? Newest => Attempts.Count > 0 ? Attempts[0] : null;

    /// <summary>Whether this machine can show a package at all.</summary>
    public bool CanRun => content.For(Request) is not null;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await items.OpenAsync(Code, ItemKey, ScormKind.Name, ct) is not { } item)
        {
            return false;
        }

        Item = item;
        var package = await (from content in db.ScormContents join found in db.ScormPackages on content.PackageId equals found.Id where content.Id == item.ContentId select found).AsNoTracking().SingleOrDefaultAsync(ct);
        Course = package?.Course;
        Attempts = await db.ScormAttempts.AsNoTracking().Where(a => a.PersonId == item.PersonId && a.CourseId == item.CourseId && a.ItemKey == ItemKey && a.ContentId == item.ContentId)
            .OrderByDescending(a => a.StartedAt).ThenByDescending(a => a.Id).Take(20).ToListAsync(ct);
        if (Newest is { } newest)
        {
            States = await db.ScoStates.AsNoTracking().Where(s => s.AttemptId == newest.Id).ToDictionaryAsync(s => s.ScoId, ct);
        }

        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => StartAsync(false, ct);

    public Task<IActionResult> OnPostAgainAsync(CancellationToken ct) => StartAsync(true, ct);

    private async Task<IActionResult> StartAsync(bool again, CancellationToken ct)
    {
        if (await items.OpenAsync(Code, ItemKey, ScormKind.Name, ct) is not { } item)
        {
            return NotFound();
        }

        return await this.RedirectAfterAsync(db, async inner => $"/courses/{Code}/scorm/{ItemKey}/play/{await launching.LearnAsync(item, again, Launching.SiteOf(Request), inner)}", ct);
    }
}
