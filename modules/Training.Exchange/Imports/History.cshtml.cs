using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Exchange.Contracts;
using Training.Exchange.Uploads;
using Training.Modules;

namespace Training.Exchange.Imports;

[HasPermission(Permissions.Use)]
internal sealed class HistoryModel(TrainingDbContext db, UploadAccess access, Catalogue catalogue) : PageModel
{
    private const int PageSize = 30;

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<(Upload Upload, ITableImport Import, bool HasUndo)> Rows { get; private set; } = [];

    public int Pages { get; private set; } = 1;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var query = access.Visible();
        Pages = Math.Max(1, (await query.CountAsync(ct) + PageSize - 1) / PageSize);
        Number = Math.Clamp(Number, 1, Pages);
        var found = await query.OrderByDescending(u => u.UploadedAt).ThenBy(u => u.Id).Skip((Number - 1) * PageSize).Take(PageSize)
            .Select(u => new { Upload = u, HasUndo = db.Set<UploadContent>().Any(c => c.UploadId == u.Id && c.Kind == ContentKind.Undo) })
            .ToListAsync(ct);
        Rows = [.. found.Select(row => (row.Upload, catalogue.Import(row.Upload.Import)!, row.HasUndo))];
    }
}
