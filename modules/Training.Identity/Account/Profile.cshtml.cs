using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Account;

[SignedIn]
internal sealed class ProfileModel(ICurrentUser user, IPeople people, IOrganizations organizations, TimeProvider clock) : PageModel
{
    public string Name => user.Name;

    public bool ManagesAccounts => user.Can(Permissions.ManageAccounts);

    public Guid? PersonId => user.PersonId;

    public string? PersonName { get; private set; }

    public IReadOnlyList<(string Role, string Where)> Grants { get; private set; } = [];

    public IReadOnlyList<(string Position, string Where)> Appointments { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var directory = await organizations.GetAsync(ct);
        Grants = [.. user.Grants.Select(grant => (grant.Role, grant.Kind switch
        {
            ScopeKind.Hospital => directory.Hospital(grant.ScopeId!.Value).Display,
            ScopeKind.Province => directory.Province(grant.ScopeId!.Value).FullName,
            _ => "",
        }))];
        if (user.PersonId is { } personId)
        {
            PersonName = (await people.FindAsync([personId], ct))[personId].Display;
            Appointments = [.. (await people.AppointmentsOnAsync(personId, clock.Today(), ct))
                .Select(a => (a.Position, $"{a.Department}, {directory.Hospital(a.HospitalId).Display}"))];
        }
    }
}
