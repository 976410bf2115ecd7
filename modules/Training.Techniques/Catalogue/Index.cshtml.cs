using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;

namespace Training.Techniques.Catalogue;

[HasPermission(Permissions.View)]
internal sealed class IndexModel(TrainingDbContext db) : PageModel
{
    private const int Limit = 200;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Specialty { get; set; }

    public IReadOnlyList<SelectListItem> Specialties { get; private set; } = [];

    /// <summary>Specialties in the order of the language, each with its techniques in Vietnamese order.</summary>
    public IReadOnlyList<(string Specialty, IReadOnlyList<Row> Rows)> Groups { get; private set; } = [];

    public int Total { get; private set; }

    /// <summary>Specialties are folded up until somebody looks for something.</summary>
    public bool Filtered => !string.IsNullOrWhiteSpace(Search) || !string.IsNullOrEmpty(Specialty);

    public bool Cut => Total > Limit;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var specialties = await db.Techniques.Select(t => new { t.SpecialtyKey, t.SpecialtyVi, t.SpecialtyEn }).Distinct().ToListAsync(ct);
        Specialties = [.. specialties
            .Select(s => new SelectListItem(Show.Name(s.SpecialtyVi, s.SpecialtyEn), s.SpecialtyKey, s.SpecialtyKey == Specialty))
            .OrderBy(item => VietnameseText.SortKey(item.Text), StringComparer.Ordinal)];

        var query = db.Techniques.Matching(Search);
        if (!string.IsNullOrEmpty(Specialty))
        {
            query = query.Where(t => t.SpecialtyKey == Specialty);
        }

        var rows = await query.OrderBy(t => t.SortKey).Take(Limit)
            .Select(t => new Row(t.Key, t.Code, t.NameVi, t.NameEn, t.SpecialtyVi, t.SpecialtyEn, t.Kind, t.ClassCode, t.ClassLabel))
            .ToListAsync(ct);
        Total = rows.Count < Limit ? rows.Count : await query.CountAsync(ct);
        Groups = [.. rows.GroupBy(r => Show.Name(r.SpecialtyVi, r.SpecialtyEn))
            .OrderBy(group => VietnameseText.SortKey(group.Key), StringComparer.Ordinal)
            .Select(group => (group.Key, (IReadOnlyList<Row>)[.. group]))];
    }

    public sealed record Row(
        string Key, string Code, string NameVi, string NameEn, string SpecialtyVi, string SpecialtyEn, TechniqueKind Kind, string? ClassCode, string? ClassLabel);
}
