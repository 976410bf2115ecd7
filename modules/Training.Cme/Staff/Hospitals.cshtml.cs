using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Cme.Staff;

/// <summary>What share of each hospital's licensed people has its credit hours; the province as a whole above. Each number opens its list.</summary>
[HasPermission(Permissions.ViewStaff)]
internal sealed class HospitalsModel(StaffReader reader, IOrganizations organizations) : PageModel
{
    /// <summary>Code of a province; the whole country at once is asked of nobody's database.</summary>
    [BindProperty(SupportsGet = true, Name = "province")]
    public string? ProvinceCode { get; set; }

    public IReadOnlyList<ProvinceInfo> Provinces { get; private set; } = [];

    public ProvinceInfo? Province { get; private set; }

    public IReadOnlyList<HospitalCounts> Rows { get; private set; } = [];

    /// <summary>Of all rows; somebody who works at two hospitals counts once.</summary>
    public HospitalCounts? All { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var hospitals = await reader.HospitalsAsync(ct);
        var reached = hospitals.Select(h => h.ProvinceId).ToHashSet();
        Provinces = [.. (await organizations.GetAsync(ct)).Provinces.Where(p => reached.Contains(p.Id))];
        Province = ProvinceCode is null ? Provinces.Count > 0 ? Provinces[0] : null : Provinces.FirstOrDefault(p => p.Code == ProvinceCode);
        if (Province is null)
        {
            return ProvinceCode is null ? Page() : NotFound();
        }

        HospitalInfo[] mine = [.. hospitals.Where(h => h.ProvinceId == Province.Id)];
        var staff = await reader.ReadAsync(mine, ct);
        var byHospital = staff.ToLookup(r => r.Person.HospitalId);
        Rows = [.. mine.Where(h => byHospital.Contains(h.Id)).Select(h => new HospitalCounts(h, byHospital[h.Id].CountBy(r => r.Standing.Light).ToDictionary()))];
        All = new HospitalCounts(mine[0], staff.DistinctBy(r => r.Person.PersonId).CountBy(r => r.Standing.Light).ToDictionary());
        return Page();
    }
}
