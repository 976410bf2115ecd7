using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.People;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Appointments;

[HasPermission(PeoplePermissions.Manage)]
internal sealed class EndModel(
    TrainingDbContext db, ICurrentUser user, IOrganizations organizations, IAuditTrail audit, IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid AppointmentId { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public ManagedAppointment Managed { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await ManagedAppointment.FindAsync(db, user, organizations, clock.Today(), Id, AppointmentId, ct) is not { } found)
        {
            return false;
        }

        Managed = found;
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Input = new InputModel { Last = clock.Today(), Version = Managed.Appointment.Version };
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

        var appointment = await ManagedAppointment.EndAsync(db, AppointmentId, Input.Version, Input.Last!.Value, "Input.Last", ct);
        audit.Add(new AuditEvent("Identity.AppointmentEnded", nameof(Person), Id)
        {
            HospitalIds = [appointment.HospitalId],
            Reason = Input.Reason,
            Facts = new Dictionary<string, string?> { ["appointment"] = AppointmentId.ToString() },
        });
        TempData[Posting.MessageKey] = texts["Appointment.Ended", Managed.Name, Show.Date(Input.Last!.Value)].Value;

        // Once the last appointment is over, the record is out of scope.
        return "/people";
    }

    public sealed class InputModel
    {
        [Required, DataType(DataType.Date), Display(Name = "Appointment.Last")]
        public DateOnly? Last { get; set; }

        [Required, StringLength(200), Display(Name = "Appointment.Reason")]
        public string Reason { get; set; } = "";

        public int Version { get; set; }
    }
}
