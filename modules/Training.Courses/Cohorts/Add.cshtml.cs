using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Enrolments;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Cohorts;

/// <summary>People of the hospital into a group; its courses come onto their lists.</summary>
[HasPermission(Permissions.Enrol)]
internal sealed class AddModel(TrainingDbContext db, KeepCohort keep, PeopleAt people, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "q"), StringLength(100)]
    public string? Search { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Cohort Cohort { get; private set; } = null!;

    public PeoplePick Pick { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await db.Cohorts.AsNoTracking().SingleOrDefaultAsync(c => c.Id == Id, ct) is not { } cohort)
        {
            return false;
        }

        Cohort = cohort;
        Pick = await people.FindAsync(cohort.HospitalId, Search, db.CohortMembers.Where(m => m.CohortId == Id).Select(m => m.PersonId), Input.People, texts["Cohort.There"], ct);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        try
        {
            return await this.RedirectAfterAsync(
                db,
                async inner =>
                {
                    TempData[Posting.MessageKey] = texts["Cohort.Added", await keep.AddAsync(Cohort, Input.People, inner)].Value;
                    return $"/cohorts/{Id}";
                },
                ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new RuleViolation("Enrol.Meanwhile") { Status = StatusCodes.Status409Conflict };
        }
    }

    public sealed class InputModel
    {
        public List<Guid> People { get; set; } = [];
    }
}
