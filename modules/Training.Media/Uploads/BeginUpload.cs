using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Training.Data;
using Training.Media.Contracts;
using Training.Media.Intake;
using Training.Media.Library;
using Training.Modules;

namespace Training.Media.Uploads;

/// <summary>A file that somebody is about to send.</summary>
/// <param name="Id">Made by whoever sends: the same one again is the same upload.</param>
internal sealed record Announced(Guid Id, Guid? HospitalId, string FileName, string Title, string? AltVi, string? AltEn, long Size, string? Beginning, Guid? ReplacesId);

/// <summary>Gives an upload its row and its room, once.</summary>
internal sealed class BeginUpload(TrainingDbContext db, ICurrentUser user, Libraries libraries, Quota quota, IOptions<MediaOptions> options, TimeProvider clock)
{
    /// <summary>More than this at a time is a script.</summary>
    private const int MostAtOnce = 20;

    /// <exception cref="RuleViolation">Such a file is not taken, there is no room, or the library is not theirs.</exception>
    public async Task<MediaUpload> RunAsync(Announced file, CancellationToken ct)
    {
        if (await db.MediaUploads.AsNoTracking().SingleOrDefaultAsync(u => u.Id == file.Id, ct) is { } before)
        {
            return Same(before, file);
        }

        if (!(await libraries.OfUserAsync(ct)).Any(library => library.HospitalId == file.HospitalId))
        {
            throw new RuleViolation("Upload.OtherLibrary") { Field = "Input.Library" };
        }

        Check(file);
        var upload = new MediaUpload
        {
            Id = file.Id,
            UserId = user.UserId,
            UserName = user.Name,
            HospitalId = file.HospitalId,
            FileName = file.FileName,
            Title = file.Title.Trim(),
            AltVi = file.AltVi?.Trim(),
            AltEn = file.AltEn?.Trim(),
            ReplacesId = file.ReplacesId,
            Size = file.Size,
            Beginning = file.Beginning,
            BegunAt = clock.GetUtcNow(),
            TouchedAt = clock.GetUtcNow(),
        };
        try
        {
            await db.WriteAsync(inner => AddAsync(upload, inner), ct);
            return upload;
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // The same request was a moment faster.
            return Same(await db.MediaUploads.AsNoTracking().SingleAsync(u => u.Id == file.Id, ct), file);
        }
    }

    private async Task AddAsync(MediaUpload upload, CancellationToken ct)
    {
        await quota.TakeAsync(upload.HospitalId, upload.UserId, upload.Size, ct);
        if (await db.MediaUploads.CountAsync(u => u.UserId == upload.UserId && u.FinishedAt == null && u.RefusedAt == null, ct) >= MostAtOnce)
        {
            throw new RuleViolation("Upload.TooMany", MostAtOnce) { Field = "Input.File" };
        }

        if (upload.ReplacesId is { } replaced && !await db.LibraryItems.AnyAsync(i => i.Id == replaced && i.HospitalId == upload.HospitalId && i.ReplacedById == null, ct))
        {
            throw new RuleViolation("Item.ReplacedBefore");
        }

        db.Add(upload);
    }

    private void Check(Announced file)
    {
        if (file.Size <= 0)
        {
            throw new RuleViolation("File.Empty") { Field = "Input.File" };
        }

        var (_, kind) = SentName.Read(file.FileName);
        if (file.Size > options.Value.LibraryBytesOf(kind))
        {
            throw new RuleViolation("File.TooLarge", options.Value.LibraryBytesOf(kind) / 1024 / 1024) { Field = "Input.File" };
        }

        if (kind == MediaKind.Image && (string.IsNullOrWhiteSpace(file.AltVi) || string.IsNullOrWhiteSpace(file.AltEn)))
        {
            throw new RuleViolation("Item.AltMissing") { Field = string.IsNullOrWhiteSpace(file.AltVi) ? "Input.AltVi" : "Input.AltEn" };
        }
    }

    // An id that is somebody else's says nothing about them.
    private MediaUpload Same(MediaUpload before, Announced file) => before.UserId == user.UserId && before.Size == file.Size && before.Beginning == file.Beginning
        ? before
        : throw new RuleViolation("Upload.OtherFile") { Status = 409 };
}
