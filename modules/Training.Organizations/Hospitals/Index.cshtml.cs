using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;

namespace Training.Organizations.Hospitals;

[HasPermission(Permissions.ManageHospitals)]
internal sealed class IndexModel(TrainingDbContext db) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public int Pages => (Total + PageSize - 1) / PageSize;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var query = from hospital in db.Hospitals
                    join province in db.Provinces on hospital.ProvinceId equals province.Id
                    select new { hospital, province };
        foreach (var word in VietnameseText.Words(Search).Take(6))
        {
            query = query.Where(x => x.hospital.SearchText.Contains(word));
        }

        Total = await query.CountAsync(ct);
        Number = Math.Clamp(Number, 1, Math.Max(1, Pages));
        Rows = await query.OrderBy(x => x.hospital.SortKey)
            .Skip((Number - 1) * PageSize)
            .Take(PageSize)
            .Select(x => new Row(x.hospital.Id, x.hospital.Name, x.hospital.NameEn, x.province.ShortName, x.hospital.FormerProvince, x.hospital.Tier, x.hospital.TierConfirmed))
            .ToListAsync(ct);
    }

    public sealed record Row(Guid Id, string Name, string NameEn, string Province, string? FormerProvince, HospitalTier Tier, bool TierConfirmed);
}
