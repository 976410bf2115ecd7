using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Cme.Rules;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Cme.Staff;

/// <summary>What the list can be narrowed to.</summary>
internal enum LightFilter
{
    Red,
    Amber,
    Green,
    Met,
    NoLicence,
}

/// <summary>The people of a hospital with their credit hours, those at risk first.</summary>
[HasPermission(Permissions.ViewStaff)]
internal sealed class IndexModel(StaffReader reader, ICurrentUser user) : PageModel
{
    private const int PageSize = 30;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "hospital")]
    public string? HospitalKey { get; set; }

    [BindProperty(SupportsGet = true, Name = "light")]
    public LightFilter? Filter { get; set; }

    /// <summary>The person after whom the page begins: where somebody moves up in the list meanwhile, nobody is left out.</summary>
    [BindProperty(SupportsGet = true, Name = "after")]
    public Guid? After { get; set; }

    public IReadOnlyList<HospitalInfo> Hospitals { get; private set; } = [];

    public HospitalInfo? Hospital { get; private set; }

    /// <summary>Of the whole hospital, whatever the filter says.</summary>
    public HospitalCounts Counts { get; private set; } = null!;

    public IReadOnlyList<StaffRow> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public Guid? Next { get; private set; }

    public bool Narrowed => Filter is not null || !string.IsNullOrWhiteSpace(Search);

    public bool MayExport => user.Can("Exchange.Use");

    public string AddressOf(LightFilter? light, Guid? after = null)
        => $"/cme/staff?hospital={Hospital?.Key}{(light is null ? "" : $"&light={light}")}{(string.IsNullOrWhiteSpace(Search) ? "" : $"&q={Uri.EscapeDataString(Search)}")}{(after is null ? "" : $"&after={after}")}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Hospitals = await reader.HospitalsAsync(ct);
        Hospital = HospitalKey is null ? Hospitals.Count > 0 ? Hospitals[0] : null : Hospitals.FirstOrDefault(h => h.Key == HospitalKey);
        if (Hospital is null)
        {
            return HospitalKey is null ? Page() : NotFound();
        }

        // Whoever looks after several hospitals begins with how they stand.
        if (HospitalKey is null && Hospitals.Count > 1)
        {
            return Redirect("/cme/hospitals");
        }

        var all = await reader.ReadAsync([Hospital], ct);
        Counts = new HospitalCounts(Hospital, all.GroupBy(r => r.Standing.Light).ToDictionary(g => g.Key, g => g.Count()));
        var words = VietnameseText.Words(Search);
        StaffRow[] found = [.. all.Where(r => Fits(r.Standing.Light) && words.All(word => r.Person.SearchText.Contains(word, StringComparison.Ordinal)))];
        Total = found.Length;
        var from = After is { } id ? Array.FindIndex(found, r => r.Person.PersonId == id) + 1 : 0;
        Rows = [.. found.Skip(from).Take(PageSize)];
        Next = from + PageSize < found.Length ? Rows[^1].Person.PersonId : null;
        return Page();
    }

    private bool Fits(Light light) => Filter switch
    {
        LightFilter.Red => light is Light.Over or Light.Urgent,
        LightFilter.Amber => light == Light.Soon,
        LightFilter.Green => light is Light.OnTime or Light.Met,
        LightFilter.Met => light == Light.Met,
        LightFilter.NoLicence => light == Light.Unknown,
        _ => true,
    };
}
