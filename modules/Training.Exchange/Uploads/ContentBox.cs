using System.IO.Compression;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Training.Data;

namespace Training.Exchange.Uploads;

/// <summary>Seals and opens the bytes of uploads, with the site's own key ring.</summary>
internal sealed class ContentBox(TrainingDbContext db, IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Training.Exchange.Uploads");

    public UploadContent Seal(Guid uploadId, ContentKind kind, byte[] content)
        => new() { UploadId = uploadId, Kind = kind, Sealed = _protector.Protect(content) };

    public UploadContent Seal(Guid uploadId, PlanDocument plan)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(brotli, plan);
        }

        return Seal(uploadId, ContentKind.Plan, packed.ToArray());
    }

    public async Task<byte[]?> OpenAsync(Guid uploadId, ContentKind kind, CancellationToken ct)
        => await db.UploadContents.Where(c => c.UploadId == uploadId && c.Kind == kind).Select(c => c.Sealed).SingleOrDefaultAsync(ct) is { } content
            ? _protector.Unprotect(content)
            : null;

    public async Task<PlanDocument?> OpenPlanAsync(Guid uploadId, CancellationToken ct)
    {
        if (await OpenAsync(uploadId, ContentKind.Plan, ct) is not { } packed)
        {
            return null;
        }

        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<PlanDocument>(brotli);
    }
}
