using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Training.Data;
using Training.Media.Intake;
using Training.Modules;

namespace Training.Media.Uploads;

/// <summary>
/// Adds a part to an upload, exactly once: the row is moved on from the place where the part begins, the bytes are made durable, and only then the
/// row is committed. What a process that died wrote behind the place that its row names is written again.
/// </summary>
internal sealed class ReceiveChunk(TrainingDbContext db, ICurrentUser user, UploadFolder folder, TimeProvider clock)
{
    /// <summary>The longest part, in bytes.</summary>
    public const int Most = 4 * 1024 * 1024;

    /// <returns>Where the next part begins. Another place than behind this one: the part was not the next one.</returns>
    /// <exception cref="RuleViolation">The content is not what the name says.</exception>
    public async Task<long?> RunAsync(Guid id, long offset, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } upload)
        {
            return null;
        }

        if (upload.IsOver || upload.Received != offset || bytes.Length > upload.Size - offset)
        {
            return upload.Received;
        }

        if (offset == 0)
        {
            await CheckBeginningAsync(upload, bytes, ct);
        }

        var moved = 0;
        await db.WriteAsync(
            async inner =>
            {
                var now = clock.GetUtcNow();
                moved = await db.MediaUploads.Where(u => u.Id == id && u.Received == offset && u.FinishedAt == null && u.RefusedAt == null)
                    .ExecuteUpdateAsync(row => row.SetProperty(u => u.Received, offset + bytes.Length).SetProperty(u => u.TouchedAt, now), inner);
                if (moved == 1)
                {
                    // Under the lock of the row: of two who send the same part one writes, and whoever comes later finds the row moved on.
                    await folder.WriteAsync(id, offset, bytes, inner);
                }
            },
            ct);
        return moved == 1 ? offset + bytes.Length : (await FindAsync(id, ct))?.Received;
    }

    /// <summary>One's own upload; null where there is none.</summary>
    public Task<MediaUpload?> FindAsync(Guid id, CancellationToken ct) => db.MediaUploads.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id && u.UserId == user.UserId, ct);

    // Nobody sends for an hour what is refused in the end.
    private async Task CheckBeginningAsync(MediaUpload upload, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        try
        {
            FirstBytes.Check(upload.FileName, bytes.Span[..Math.Min(Signature.Length, bytes.Length)]);
        }
        catch (RuleViolation violation)
        {
            await db.WriteAsync(
                inner => db.MediaUploads.Where(u => u.Id == upload.Id && u.FinishedAt == null && u.RefusedAt == null).ExecuteUpdateAsync(
                    row => row.SetProperty(u => u.RefusedAt, clock.GetUtcNow()).SetProperty(u => u.Refusal, violation.Key), inner),
                ct);
            throw;
        }
    }
}

/// <summary>Whether a file begins as its name says.</summary>
internal static class FirstBytes
{
    /// <exception cref="RuleViolation">It does not.</exception>
    public static Format Check(string name, ReadOnlySpan<byte> start)
    {
        var found = Signature.Of(start);
        if (found == Format.Dicom)
        {
            throw new RuleViolation("File.Dicom") { Field = "Input.File" };
        }

        return found == SentName.Read(name).Format ? found : throw new RuleViolation(found == Format.Unknown ? "Upload.OtherKind" : "Upload.OtherContent") { Field = "Input.File" };
    }
}
