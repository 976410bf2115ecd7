using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Appointments;

[HasPermission(PeoplePermissions.Manage)]
internal sealed class AddModel(
    TrainingDbContext db, ICurrentUser user, IOrganizations organizations, IAuditTrail audit, IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public AppointmentInput Appointment { get; set; } = new();

    public IReadOnlyList<HospitalInfo> Hospitals { get; private set; } = [];

    public IReadOnlyList<string> Departments { get; private set; } = [];

    public string Name { get; private set; } = "";

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        Hospitals = (await organizations.GetAsync(ct)).Within(user.ScopeOf(PeoplePermissions.Manage));
        Departments = await DepartmentNames.OfferedAsync(organizations, Hospitals, Appointment.HospitalId, clock.Today(), ct);
        Name = await db.People.Within(PeoplePermissions.Manage, user, db, clock.Today()).Where(p => p.Id == Id).Select(p => p.FullName).SingleOrDefaultAsync(ct) ?? "";
        return Name.Length > 0;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Appointment.HospitalId = Hospitals.Count == 1 ? Hospitals[0].Id : null;
        Appointment.From = clock.Today();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = 422;
            return Page();
        }

        return await this.RedirectAfterAsync(db, SaveAsync, ct);
    }

    private async Task<string> SaveAsync(CancellationToken ct)
    {
        if (Hospitals.All(h => h.Id != Appointment.HospitalId))
        {
            throw new RuleViolation("Appointment.HospitalId.Outside") { Field = "Appointment.HospitalId" };
        }

        var appointment = await db.AddAppointmentAsync(organizations, Id, Appointment, ct);
        audit.Add(new AuditEvent("Identity.AppointmentAdded", nameof(Person), Id)
        {
            HospitalIds = [appointment.HospitalId],
            Facts = new Dictionary<string, string?> { ["appointment"] = appointment.Id.ToString() },
        });
        TempData[Posting.MessageKey] = texts["Appointment.Saved"].Value;
        return $"/people/{Id}";
    }
}
