using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Appointments;
using Training.Identity.Grants;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.People;

/// <summary>
/// A person who begins at a hospital in scope. Whoever has a record already, known by licence or identity number, keeps it: the form then
/// offers to add the appointment to that record, so that moving to another hospital makes no duplicate.
/// </summary>
[HasPermission(PeoplePermissions.Manage)]
internal sealed class NewModel(
    TrainingDbContext db, ICurrentUser user, IOrganizations organizations, PersonWriter writer, IAuditTrail audit, IStringLocalizer<Texts> texts, TimeProvider clock)
    : PageModel, IForm
{
    [BindProperty]
    public PersonInput Input { get; set; } = new();

    [BindProperty]
    public AppointmentInput Appointment { get; set; } = new();

    /// <summary>The record to use instead of a new one.</summary>
    [BindProperty]
    public Guid? UseId { get; set; }

    public IReadOnlyList<HospitalInfo> Hospitals { get; private set; } = [];

    public IReadOnlyList<string> Departments { get; private set; } = [];

    /// <summary>The record that has the licence or identity number of the form, where the name fits too.</summary>
    public Person? Known { get; private set; }

    public PersonFormView View => new(Input, null);

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        Hospitals = (await organizations.GetAsync(ct)).Within(user.ScopeOf(PeoplePermissions.Manage));
        Departments = await DepartmentNames.OfferedAsync(organizations, Hospitals, Appointment.HospitalId, clock.Today(), ct);
        Known = await FindKnownAsync(ct);
        return true;
    }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Appointment.HospitalId = Hospitals.Count == 1 ? Hospitals[0].Id : null;
        Appointment.From = clock.Today();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            Response.StatusCode = 422;
            await LoadAsync(ct);
            return Page();
        }

        try
        {
            return await this.RedirectAfterAsync(db, SaveAsync, ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new RuleViolation("Person.Taken");
        }
    }

    private async Task<string> SaveAsync(CancellationToken ct)
    {
        Hospitals = (await organizations.GetAsync(ct)).Within(user.ScopeOf(PeoplePermissions.Manage));
        var hospital = Hospitals.FirstOrDefault(h => h.Id == Appointment.HospitalId) ?? throw new RuleViolation("Appointment.HospitalId.Outside") { Field = "Appointment.HospitalId" };
        var known = UseId is null ? null : await FindKnownAsync(ct);
        if (UseId is not null && known?.Id != UseId)
        {
            throw new RuleViolation("Person.Known.Gone");
        }

        var personId = known?.Id ?? await AddAsync(ct);
        var appointment = await db.AddAppointmentAsync(organizations, personId, Appointment, ct);
        audit.Add(new AuditEvent(known is null ? "Identity.PersonAdded" : "Identity.PersonTakenUp", nameof(Person), personId)
        {
            HospitalIds = [hospital.Id],
            Facts = new Dictionary<string, string?> { ["appointment"] = appointment.Id.ToString() },
        });
        TempData[Posting.MessageKey] = texts["Person.Saved", Input.FullName].Value;
        return $"/people/{personId}";
    }

    private async Task<Guid> AddAsync(CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        var person = new Person { Id = id, Key = $"p-{id:N}", FullName = "", Title = "" };
        await writer.WriteAsync(person, Input, ct);
        db.Add(person);
        return id;
    }

    // Only somebody who knows number and name learns that there is a record, and nothing else about it.
    private async Task<Person?> FindKnownAsync(CancellationToken ct)
        => await writer.FindHolderAsync(Input, null, ct) is { MergedIntoId: null } found && found.NameKey == VietnameseText.Fold(Input.FullName) ? found : null;
}
