using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Techniques.Catalogue;

namespace Training.Techniques.Editing;

[HasPermission(Permissions.Manage)]
internal sealed class IndexModel(TrainingDbContext db) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    // Not "page": Razor Pages keeps that name for the route.
    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public int Pages => (Total + PageSize - 1) / PageSize;

    public string AddressOf(int number) => $"?q={Uri.EscapeDataString(Search ?? "")}&p={number}";

    public async Task OnGetAsync(CancellationToken ct)
    {
        var query = db.Techniques.Matching(Search);
        Total = await query.CountAsync(ct);
        Number = Math.Clamp(Number, 1, Math.Max(1, Pages));
        Rows = await query.OrderBy(t => t.SortKey)
            .Skip((Number - 1) * PageSize)
            .Take(PageSize)
            .Select(t => new Row(t.Id, t.Code, t.NameVi, t.NameEn, t.SpecialtyVi, t.SpecialtyEn))
            .ToListAsync(ct);
    }

    public sealed record Row(Guid Id, string Code, string NameVi, string NameEn, string SpecialtyVi, string SpecialtyEn);
}
