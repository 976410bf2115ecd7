using System.ComponentModel.DataAnnotations;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Media.Contracts;
using Training.Media.Library;
using Training.Media.Uploads;
using Training.Modules;

namespace Training.Media.Captions;

/// <summary>The captions of a film or recording in one language: as a file, or written here.</summary>
[HasPermission(Permissions.Manage)]
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes, ValueLengthLimit = MostBytes)]
internal sealed class EditModel(TrainingDbContext db, ICurrentUser user, IFileStore store, Quota quota, IAuditTrail audit, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    private const int MostBytes = 3 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [FromRoute, BindProperty(SupportsGet = true)]
    public string Language { get; set; } = "";

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public LibraryItem Item { get; private set; } = null!;

    public ItemFile? Stored { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (!CaptionLanguages.All.Contains(Language) || await db.LibraryItems.AsNoTracking().SingleOrDefaultAsync(i => i.Id == Id, ct) is not { Kind: MediaKind.Video or MediaKind.Audio } item)
        {
            return false;
        }

        var part = ItemFile.Captions + Language;
        (Item, Stored) = (item, await db.ItemFiles.AsNoTracking().SingleOrDefaultAsync(f => f.ItemId == Id && f.Part == part, ct));
        if (!Request.HasFormContentType && Stored is not null && await store.OpenAsync(Stored.Hash, ct) is { } file)
        {
            await using (file)
            {
                using var reader = new StreamReader(file.Content, Strict);
                Input.Text = await reader.ReadToEndAsync(ct);
            }
        }

        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        // Stored before the write that refers to it begins.
        var clean = await CleanAsync(ct);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(clean));
        var taken = await store.PutAsync(content, FileKind.WebVtt, ct);
        return await this.RedirectAfterAsync(db, inner => StoreAsync(taken, inner), ct);
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (!await LoadAsync(ct) || Stored is null)
        {
            return NotFound();
        }

        return await this.RedirectAfterAsync(db, inner => StoreAsync(null, inner), ct);
    }

    private async Task<string> CleanAsync(CancellationToken ct)
    {
        var text = Input.Text ?? "";
        if (Input.File is { } sent)
        {
            // What was sent is shown in the field, so that a wrong line can be put right there.
            await using var stream = sent.OpenReadStream();
            var bytes = new byte[sent.Length];
            await stream.ReadExactlyAsync(bytes, ct);
            try
            {
                text = Strict.GetString(bytes);
            }
            catch (ArgumentException)
            {
                throw new RuleViolation("Captions.NoText.Utf8") { Field = "Input.File" };
            }

            ModelState.Remove("Input.Text");
            Input.Text = text;
        }

        try
        {
            return WebVtt.Clean(text);
        }
        catch (RuleViolation violation)
        {
            throw new RuleViolation(violation.Key, [.. violation.Arguments]) { Field = "Input.Text" };
        }
    }

    private async Task<string> StoreAsync(TakenFile? taken, CancellationToken ct)
    {
        var part = ItemFile.Captions + Language;
        var item = await db.LibraryItems.SingleAsync(i => i.Id == Id, ct);
        var file = await db.ItemFiles.SingleOrDefaultAsync(f => f.ItemId == Id && f.Part == part, ct);
        var more = (taken?.Size ?? 0) - (file?.Bytes ?? 0);
        await quota.TakeAsync(item.HospitalId, user.UserId, more, ct);
        item.Bytes += more;
        if (taken is null)
        {
            db.Remove(file!);
        }
        else if (file is null)
        {
            db.Add(new ItemFile { ItemId = Id, Part = part, Hash = taken.Hash, Kind = FileKind.WebVtt, Bytes = taken.Size, StoredAt = clock.GetUtcNow() });
        }
        else
        {
            (file.Hash, file.Bytes, file.StoredAt) = (taken.Hash, taken.Size, clock.GetUtcNow());
        }

        audit.Add(new AuditEvent(taken is null ? "Media.CaptionsRemoved" : "Media.CaptionsStored", "LibraryItem", Id)
        {
            HospitalIds = item.HospitalId is { } hospital ? [hospital] : [],
            Facts = new Dictionary<string, string?> { ["language"] = Language, ["hash"] = taken?.Hash },
        });
        TempData["Message"] = texts[taken is null ? "Captions.Removed" : "Captions.Saved", texts[$"CaptionLanguage.{Language}"].Value].Value;
        return $"/media/{Id}";
    }

    public sealed class InputModel
    {
        [Display(Name = "Captions.File")]
        public IFormFile? File { get; set; }

        [Display(Name = "Captions.Text")]
        public string? Text { get; set; }
    }
}
