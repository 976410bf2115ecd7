using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Catalogue;
using Training.Courses.Outline;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Courses.Authoring;

/// <summary>A new course: what it is called and for whom; the rest is written in its draft.</summary>
[HasPermission(Permissions.Author)]
internal sealed partial class NewModel(
    TrainingDbContext db, ICurrentUser user, Drafts drafts, IOrganizations organizations, IAuditTrail audit, IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel, IForm
{
    private static readonly string[] Taken = ["NEW", "MINE"];

    [BindProperty]
    public AboutInput Input { get; set; } = new() { Hours = 4 };

    [BindProperty, Required, StringLength(40, MinimumLength = 3), Display(Name = "Field.Code")]
    public string? Code { get; set; }

    [BindProperty, Display(Name = "Field.Hospital")]
    public Guid? HospitalId { get; set; }

    public IReadOnlyList<SelectListItem> Hospitals { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var directory = await organizations.GetAsync(ct);
        var scope = user.ScopeOf(Permissions.Author);
        Hospitals = [.. directory.Within(scope).Select(h => new SelectListItem(h.Display, $"{h.Id}"))];
        if (scope.Country)
        {
            Hospitals = [new SelectListItem(texts["Field.Hospital.Everybody"], ""), .. Hospitals];
        }

        return true;
    }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        HospitalId = Hospitals is [{ Value: { Length: > 0 } only }, ..] ? Guid.Parse(only) : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var code = Code?.Trim().ToUpperInvariant() ?? "";
        if (Code is not null && !CodePattern().IsMatch(code))
        {
            ModelState.AddModelError(nameof(Code), texts["Code.Wrong"]);
        }

        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            return Page();
        }

        if (!drafts.MayWrite(HospitalId))
        {
            throw new RuleViolation("Course.NotYours") { Field = nameof(HospitalId) };
        }

        return await this.RedirectAfterAsync(db, inner => StoreAsync(code, inner), ct);
    }

    private async Task<string> StoreAsync(string code, CancellationToken ct)
    {
        if (Taken.Contains(code) || await db.Courses.AnyAsync(c => c.Code == code, ct))
        {
            throw new RuleViolation("Code.Taken", code) { Field = nameof(Code) };
        }

        var title = AboutInput.Clean(Input.TitleVi)!;
        var course = new Course { Code = code, HospitalId = HospitalId, TitleVi = title, TitleEn = title, SummaryVi = "", SummaryEn = "", Hours = 0 };
        var version = new CourseVersion { CourseId = course.Id, Number = 1, TitleVi = title, SummaryVi = "", Hours = 0, BegunAt = clock.GetUtcNow() };
        Input.To(version);
        var section = InLanguages.Each(() => texts["Section.First"]);
        db.AddRange(course, version, new Section { VersionId = version.Id, Number = 1, TitleVi = section[0], TitleEn = section[1] });
        audit.Add(new AuditEvent("Courses.CourseBegun", nameof(Course), course.Id) { HospitalIds = HospitalId is { } hospital ? [hospital] : [], Facts = new Dictionary<string, string?> { ["course"] = code } });
        return $"/courses/{code}/edit";
    }

    [GeneratedRegex("^[A-Z0-9](-?[A-Z0-9])+$")]
    private static partial Regex CodePattern();
}
