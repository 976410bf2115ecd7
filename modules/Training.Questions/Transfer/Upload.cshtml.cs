using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Questions.Editing;
using Training.Questions.Formats;

namespace Training.Questions.Transfer;

/// <summary>Takes a file of questions, and stores nothing of it in the bank yet.</summary>
[HasPermission(Permissions.Author)]
[RequestSizeLimit(FileLimits.Bytes + 65_536)]
[RequestFormLimits(MultipartBodyLengthLimit = FileLimits.Bytes + 65_536, ValueCountLimit = 16)]
internal sealed class UploadModel(TrainingDbContext db, IOrganizations organizations, ICurrentUser user, IAuditTrail audit, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    private const int MostOpen = 20;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<HospitalInfo> Hospitals { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        Hospitals = await Owners.OfAsync(organizations, user, clock, ct);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!ModelState.IsValid || await TextAsync(ct) is not { } text)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        return await this.RedirectAfterAsync(db, inner => StoreAsync(text, inner), ct);
    }

    private async Task<string?> TextAsync(CancellationToken ct)
    {
        var file = Input.File!;
        if (file.Length is 0 or > FileLimits.Bytes)
        {
            ModelState.AddModelError("Input.File", file.Length == 0 ? texts["File.Empty"] : texts["File.TooLarge", FileLimits.Bytes / 1024 / 1024]);
            return null;
        }

        var content = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(content, ct);
        if (QuestionFiles.Decode(content) is { } text)
        {
            return text;
        }

        ModelState.AddModelError("Input.File", texts["File.NotText"]);
        return null;
    }

    private async Task<string> StoreAsync(string text, CancellationToken ct)
    {
        if (await db.Set<QuestionUpload>().CountAsync(u => u.UserId == user.UserId, ct) >= MostOpen)
        {
            throw new RuleViolation("File.TooMany", MostOpen) { Field = "Input.File" };
        }

        var upload = new QuestionUpload
        {
            UserId = user.UserId,
            HospitalId = Owners.Choose(user, Hospitals, Input.HospitalId),
            FileName = NameOf(Input.File!.FileName),
            Text = text,
            UploadedAt = clock.GetUtcNow(),
        };
        db.Add(upload);
        audit.Add(new AuditEvent("Questions.FileUploaded", "QuestionUpload", upload.Id)
        {
            HospitalIds = upload.HospitalId is { } hospital ? [hospital] : [],
            Facts = new Dictionary<string, string?> { ["file"] = upload.FileName, ["sha256"] = CanonicalJson.HashOf(text) },
        });
        return $"/questions/import/{upload.Id}";
    }

    /// <summary>For showing only: the file is never stored under it.</summary>
    private static string NameOf(string given)
    {
        var name = string.Concat(Path.GetFileName(given.Replace('\\', '/')).Where(c => !char.IsControl(c)));
        return name.Length > 150 ? name[..100] + "…" + name[^40..] : name;
    }

    public sealed class InputModel
    {
        [Required, Display(Name = "Field.File")]
        public IFormFile? File { get; set; }

        [Display(Name = "Field.Hospital")]
        public Guid? HospitalId { get; set; }
    }
}
