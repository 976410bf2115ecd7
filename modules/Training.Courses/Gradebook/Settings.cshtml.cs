using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Authoring;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Gradebook;

/// <summary>Authors say what counts how much; everybody's grade is worked out anew at once.</summary>
[HasPermission(Permissions.Author)]
internal sealed class SettingsModel(TrainingDbContext db, GradebookReader reader, Drafts drafts, IAuditTrail audit, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set => field = value.ToUpperInvariant(); } = "";

    [BindProperty]
    public SettingsInput Input { get; set; } = new();

    public GradedCourse Graded { get; private set; } = null!;

    public string TitleOf(Guid key) => Graded.Columns.FirstOrDefault(c => c.Key == key)?.Display ?? texts["Condition.Gone"].Value;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await reader.FindAsync(Code, ct) is not { } graded || !drafts.MayWrite(graded.Course.HospitalId))
        {
            return false;
        }

        Graded = graded;
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Input = SettingsInput.Of(Graded);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        var scheme = Input.ToScheme(Graded);
        try
        {
            return await this.RedirectAfterAsync(db, inner => StoreAsync(scheme, inner), ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new RuleViolation("Grading.ChangedMeanwhile") { Status = StatusCodes.Status409Conflict };
        }
    }

    private async Task<string> StoreAsync(GradeScheme scheme, CancellationToken ct)
    {
        var course = Graded.Course;
        var plan = await db.Set<GradePlan>().AsTracking().SingleOrDefaultAsync(p => p.CourseId == course.Id, ct);
        if ((plan?.Version ?? 0) != Input.Stamp)
        {
            throw new RuleViolation("Grading.ChangedMeanwhile") { Status = StatusCodes.Status409Conflict };
        }

        if (plan is null)
        {
            db.Add(new GradePlan { CourseId = course.Id, Scheme = scheme, Version = 1 });
        }
        else
        {
            plan.Scheme = scheme;
        }

        audit.Add(new AuditEvent(GradePlan.SetAction, nameof(GradePlan), course.Id)
        {
            HospitalIds = course.HospitalId is { } id ? [id] : [],
            Facts = new Dictionary<string, string?> { ["course"] = course.Code, ["scheme"] = scheme.ToJson() },
        });
        TempData[Posting.MessageKey] = texts["Saved"].Value;
        return $"/courses/{Code}/grades/settings";
    }
}
