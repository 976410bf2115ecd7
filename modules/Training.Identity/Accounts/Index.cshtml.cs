using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.Users;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Accounts;

/// <summary>What the list of accounts can be narrowed to.</summary>
internal enum AccountState
{
    InUse,
    WithoutRole,
    Disabled,
}

[HasPermission(Permissions.ManageAccounts)]
internal sealed class IndexModel(TrainingDbContext db, ICurrentUser actor, IOrganizations organizations, TimeProvider clock) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Role { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Hospital { get; set; }

    [BindProperty(SupportsGet = true)]
    public AccountState? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<HospitalInfo> Hospitals { get; private set; } = [];

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public int Pages => (Total + PageSize - 1) / PageSize;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var directory = await organizations.GetAsync(ct);
        var scope = actor.ScopeOf(Permissions.ManageAccounts);
        Hospitals = directory.Within(scope);
        var query = Narrow(db.Users.VisibleTo(scope, directory, clock.Today(), db), db.RoleGrants.VisibleTo(scope, directory));
        Total = await query.CountAsync(ct);
        Number = Math.Clamp(Number, 1, Math.Max(1, Pages));
        var users = await query.OrderBy(u => u.SortKey).ThenBy(u => u.Id)
            .Skip((Number - 1) * PageSize)
            .Take(PageSize)
            .Select(u => new { u.Id, u.DisplayName, u.Email, u.DisabledAt })
            .ToListAsync(ct);
        Guid[] ids = [.. users.Select(u => u.Id)];
        var grants = (await Current(db.RoleGrants.VisibleTo(scope, directory)).Where(g => ids.Contains(g.UserId)).AsNoTracking().ToListAsync(ct))
            .ToLookup(g => g.UserId);
        Rows = [.. users.Select(u => new Row(
            u.Id, u.DisplayName, u.Email ?? "", u.DisabledAt is not null, [.. grants[u.Id].Select(g => (g.Role, g.Place(directory)))]))];
    }

    public string AddressOfPage(int number)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("q", Search), ("role", Role), ("hospital", Hospital?.ToString()), ("state", State?.ToString()) })
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Add(name, value);
            }
        }

        query.Add("p", number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return query.ToString();
    }

    private IQueryable<RoleGrant> Current(IQueryable<RoleGrant> grants)
    {
        var today = clock.Today();
        return grants.CountingOn(today);
    }

    private IQueryable<User> Narrow(IQueryable<User> users, IQueryable<RoleGrant> visible)
    {
        var current = Current(visible);
        foreach (var word in VietnameseText.Words(Search).Take(6))
        {
            var inAddress = word.ToUpperInvariant();
            users = users.Where(u => u.SearchText.Contains(word) || u.NormalizedEmail!.Contains(inAddress));
        }

        if (Roles.All.Contains(Role))
        {
            users = users.Where(u => current.Any(g => g.UserId == u.Id && g.Role == Role));
        }

        if (Hospital is { } hospital)
        {
            users = users.Where(u => current.Any(g => g.UserId == u.Id && g.HospitalId == hospital));
        }

        return State switch
        {
            AccountState.InUse => users.Where(u => u.DisabledAt == null),
            AccountState.Disabled => users.Where(u => u.DisabledAt != null),
            AccountState.WithoutRole => users.Where(u => !current.Any(g => g.UserId == u.Id)),
            _ => users,
        };
    }

    public sealed record Row(Guid Id, string Name, string Email, bool Disabled, IReadOnlyList<(string Role, string? Place)> Grants);
}
