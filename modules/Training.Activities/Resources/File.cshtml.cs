using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Activities.Content;
using Training.Courses.Contracts;
using Training.Data;
using Training.Media.Contracts;
using Training.Modules;

namespace Training.Activities.Resources;

/// <summary>A file for a learner: shown where browsers can, else opened; opening it is what finishes it.</summary>
[HasPermission(Permissions.Learn)]
internal sealed class FileModel(TrainingDbContext db, ICourseItems items, IMediaLibrary library, IStringLocalizer<Texts> texts, TimeProvider clock) : LearnerPage(items, FileItemKind.KindKey)
{
    private readonly ICourseItems _items = items;

    public FileContent Resource { get; private set; } = null!;

    /// <summary>In the library; null where the file came with the form.</summary>
    public MediaItem? Media { get; private set; }

    /// <summary>A picture, sound or film stands on the page; pages are opened.</summary>
    public bool IsShown => Media is { Kind: not MediaKind.Pdf };

    public string Address => Media?.Address ?? $"/courses/{Code}/files/{ItemKey}/content";

    public long Kilobytes => Math.Max(1, (Media?.Bytes ?? Resource.Size) / 1024);

    public FileKind Kind => Media?.File ?? Resource.Kind ?? FileKind.Pdf;

    /// <summary>Stores that it was seen, and goes to it where it is opened.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await ActAsync(ct) is not var (item, me))
        {
            return NotFound();
        }

        await FillAsync(ct);
        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await _items.RecordAsync(me, item.CourseId, ItemKey, new ItemEvidence(item.ContentId, clock.GetUtcNow()) { Seen = true }, inner);
                if (!IsShown)
                {
                    return Address;
                }

                TempData[Posting.MessageKey] = texts["Seen.Stored"].Value;
                return item.Next ?? $"/courses/{Code}";
            },
            ct);
    }

    protected override async Task FillAsync(CancellationToken ct)
    {
        Resource = await db.Set<FileContent>().AsNoTracking().SingleAsync(f => f.Id == Item.ContentId, ct);
        Media = Resource.MediaItemId is { } id ? (await library.FindAsync([id], ct)).GetValueOrDefault(id) : null;
    }
}
