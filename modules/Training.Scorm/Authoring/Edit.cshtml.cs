using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;
using Training.Scorm.Intake;
using Training.Scorm.Playing;

namespace Training.Scorm.Authoring;

/// <summary>The author's page of an item: send a package, read what was found in it, look at it, send another in its place.</summary>
[HasPermission(Permissions.Author)]
[RequestSizeLimit(PackageLimits.RequestBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = PackageLimits.RequestBytes, ValueCountLimit = 16)]
[RequestTimeout(UploadMilliseconds)]
internal sealed class EditModel(
    TrainingDbContext db,
    ICourseItems items,
    PackageIntake intake,
    Launching launching,
    ICurrentUser user,
    IAuditTrail audit,
    ContentOrigin content,
    TimeProvider clock,
    IOptions<PackageLimits> limits,
    IStringLocalizer<Texts> texts) : PageModel, IForm
{
    // 200 MB over a hospital's line.
    private const int UploadMilliseconds = 15 * 60 * 1000;

    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid ItemKey { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public DraftItem Item { get; private set; } = null!;

    public ScormPackage? Package { get; private set; }

    public int Megabytes => limits.Value.Megabytes;

    public bool CanRun => content.For(Request) is not null;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await items.DraftAsync(Code, ItemKey, ScormKind.Name, ct) is not { } item)
        {
            return false;
        }

        Item = item;
        Package = await (from content in db.ScormContents join found in db.ScormPackages on content.PackageId equals found.Id where content.Id == item.ContentId select found).AsNoTracking().SingleOrDefaultAsync(ct);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await items.DraftAsync(Code, ItemKey, ScormKind.Name, ct) is null)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            throw new RuleViolation("Upload.Missing") { Field = "Input.File" };
        }

        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        var taken = await TakeAsync(ct);
        TempData[Posting.MessageKey] = texts["Upload.Stored"].Value;
        return await this.RedirectAfterAsync(db, inner => StoreAsync(taken, inner), ct);
    }

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct) || Package is not { } package)
        {
            return NotFound();
        }

        return await this.RedirectAfterAsync(db, inner => Task.FromResult($"/courses/{Code}/scorm/{ItemKey}/preview/{launching.Preview(package.Id, Launching.SiteOf(Request))}"), ct);
    }

    private async Task<TakenPackage> TakeAsync(CancellationToken ct)
    {
        try
        {
            await using var stream = Input.File!.OpenReadStream();
            return await intake.TakeAsync(stream, ct);
        }
        catch (RuleViolation refused)
        {
            throw new RuleViolation(refused.Key, [.. refused.Arguments]) { Field = "Input.File", Status = refused.Status };
        }
    }

    private async Task<string> StoreAsync(TakenPackage taken, CancellationToken ct)
    {
        var item = await items.ChangeAsync(Code, ItemKey, ScormKind.Name, ct);
        var content = await db.ScormContents.SingleAsync(c => c.Id == item.ContentId, ct);
        if (content.FrozenAt is not null)
        {
            throw new RuleViolation("Content.Frozen");
        }

        var package = ScormPackage.Of(taken, NameOf(Input.File!.FileName), user.Name, clock.GetUtcNow());
        db.Add(package);
        content.PackageId = package.Id;
        audit.Add(new AuditEvent("Scorm.PackageUploaded", "ScormPackage", package.Id)
        {
            HospitalIds = item.HospitalId is { } hospital ? [hospital] : [],
            Facts = new Dictionary<string, string?> { ["course"] = Code, ["item"] = $"{ItemKey}", ["file"] = package.FileName, ["sha256"] = package.Sha256, ["bytes"] = $"{package.ZipBytes}" },
        });
        return $"/courses/{Code}/scorm/{ItemKey}/edit";
    }

    /// <summary>For showing only: no file is ever stored under it.</summary>
    private static string NameOf(string given)
    {
        var name = string.Concat(Path.GetFileName(given.Replace('\\', '/')).Where(c => !char.IsControl(c)));
        return name.Length > 150 ? name[..100] + "…" + name[^40..] : name;
    }

    public sealed class InputModel
    {
        [Required, Display(Name = "Upload.File")]
        public IFormFile? File { get; set; }
    }
}
