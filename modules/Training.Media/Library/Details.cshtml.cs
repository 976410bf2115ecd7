using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Media.Captions;
using Training.Media.Contracts;
using Training.Modules;

namespace Training.Media.Library;

/// <summary>One item: how it looks, what is said about it, where it is used, and what can be done with it.</summary>
[HasPermission(Permissions.Manage)]
internal sealed class DetailsModel(
    TrainingDbContext db, ICurrentUser user, LibraryReader reader, Libraries libraries, IEnumerable<IMediaUse> uses, IAuditTrail audit, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public LibraryItem Row { get; private set; } = null!;

    public MediaItem Item { get; private set; } = null!;

    public string Library { get; private set; } = "";

    public IReadOnlyList<MediaUse> Uses { get; private set; } = [];

    public static IReadOnlyList<string> Languages => CaptionLanguages.All;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await db.LibraryItems.AsNoTracking().SingleOrDefaultAsync(i => i.Id == Id, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        Item = (await reader.ReadAsync(db.LibraryItems.Where(i => i.Id == Id), ct)).Single();
        Library = await libraries.NameAsync(row.HospitalId, ct);
        Uses = await UsesAsync(ct);
        if (!Request.HasFormContentType)
        {
            Input = new InputModel { Title = row.Title, AltVi = row.AltVi, AltEn = row.AltEn };
        }

        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostDescribeAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await LoadAsync(ct) ? Page() : NotFound();
        }

        return await ChangeAsync("Media.ItemDescribed", "Item.Saved", item => item.Describe(Input.Title, Input.AltVi, Input.AltEn), ct);
    }

    public Task<IActionResult> OnPostRetireAsync(CancellationToken ct)
        => ChangeAsync("Media.ItemRetired", "Item.NowRetired", item => item.Retire(user.Name, clock.GetUtcNow()), ct);

    public Task<IActionResult> OnPostBringBackAsync(CancellationToken ct) => ChangeAsync("Media.ItemBroughtBack", "Item.NowBack", item => item.BringBack(), ct);

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (!await db.LibraryItems.AnyAsync(i => i.Id == Id, ct))
        {
            return NotFound();
        }

        try
        {
            return await this.RedirectAfterAsync(db, RemoveAsync, ct);
        }
        catch (DbUpdateException exception) when (exception is not DbUpdateConcurrencyException)
        {
            // A module began to use it at this moment, and its foreign key holds it.
            throw new RuleViolation("Item.InUse") { Status = 409 };
        }
    }

    private async Task<string> RemoveAsync(CancellationToken ct)
    {
        var item = await db.LibraryItems.SingleAsync(i => i.Id == Id, ct);
        if ((await UsesAsync(ct)).Count > 0 || await db.LibraryItems.AnyAsync(i => i.ReplacedById == Id, ct))
        {
            throw new RuleViolation("Item.InUse") { Status = 409 };
        }

        db.Remove(item);
        audit.Add(EventOf("Media.ItemRemoved", item));
        TempData["Message"] = texts["Item.Removed", item.Title].Value;
        return "/media";
    }

    private async Task<IActionResult> ChangeAsync(string action, string message, Action<LibraryItem> change, CancellationToken ct)
    {
        if (!await db.LibraryItems.AnyAsync(i => i.Id == Id, ct))
        {
            return NotFound();
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                var item = await db.LibraryItems.SingleAsync(i => i.Id == Id, inner);
                change(item);
                audit.Add(EventOf(action, item));
                TempData["Message"] = texts[message, item.Title].Value;
                return $"/media/{Id}";
            },
            ct);
    }

    private async Task<IReadOnlyList<MediaUse>> UsesAsync(CancellationToken ct)
    {
        var all = new List<MediaUse>();
        foreach (var module in uses)
        {
            all.AddRange(await module.OfAsync([Id], ct));
        }

        return all;
    }

    private static AuditEvent EventOf(string action, LibraryItem item) => new(action, "LibraryItem", item.Id)
    {
        HospitalIds = item.HospitalId is { } hospital ? [hospital] : [],
        Facts = new Dictionary<string, string?> { ["title"] = item.Title, ["altVi"] = item.AltVi, ["altEn"] = item.AltEn },
    };

    public sealed class InputModel
    {
        [Required, StringLength(LibraryItem.TitleLength), Display(Name = "Item.Title")]
        public string Title { get; set; } = "";

        [StringLength(LibraryItem.AltLength), Display(Name = "Item.AltVi")]
        public string? AltVi { get; set; }

        [StringLength(LibraryItem.AltLength), Display(Name = "Item.AltEn")]
        public string? AltEn { get; set; }
    }
}
