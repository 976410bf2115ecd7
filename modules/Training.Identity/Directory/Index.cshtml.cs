using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Directory;

/// <summary>What a list of people may be narrowed to, besides words.</summary>
internal enum LicenceFilter
{
    /// <summary>Ends within 90 days, or has ended.</summary>
    Ending,

    Expired,

    Missing,
}

[HasPermission(PeoplePermissions.View)]
internal sealed class IndexModel(TrainingDbContext db, ICurrentUser user, IOrganizations organizations, TimeProvider clock) : PageModel
{
    private const int PageSize = 50;
    private const int MostWords = 6;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "hospital")]
    public string? HospitalKey { get; set; }

    [BindProperty(SupportsGet = true, Name = "profession")]
    public Profession? Profession { get; set; }

    [BindProperty(SupportsGet = true, Name = "licence")]
    public LicenceFilter? Licence { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public OrganizationDirectory Organizations { get; private set; } = null!;

    public IReadOnlyList<HospitalInfo> Hospitals { get; private set; } = [];

    public IReadOnlyList<PersonRow> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public DateOnly Today => clock.Today();

    public bool CanAdd => user.Can(PeoplePermissions.Manage);

    public bool CanInvite => user.Can(PeoplePermissions.Invite);

    public bool Narrowed => !string.IsNullOrWhiteSpace(Search) || !string.IsNullOrEmpty(HospitalKey) || Profession is not null || Licence is not null;

    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Organizations = await organizations.GetAsync(ct);
        Hospitals = Organizations.Within(user.ScopeOf(PeoplePermissions.View));
        var query = Narrow(db.People.AsNoTracking().Within(PeoplePermissions.View, user, db, Today));
        Total = await query.CountAsync(ct);
        Number = Math.Clamp(Number, 1, Pages);
        Rows = await query.OrderBy(p => p.SortKey).ThenBy(p => p.Id).Skip((Number - 1) * PageSize).Take(PageSize).ToRows(db, Today).ToListAsync(ct);
    }

    public string AddressOf(int number)
    {
        var query = new QueryBuilder();
        foreach (var (key, value) in new[] { ("q", Search), ("hospital", HospitalKey), ("profession", Profession?.ToString()), ("licence", Licence?.ToString()) })
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Add(key, value);
            }
        }

        query.Add("p", $"{number}");
        return query.ToString();
    }

    private IQueryable<Person> Narrow(IQueryable<Person> people)
    {
        var today = Today;
        foreach (var word in VietnameseText.Words(Search).Take(MostWords))
        {
            Guid[] places = [.. Hospitals.Where(h => VietnameseText.Fold($"{h.Name} {h.NameEn} {h.FormerProvince}").Contains(word, StringComparison.Ordinal)).Select(h => h.Id)];
            people = people.Where(p => p.SearchText.Contains(word)
                || db.Set<Appointment>().Any(a => a.PersonId == p.Id && places.Contains(a.HospitalId) && (a.To == null || a.To >= today)));
        }

        if (!string.IsNullOrEmpty(HospitalKey))
        {
            var hospital = Hospitals.FirstOrDefault(h => h.Key == HospitalKey)?.Id ?? Guid.Empty;
            people = people.Where(p => db.Set<Appointment>().Any(a => a.PersonId == p.Id && a.HospitalId == hospital && (a.To == null || a.To >= today)));
        }

        if (Profession is { } profession)
        {
            people = people.Where(p => p.Profession == profession);
        }

        var soon = today.AddDays(People.Licence.SoonDays);
        return Licence switch
        {
            LicenceFilter.Ending => people.Where(p => p.LicenceExpiresOn != null && p.LicenceExpiresOn <= soon),
            LicenceFilter.Expired => people.Where(p => p.LicenceExpiresOn != null && p.LicenceExpiresOn < today),
            LicenceFilter.Missing => people.Where(p => p.LicenceNumber == null),
            _ => people,
        };
    }
}
