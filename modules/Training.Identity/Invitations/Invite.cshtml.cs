using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Invitations;

[HasPermission(PeoplePermissions.Invite)]
internal sealed class InviteModel(
    TrainingDbContext db, ICurrentUser user, InvitationWriter writer, IOrganizations organizations, SiteRoot site, IStringLocalizer<Texts> texts, TimeProvider clock)
    : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string Name { get; private set; } = "";

    public string? Email { get; private set; }

    /// <summary>Where the person works and the person who asks may invite.</summary>
    public IReadOnlyList<HospitalInfo> Hospitals { get; private set; } = [];

    public bool CanSend => site.Of(Request) is not null;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var today = clock.Today();
        var person = await db.People.Within(PeoplePermissions.Invite, user, db, today).Where(p => p.Id == Id)
            .Select(p => new { p.FullName, p.Email, Places = db.Set<Appointment>().Where(a => a.PersonId == p.Id && (a.To == null || a.To >= today)).Select(a => a.HospitalId).ToList() })
            .SingleOrDefaultAsync(ct);
        if (person is null)
        {
            return false;
        }

        (Name, Email) = (person.FullName, person.Email);
        Hospitals = [.. (await organizations.GetAsync(ct)).Within(user.ScopeOf(PeoplePermissions.Invite)).Where(h => person.Places.Contains(h.Id))];
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Input = new InputModel { Email = Email ?? "", HospitalId = Hospitals.Count > 0 ? Hospitals[0].Id : null };
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

        return await this.RedirectAfterAsync(db, SendAsync, ct);
    }

    private async Task<string> SendAsync(CancellationToken ct)
    {
        var root = site.Of(Request) ?? throw new RuleViolation("Invite.NoAddress");
        if (Hospitals.All(h => h.Id != Input.HospitalId))
        {
            throw new RuleViolation("Appointment.HospitalId.Outside") { Field = "Input.HospitalId" };
        }

        await writer.SendAsync(new InvitationRequest(Id, Name, Input.Email, string.IsNullOrEmpty(Input.Role) ? null : Input.Role, Input.HospitalId), root, ct);
        TempData[Posting.MessageKey] = texts["Invite.Sent", Input.Email].Value;
        return "/people/invitations";
    }

    public sealed class InputModel
    {
        [Required, EmailAddress, StringLength(256), Display(Name = "Person.Email")]
        public string Email { get; set; } = "";

        [Required, Display(Name = "Appointment.HospitalId")]
        public Guid? HospitalId { get; set; }

        [StringLength(40), Display(Name = "Invite.Role")]
        public string? Role { get; set; }
    }
}
