using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Enrolments;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Courses.Cohorts;

/// <summary>The groups of the hospitals that whoever is signed in enrols for; and a new one.</summary>
[HasPermission(Permissions.Enrol)]
internal sealed class IndexModel(TrainingDbContext db, CourseOffice office, IAuditTrail audit, TimeProvider clock) : PageModel, IForm
{
    private const int MostRows = 100;

    [BindProperty]
    public CohortInput Input { get; set; } = new();

    [BindProperty]
    public string? HospitalKey { get; set; }

    public IReadOnlyList<HospitalInfo> Hospitals { get; private set; } = [];

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public bool HasMore { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        Hospitals = await office.HospitalsAsync(ct);
        var names = Hospitals.ToDictionary(h => h.Id, h => h.Display);
        var today = clock.Today();
        var rows = await db.Cohorts.AsNoTracking().OrderBy(c => c.To != null && c.To < today).ThenByDescending(c => c.From).ThenBy(c => c.Name).ThenBy(c => c.Id)
            .Select(c => new
            {
                Cohort = c,
                Members = db.Set<CohortMember>().Count(m => m.CohortId == c.Id && m.LeftAt == null),
                Courses = db.Set<CohortCourse>().Count(x => x.CohortId == c.Id && x.EndedAt == null),
            })
            .Take(MostRows + 1).ToListAsync(ct);
        HasMore = rows.Count > MostRows;
        Rows = [.. rows.Take(MostRows).Select(r => new Row(r.Cohort.Id, r.Cohort.Name, names.GetValueOrDefault(r.Cohort.HospitalId, ""), r.Cohort.From, r.Cohort.To, r.Cohort.HasEndedBy(today), r.Members, r.Courses))];
        return true;
    }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new CohortInput { From = clock.Today() };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        Input.Check();
        if (CourseOffice.Choose(Hospitals, HospitalKey) is not { } hospital)
        {
            throw new RuleViolation("Office.NoHospital");
        }

        try
        {
            return await this.RedirectAfterAsync(
                db,
                _ =>
                {
                    var cohort = new Cohort { HospitalId = hospital.Id, Name = Input.CleanName, From = Input.From!.Value, To = Input.To };
                    db.Add(cohort);
                    audit.Add(new AuditEvent(Cohort.MadeAction, nameof(Cohort), cohort.Id) { HospitalIds = [hospital.Id], Facts = new Dictionary<string, string?> { ["name"] = cohort.Name } });
                    return Task.FromResult($"/cohorts/{cohort.Id}");
                },
                ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new RuleViolation("Cohort.NameTaken", Input.CleanName) { Field = "Input.Name" };
        }
    }

    public sealed record Row(Guid Id, string Name, string Hospital, DateOnly From, DateOnly? To, bool IsOver, int Members, int Courses);
}
