using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.Users;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Accounts;

/// <summary>Everybody whose grants reach one hospital today, whether by the hospital, its province or the country.</summary>
[HasPermission(Permissions.ManageAccounts)]
internal sealed class AccessModel(TrainingDbContext db, ICurrentUser actor, IOrganizations organizations, TimeProvider clock) : PageModel
{
    private const int PageSize = 100;

    [BindProperty(SupportsGet = true, Name = "hospital")]
    public Guid? HospitalId { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<HospitalInfo> Hospitals { get; private set; } = [];

    public HospitalInfo? Hospital { get; private set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public int Pages => (Total + PageSize - 1) / PageSize;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var directory = await organizations.GetAsync(ct);
        var scope = actor.ScopeOf(Permissions.ManageAccounts);
        Hospitals = directory.Within(scope);
        var wanted = HospitalId ?? (Hospitals.Count == 1 ? Hospitals[0].Id : null);
        if (wanted is null)
        {
            return Page();
        }

        Hospital = Hospitals.FirstOrDefault(h => h.Id == wanted);
        return Hospital is null ? NotFound() : await ReadAsync(Hospital, directory, ct);
    }

    private async Task<PageResult> ReadAsync(HospitalInfo hospital, OrganizationDirectory directory, CancellationToken ct)
    {
        var today = clock.Today();
        var query = from grant in db.RoleGrants.AsNoTracking()
                    join user in db.Set<User>() on grant.UserId equals user.Id
                    where user.DisabledAt == null && grant.From <= today && (grant.To == null || grant.To >= today)
                        && (grant.HospitalId == hospital.Id || grant.ProvinceId == hospital.ProvinceId || grant.Kind == ScopeKind.Country)
                    select new { grant, user.DisplayName, user.SortKey };
        Total = await query.CountAsync(ct);
        Number = Math.Clamp(Number, 1, Math.Max(1, Pages));

        // An office above the hospital is named, but its account is not a page that this manager may open.
        var country = actor.ScopeOf(Permissions.ManageAccounts).Country;
        Rows = [.. (await query.OrderBy(x => x.grant.Role).ThenBy(x => x.SortKey).ThenBy(x => x.grant.Id).Skip((Number - 1) * PageSize).Take(PageSize).ToListAsync(ct))
            .Select(x => new Row(x.grant, x.DisplayName, x.grant.Place(directory), country || x.grant.HospitalId == hospital.Id))];
        return Page();
    }

    public sealed record Row(RoleGrant Grant, string Name, string? Place, bool MayOpen);
}
