using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Training.Activities.Content;
using Training.Courses.Contracts;
using Training.Data;
using Training.Media.Contracts;
using Training.Modules;

namespace Training.Activities.Resources;

/// <summary>Chooses the file of an item: one of the media library, or one that is sent with the form.</summary>
[HasPermission(Permissions.Author)]
[RequestSizeLimit(FileIntakeExtensions.RequestBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = FileIntakeExtensions.RequestBytes)]
internal sealed class FileEditModel(TrainingDbContext db, ICourseItems items, IMediaLibrary library, IFileIntake intake, IStringLocalizer<Texts> texts)
    : AuthorPage<FileContent>(db, items, texts, FileItemKind.KindKey)
{
    private const int MostChoices = 200;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>What it shows now; null where it is empty, or a file that came with the form.</summary>
    public MediaItem? Current { get; private set; }

    public IReadOnlyList<SelectListItem> Choices { get; private set; } = [];

    public override async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (!await base.LoadAsync(ct))
        {
            return false;
        }

        Current = Before.MediaItemId is { } id ? (await library.FindAsync([id], ct)).GetValueOrDefault(id) : null;
        var choices = await library.ChoicesAsync(Item.HospitalId, [], null, MostChoices, ct);
        Choices = [.. (Current is null || choices.Any(c => c.Id == Current.Id) ? choices : choices.Prepend(Current)).Select(c => new SelectListItem($"{c.Title} ({Words[$"MediaKind.{c.Kind}"].Value})", $"{c.Id}"))];
        return true;
    }

    protected override void Fill()
    {
        base.Fill();
        Input.MediaItemId = Before.MediaItemId;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await this.ReplayedAsync(Db, ct) is { } before)
        {
            return before;
        }

        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Input.MediaItemId is { } chosen && Choices.All(choice => choice.Value != $"{chosen}"))
        {
            ModelState.AddModelError("Input.MediaItemId", Words["File.NotThere"]);
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        // A file that was sent is what its author wants now, whatever is chosen above.
        var sent = Input.File is null ? null : await intake.TakeAsync(Input.File, FileKinds.Image | FileKinds.Pdf | FileKinds.Audio, ct);
        return await SaveAsync(
            content =>
            {
                if (sent is not null)
                {
                    (content.MediaItemId, content.Hash, content.Kind, content.Size) = (null, sent.Hash, sent.Kind, sent.Size);
                }
                else if (Input.MediaItemId is not null)
                {
                    (content.MediaItemId, content.Hash, content.Kind, content.Size) = (Input.MediaItemId, null, null, 0);
                }
            },
            ct);
    }

    public sealed class InputModel
    {
        [Display(Name = "Field.MediaItem")]
        public Guid? MediaItemId { get; set; }

        [Display(Name = "Field.File")]
        public IFormFile? File { get; set; }
    }
}
