using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.Invitations;
using Training.Identity.Users;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.People;

/// <summary>Open to whoever is signed in, because everybody may see their own record; the query keeps to the scope.</summary>
[SignedIn]
internal sealed class DetailsModel(TrainingDbContext db, ICurrentUser user, IOrganizations organizations, NationalIds nationalIds, TimeProvider clock) : PageModel
{
    private Scope _managed = Scope.None;

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public Person Person { get; private set; } = null!;

    public OrganizationDirectory Organizations { get; private set; } = null!;

    /// <summary>The newest first; those that go on before those that ended.</summary>
    public IReadOnlyList<Appointment> Appointments { get; private set; } = [];

    public bool CanManage { get; private set; }

    public bool CanInvite { get; private set; }

    /// <summary>Date of birth, contact and identity number are for those who keep the record, and for oneself.</summary>
    public bool SeesPrivate => CanManage || user.PersonId == Id;

    public string? MaskedNationalId => SeesPrivate ? nationalIds.Masked(Person.NationalIdSealed) : null;

    /// <summary>Addresses of the accounts; empty for whoever may not know.</summary>
    public IReadOnlyList<string> Accounts { get; private set; } = [];

    public DateTimeOffset? InvitedAt { get; private set; }

    public LicenceState Licence => People.Licence.StateOn(Today, Person.LicenceNumber, Person.LicenceExpiresOn);

    public string Back => user.Can(PeoplePermissions.View) ? "/people" : "/account/profile";

    public DateOnly Today => clock.Today();

    public bool CanManageAt(Guid hospitalId) => CanManage && Organizations.Within(_managed).Any(h => h.Id == hospitalId);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Organizations = await organizations.GetAsync(ct);
        _managed = user.ScopeOf(PeoplePermissions.Manage);
        var managed = db.People.Within(PeoplePermissions.Manage, user, db, Today).Select(p => p.Id);
        var invited = db.People.Within(PeoplePermissions.Invite, user, db, Today).Select(p => p.Id);
        var found = await db.People.AsNoTracking().VisibleTo(user, db, Today)
            .Where(p => p.Id == Id)
            .Select(p => new { Person = p, CanManage = managed.Contains(p.Id), CanInvite = invited.Contains(p.Id) })
            .SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return await MergedIntoAsync(ct) is { } kept ? RedirectPermanent($"/people/{kept}") : NotFound();
        }

        (Person, CanManage) = (found.Person, found.CanManage);
        Appointments = await db.Appointments.AsNoTracking().Where(a => a.PersonId == Id).OrderBy(a => a.To != null).ThenByDescending(a => a.From).ToListAsync(ct);
        if (found.CanInvite)
        {
            var now = clock.GetUtcNow();
            Accounts = await db.Set<User>().Where(u => u.PersonId == Id).OrderBy(u => u.Email).Select(u => u.Email!).ToListAsync(ct);
            InvitedAt = await db.Set<Invitation>()
                .Where(i => i.PersonId == Id && i.AcceptedAt == null && i.WithdrawnAt == null && i.ExpiresAt > now)
                .MaxAsync(i => (DateTimeOffset?)i.SentAt, ct);
            CanInvite = Accounts.Count == 0;
        }

        return Page();
    }

    // An old address leads on, for whoever may see where it leads.
    private Task<Guid?> MergedIntoAsync(CancellationToken ct)
    {
        var visible = db.People.VisibleTo(user, db, Today).Select(p => p.Id);
        return db.People.Where(p => p.Id == Id && p.MergedIntoId != null && visible.Contains(p.MergedIntoId.Value)).Select(p => p.MergedIntoId).SingleOrDefaultAsync(ct);
    }
}
