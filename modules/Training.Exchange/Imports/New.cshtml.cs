using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Exchange.Contracts;
using Training.Exchange.Files;
using Training.Exchange.Uploads;
using Training.Modules;

namespace Training.Exchange.Imports;

[HasPermission(Permissions.Use)]
[RequestSizeLimit(FileLimits.RequestBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = FileLimits.RequestBytes, ValueCountLimit = 16)]
internal sealed class NewModel(
    TrainingDbContext db, Catalogue catalogue, ContentBox box, ImportSignal signal, ICurrentUser user, IAuditTrail audit, TimeProvider clock, IStringLocalizer<Texts> texts)
    : PageModel, IForm
{
    private const int MostOpen = 20;

    [FromRoute, BindProperty(SupportsGet = true)]
    public string Name { get; set; } = "";

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public ITableImport Import { get; private set; } = null!;

    public Task<bool> LoadAsync(CancellationToken ct)
    {
        Import = catalogue.Import(Name)!;
        return Task.FromResult(Import is not null);
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Refused();
        }

        if (await ReadAsync(ct) is not { } content)
        {
            return Refused();
        }

        return await this.RedirectAfterAsync(db, inner => StoreAsync(content, inner), ct);
    }

    private async Task<byte[]?> ReadAsync(CancellationToken ct)
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
        try
        {
            TableFile.CheckKind(file.FileName, content);
            return content;
        }
        catch (FileRefused refused)
        {
            ModelState.AddModelError("Input.File", texts[refused.Key, [.. refused.Arguments]]);
            return null;
        }
    }

    private async Task<string> StoreAsync(byte[] content, CancellationToken ct)
    {
        if (await db.Uploads.CountAsync(u => u.UserId == user.UserId && u.CommittedAt == null && u.Refusal == null, ct) >= MostOpen)
        {
            throw new RuleViolation("Upload.TooMany", MostOpen) { Field = "Input.File" };
        }

        var upload = new Upload
        {
            Import = Import.Name,
            UserId = user.UserId,
            UserName = user.Name,
            FileName = NameOf(Input.File!.FileName),
            Size = content.Length,
            Sha256 = Convert.ToHexString(SHA256.HashData(content)),
            UploadedAt = clock.GetUtcNow(),
            Scope = ScopeText.Write(user.ScopeOf(Import.Permission)),
        };
        db.Add(upload);
        db.Add(box.Seal(upload.Id, ContentKind.Source, content));
        audit.Add(new AuditEvent("Exchange.FileUploaded", "Upload", upload.Id)
        {
            Facts = new Dictionary<string, string?> { ["import"] = Import.Name, ["file"] = upload.FileName, ["sha256"] = upload.Sha256, ["bytes"] = $"{upload.Size}" },
        });
        ((IUnitOfWork)db).AfterCommit(signal.Set);
        return $"/admin/import/{Import.Name}/{upload.Id}";
    }

    private PageResult Refused()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>For showing only: the file is never stored under it.</summary>
    private static string NameOf(string given)
    {
        var name = string.Concat(Path.GetFileName(given.Replace('\\', '/')).Where(c => !char.IsControl(c)));
        return name.Length > 150 ? name[..100] + "…" + name[^40..] : name;
    }

    public sealed class InputModel
    {
        [Required, Display(Name = "Upload.File")]
        public IFormFile? File { get; set; }
    }
}
