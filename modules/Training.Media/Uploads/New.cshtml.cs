using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Training.Data;
using Training.Media.Contracts;
using Training.Media.Intake;
using Training.Media.Library;
using Training.Modules;

namespace Training.Media.Uploads;

/// <summary>Puts a file into a library. Small ones are sent by the form; with script, large ones in parts (<see cref="UploadEndpoints"/>).</summary>
[HasPermission(Permissions.Manage)]
[RequestSizeLimit(FileIntakeExtensions.RequestBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = FileIntakeExtensions.RequestBytes)]
internal sealed class NewModel(
    TrainingDbContext db, ICurrentUser user, Libraries libraries, BeginUpload begin, ReceiveChunk receive, TakeUpload take, Quota quota, IOptions<MediaOptions> options, IStringLocalizer<Texts> texts)
    : PageModel, IForm
{
    /// <summary>What the form takes without script, in bytes.</summary>
    public const int MostByForm = FileIntakeExtensions.MostMegabytes * 1024 * 1024;

    [BindProperty]
    public UploadInput Input { get; set; } = new();

    /// <summary>The item that the new one takes the place of.</summary>
    [BindProperty(SupportsGet = true, Name = "replaces")]
    public Guid? Replaces { get; set; }

    public LibraryItem? Older { get; private set; }

    public IReadOnlyList<SelectListItem> Choices { get; private set; } = [];

    public Room Room { get; private set; } = null!;

    public MediaOptions Limits => options.Value;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var mine = await libraries.OfUserAsync(ct);
        if (Replaces is { } replaced)
        {
            Older = await db.LibraryItems.AsNoTracking().SingleOrDefaultAsync(i => i.Id == replaced, ct);
            if (Older is null || !mine.Any(l => l.HospitalId == Older.HospitalId))
            {
                return false;
            }

            Input.Library = Older.HospitalId;
            if (!Request.HasFormContentType)
            {
                (Input.Title, Input.AltVi, Input.AltEn) = (Older.Title, Older.AltVi, Older.AltEn);
            }
        }
        else if (!mine.Any(l => l.HospitalId == Input.Library))
        {
            Input.Library = mine.Count > 0 ? mine[0].HospitalId : null;
        }

        Choices = [.. mine.Select(l => new SelectListItem(l.Name, l.HospitalId?.ToString() ?? ""))];
        Room = await quota.OfAsync(Input.Library, user.UserId, ct);
        return mine.Count > 0;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (Input.File is null)
        {
            ModelState.AddModelError("Input.File", texts["Upload.NoFile"]);
        }

        if (!ModelState.IsValid)
        {
            return await LoadAsync(ct) ? Page() : NotFound();
        }

        if (!Guid.TryParse(Request.Form[FormKeyTagHelper.FieldName], out var key))
        {
            return BadRequest();
        }

        // The key of the form is the id of the upload: sent again it goes on where the first one was cut off.
        var file = Input.File!;
        var upload = await begin.RunAsync(new Announced(key, Input.Library, Path.GetFileName(file.FileName), Input.Title, Input.AltVi, Input.AltEn, file.Length, null, Replaces), ct);
        await SendAsync(upload, ct);
        upload = await take.RunAsync(upload.Id, ct);
        if (upload.RefusedAt is not null)
        {
            throw UploadEndpoints.Refused(upload);
        }

        return await this.RedirectAfterAsync(
            db,
            _ =>
            {
                TempData["Message"] = texts[upload.ItemId is null ? "Upload.Waits" : "Item.Added", upload.Title].Value;
                return Task.FromResult(upload.ItemId is { } item ? $"/media/{item}" : $"/media/uploads/{upload.Id}");
            },
            ct);
    }

    private async Task SendAsync(MediaUpload upload, CancellationToken ct)
    {
        await using var content = Input.File!.OpenReadStream();
        content.Position = Math.Min(upload.Received, content.Length);
        var part = new byte[ReceiveChunk.Most];
        for (var at = content.Position; !upload.IsOver && await content.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, ct) is > 0 and var read;)
        {
            at = await receive.RunAsync(upload.Id, at, part.AsMemory(0, read), ct) ?? content.Length;
            content.Position = Math.Min(at, content.Length);
        }
    }
}
