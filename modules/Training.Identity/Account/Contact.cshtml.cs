using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Account;

/// <summary>What people change about themselves. Everything else of the record is for those who keep it, and the page says who they are.</summary>
[SignedIn]
internal sealed class ContactModel(TrainingDbContext db, ICurrentUser user, IAuditTrail audit, IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel, IForm
{
    private static readonly string[] Keepers = [Roles.TrainingOffice, Roles.Coordinator];

    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Names of those who keep the records where the person works.</summary>
    public IReadOnlyList<string> AskWhom { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (user.PersonId is not { } me)
        {
            return false;
        }

        var today = clock.Today();
        AskWhom = await (from grant in db.RoleGrants
                         where Keepers.Contains(grant.Role) && grant.From <= today && (grant.To == null || grant.To >= today)
                             && db.Set<Appointment>().Any(a => a.PersonId == me && a.HospitalId == grant.HospitalId && a.From <= today && (a.To == null || a.To >= today))
                         join keeper in db.Set<User>() on grant.UserId equals keeper.Id
                         select keeper.DisplayName).Distinct().OrderBy(name => name).Take(5).ToListAsync(ct);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Input = await db.People.Where(p => p.Id == user.PersonId).Select(p => new InputModel { Phone = p.Phone, Specialty = p.Specialty, Version = p.Version }).SingleAsync(ct);
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
        var today = clock.Today();
        var person = await db.People.SingleAsync(p => p.Id == user.PersonId, ct);
        db.Entry(person).Property(p => p.Version).OriginalValue = Input.Version;
        person.Phone = string.IsNullOrWhiteSpace(Input.Phone) ? null : Input.Phone.Trim();
        person.Specialty = string.IsNullOrWhiteSpace(Input.Specialty) ? null : Input.Specialty.Trim().Normalize();
        person.Named();
        audit.Add(new AuditEvent("Identity.OwnContactEdited", nameof(Person), person.Id)
        {
            HospitalIds = await db.Appointments.Where(a => a.PersonId == person.Id && (a.To == null || a.To >= today)).Select(a => a.HospitalId).Distinct().ToListAsync(ct),
        });
        TempData[Posting.MessageKey] = texts["Profile.Saved"].Value;
        return $"/people/{person.Id}";
    }

    public sealed class InputModel
    {
        [RegularExpression(@"[0-9+ ().-]{8,30}"), StringLength(30), Display(Name = "Person.Phone")]
        public string? Phone { get; set; }

        [StringLength(150), Display(Name = "Person.Specialty")]
        public string? Specialty { get; set; }

        public int Version { get; set; }
    }
}
