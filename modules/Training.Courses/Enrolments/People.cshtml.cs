using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Authoring;
using Training.Courses.Catalogue;
using Training.Courses.Cohorts;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Courses.Enrolments;

/// <summary>The training office puts people of its hospital on a course: chosen ones, or a whole group.</summary>
[HasPermission(Permissions.Enrol)]
internal sealed class PeopleModel(TrainingDbContext db, CourseOffice office, EnrolPeople enrol, PeopleAt people, IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set => field = value.ToUpperInvariant(); } = "";

    [BindProperty(SupportsGet = true, Name = "hospital")]
    public string? HospitalKey { get; set; }

    [BindProperty(SupportsGet = true, Name = "q"), StringLength(100)]
    public string? Search { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Course Course { get; private set; } = null!;

    public IReadOnlyList<HospitalInfo> Hospitals { get; private set; } = [];

    public HospitalInfo? Hospital { get; private set; }

    public IReadOnlyList<SelectListItem> Cohorts { get; private set; } = [];

    public PeoplePick Pick { get; private set; } = null!;

    public DateOnly Today => clock.Today();

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        Hospitals = await office.HospitalsAsync(ct);
        Hospital = CourseOffice.Choose(Hospitals, HospitalKey);
        if (await office.FindAsync(Code, ct) is not { } course || (Hospital is null && HospitalKey is not null))
        {
            return false;
        }

        Course = course;
        if (Hospital is not null)
        {
            var today = Today;
            Cohorts = await db.Cohorts.Where(c => c.HospitalId == Hospital.Id && (c.To == null || c.To >= today)).OrderBy(c => c.Name).Select(c => new SelectListItem(c.Name, c.Id.ToString())).ToListAsync(ct);
            var there = db.Unscoped<Enrolment>().Where(e => e.CourseId == course.Id && e.EndedAt == null).Select(e => e.PersonId);
            Pick = await people.FindAsync(Hospital.Id, Search, there, Input.People, texts["Enrol.There"], ct);
        }

        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (!await LoadAsync(ct) || Hospital is null)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        if (Input.DueOn < Today)
        {
            throw new RuleViolation("Enrol.DuePast") { Field = "Input.DueOn" };
        }

        var terms = new EnrolmentTerms(AboutInput.Clean(Input.Reason)!, Input.DueOn);
        ScreenedInput.Check(terms.Reason, "Input.Reason");
        try
        {
            return await this.RedirectAfterAsync(
                db,
                async inner =>
                {
                    var report = Input.CohortId is { } cohort
                        ? await enrol.CohortAsync(Course, cohort, terms, inner)
                        : await enrol.ChosenAsync(Course, Hospital.Id, Input.People, terms, inner);
                    return $"/courses/{Code}/enrol/{report}";
                },
                ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // Somebody else put one of them there in the same moment; nothing of this was stored.
            throw new RuleViolation("Enrol.Meanwhile") { Status = StatusCodes.Status409Conflict };
        }
    }

    public sealed class InputModel
    {
        public List<Guid> People { get; set; } = [];

        [Display(Name = "Enrol.Cohort")]
        public Guid? CohortId { get; set; }

        [Required, StringLength(EnrolmentConfiguration.ReasonLength), Display(Name = "Enrol.Reason")]
        public string? Reason { get; set; }

        [Display(Name = "Enrol.Due")]
        public DateOnly? DueOn { get; set; }
    }
}
