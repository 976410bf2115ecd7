using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Media.Contracts;
using Training.Media.Uploads;
using Training.Modules;

namespace Training.Media.Library;

/// <summary>What is in the libraries that whoever asks manages.</summary>
[HasPermission(Permissions.Manage)]
internal sealed class IndexModel(TrainingDbContext db, ICurrentUser user, LibraryReader reader, Libraries libraries, Quota quota) : PageModel
{
    private const int PageSize = 24;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public MediaKind? Kind { get; set; }

    /// <summary>Retired and replaced items too.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Old { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<MediaItem> Items { get; private set; } = [];

    public IReadOnlyList<MediaUpload> Uploads { get; private set; } = [];

    public IReadOnlyList<OneLibrary> Mine { get; private set; } = [];

    public Room? Room { get; private set; }

    public int Total { get; private set; }

    public int Pages => (Total + PageSize - 1) / PageSize;

    public bool IsNarrowed => !string.IsNullOrWhiteSpace(Search) || Kind is not null;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Mine = await libraries.OfUserAsync(ct);
        var query = LibraryReader.Narrow(Old ? db.LibraryItems : db.LibraryItems.Where(i => i.RetiredAt == null && i.ReplacedById == null), Kind is { } kind ? [kind] : [], Search);
        Total = await query.CountAsync(ct);
        Number = Math.Clamp(Number, 1, Math.Max(1, Pages));
        Items = await reader.ReadAsync(query.OrderByDescending(i => i.Id).Skip((Number - 1) * PageSize).Take(PageSize), ct);
        Uploads = await db.MediaUploads.AsNoTracking().Where(u => u.UserId == user.UserId && u.FinishedAt == null).OrderByDescending(u => u.BegunAt).Take(20).ToListAsync(ct);
        Room = Mine.Count > 0 ? await quota.OfAsync(Mine[0].HospitalId, user.UserId, ct) : null;
    }

    public string NameOf(Guid? hospitalId) => Mine.FirstOrDefault(l => l.HospitalId == hospitalId)?.Name ?? "";

    public string AddressOfPage(int number)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("q", Search), ("kind", Kind?.ToString()), ("old", Old ? "true" : null) })
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Add(name, value);
            }
        }

        query.Add("p", number.ToString(CultureInfo.InvariantCulture));
        return query.ToString();
    }
}
