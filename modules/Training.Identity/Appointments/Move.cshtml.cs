using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.People;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Appointments;

/// <summary>Ends one appointment on the day before another one begins, both or neither. Nothing is overwritten.</summary>
[HasPermission(PeoplePermissions.Manage)]
internal sealed class MoveModel(
    TrainingDbContext db, ICurrentUser user, IOrganizations organizations, IAuditTrail audit, IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid AppointmentId { get; set; }

    [BindProperty]
    public AppointmentInput Appointment { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public IReadOnlyList<HospitalInfo> Hospitals { get; private set; } = [];

    public IReadOnlyList<string> Departments { get; private set; } = [];

    public ManagedAppointment Managed { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        Hospitals = (await organizations.GetAsync(ct)).Within(user.ScopeOf(PeoplePermissions.Manage));
        if (await ManagedAppointment.FindAsync(db, user, organizations, clock.Today(), Id, AppointmentId, ct) is not { } found)
        {
            return false;
        }

        Managed = found;
        Departments = await DepartmentNames.OfferedAsync(organizations, Hospitals, Appointment.HospitalId ?? found.Hospital.Id, clock.Today(), ct);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Version = Managed.Appointment.Version;
        Appointment = new AppointmentInput { HospitalId = Managed.Hospital.Id, Position = Managed.Appointment.Position, From = clock.Today() };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        // A form that is sent twice must get its answer even though the appointment is over by then.
        if (ModelState.IsValid)
        {
            return await this.RedirectAfterAsync(db, SaveAsync, ct);
        }

        Response.StatusCode = 422;
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    private async Task<string> SaveAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            throw new RuleViolation("Appointment.Gone");
        }

        if (Hospitals.All(h => h.Id != Appointment.HospitalId))
        {
            throw new RuleViolation("Appointment.HospitalId.Outside") { Field = "Appointment.HospitalId" };
        }

        var ended = await ManagedAppointment.EndAsync(db, AppointmentId, Version, Appointment.From!.Value.AddDays(-1), "Appointment.From", ct);
        await db.SaveChangesAsync(ct);
        var begun = await db.AddAppointmentAsync(organizations, Id, Appointment, ct);
        audit.Add(new AuditEvent("Identity.AppointmentMoved", nameof(Person), Id)
        {
            HospitalIds = [.. new[] { ended.HospitalId, begun.HospitalId }.Distinct()],
            Facts = new Dictionary<string, string?> { ["ended"] = ended.Id.ToString(), ["begun"] = begun.Id.ToString() },
        });
        TempData[Posting.MessageKey] = texts["Appointment.Moved"].Value;
        return $"/people/{Id}";
    }
}
