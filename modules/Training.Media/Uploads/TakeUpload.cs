using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Training.Data;
using Training.Media.Contracts;
using Training.Media.Intake;
using Training.Media.Library;
using Training.Media.Scanning;
using Training.Media.Storing;
using Training.Modules;

namespace Training.Media.Uploads;

/// <summary>
/// Makes an item of an upload that has arrived as a whole: claims it, has it scanned, cleans it, stores its files, and then stores the item and the end of
/// the upload in one write. Whatever dies in between leaves the upload as it was, and files that nobody refers to, which go after a day.
/// </summary>
internal sealed class TakeUpload(
    TrainingDbContext db,
    UploadFolder uploads,
    FileFolder folder,
    FileStore store,
    IntakeGate gate,
    Scanner scanner,
    PrepareFile prepare,
    Quota quota,
    IAuditTrail audit,
    IOptions<MediaOptions> options,
    TimeProvider clock,
    ILogger<TakeUpload> log)
{
    /// <returns>The upload as it stands afterwards: finished, refused, or waiting for another process or for the scanner.</returns>
    public async Task<MediaUpload> RunAsync(Guid id, CancellationToken ct)
    {
        if (await ClaimAsync(id, ct))
        {
            var upload = await FindAsync(id, ct);
            try
            {
                await TakeAsync(upload, ct);
            }
            catch (RuleViolation violation) when (violation.Status == 503)
            {
                // Many files at once: the job tries again.
                await LetGoAsync(id, CancellationToken.None);
            }
            catch (RuleViolation violation)
            {
                await RefuseAsync(upload, violation, CancellationToken.None);
            }
            catch
            {
                await LetGoAsync(id, CancellationToken.None);
                throw;
            }
        }

        return await FindAsync(id, ct);
    }

    private async Task<bool> ClaimAsync(Guid id, CancellationToken ct)
    {
        var (now, claimed) = (clock.GetUtcNow(), 0);
        var until = now.AddSeconds(options.Value.ClaimSeconds);
        await db.WriteAsync(
            async inner => claimed = await db.MediaUploads
                .Where(u => u.Id == id && u.Received == u.Size && u.FinishedAt == null && u.RefusedAt == null && (u.ClaimedUntil == null || u.ClaimedUntil < now))
                .ExecuteUpdateAsync(row => row.SetProperty(u => u.ClaimedUntil, until), inner),
            ct);
        return claimed == 1;
    }

    private async Task TakeAsync(MediaUpload upload, CancellationToken ct)
    {
        using var place = await gate.EnterAsync(ct);
        using var work = folder.NewWork();
        await uploads.CopyAsync(upload.Id, upload.Size, work.File(Sent.Name), ct);
        switch (await scanner.ScanAsync(work.File(Sent.Name), ct))
        {
            case Verdict.Unknown:
                await WaitAsync(upload, ct);
                return;
            case Verdict.Infected:
                throw new RuleViolation("File.Infected");
            case Verdict.TooLong:
                log.LogError("The scanner takes no file of {Bytes} bytes: raise StreamMaxLength of clamd.", upload.Size);
                throw new RuleViolation("File.TooLongToScan");
        }

        var start = new byte[Signature.Length];
        await using (var file = File.OpenRead(work.File(Sent.Name)))
        {
            start = start[..await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct)];
        }

        var prepared = await prepare.RunAsync(new Sent(work, FirstBytes.Check(upload.FileName, start)), ct);
        var files = new List<(PreparedPart Part, TakenFile File)>();
        foreach (var part in prepared.Parts)
        {
            files.Add((part, await store.KeepAsync(part.Path, part.Kind, ct)));
        }

        await db.WriteAsync(inner => StoreAsync(upload.Id, prepared, files, inner), ct);
    }

    private async Task StoreAsync(Guid id, Prepared prepared, List<(PreparedPart Part, TakenFile File)> files, CancellationToken ct)
    {
        var upload = await db.MediaUploads.SingleAsync(u => u.Id == id, ct);
        if (upload.IsOver)
        {
            return; // it took so long that another process has done it
        }

        var (now, bytes) = (clock.GetUtcNow(), files.Sum(f => f.File.Size));
        await quota.TakeAsync(upload.HospitalId, upload.UserId, bytes - upload.Size, ct);
        var item = new LibraryItem
        {
            HospitalId = upload.HospitalId,
            Kind = prepared.Kind,
            Seconds = prepared.Duration is { } duration ? (int)Math.Ceiling(duration.TotalSeconds) : null,
            Bytes = bytes,
            UploadId = id,
            AddedById = upload.UserId,
            AddedByName = upload.UserName,
            AddedAt = now,
        };
        item.Describe(upload.Title, upload.AltVi, upload.AltEn);
        db.Add(item);
        db.AddRange(files.Select(f => new ItemFile
        {
            ItemId = item.Id,
            Part = f.Part.Part,
            Hash = f.File.Hash,
            Kind = f.File.Kind,
            Bytes = f.File.Size,
            Width = f.Part.Width,
            Height = f.Part.Height,
            StoredAt = now,
        }));
        if (upload.ReplacesId is { } replaced && await db.Unscoped<LibraryItem>().SingleOrDefaultAsync(i => i.Id == replaced, ct) is { } older)
        {
            await db.SaveChangesAsync(ct);
            older.ReplaceBy(item, now);
            audit.Add(EventOf("Media.ItemReplaced", upload, older.Id, item));
        }

        (upload.FinishedAt, upload.ItemId, upload.WaitsForScannerSince) = (now, item.Id, null);
        audit.Add(EventOf("Media.ItemAdded", upload, item.Id, item) with
        {
            Facts = new Dictionary<string, string?> { ["title"] = item.Title, ["kind"] = item.Kind.ToString(), ["hash"] = files[0].File.Hash },
        });
        db.AfterCommit(() => Forget(id));
    }

    private Task RefuseAsync(MediaUpload upload, RuleViolation why, CancellationToken ct) => db.WriteAsync(
        async inner =>
        {
            var now = clock.GetUtcNow();
            var arguments = string.Join('\u001F', why.Arguments);
            var refused = await db.MediaUploads.Where(u => u.Id == upload.Id && u.FinishedAt == null && u.RefusedAt == null).ExecuteUpdateAsync(
                row => row.SetProperty(u => u.RefusedAt, now).SetProperty(u => u.Refusal, why.Key).SetProperty(u => u.RefusalArguments, arguments), inner);
            if (refused == 1)
            {
                audit.Add(EventOf("Media.UploadRefused", upload, upload.Id, null) with { Facts = new Dictionary<string, string?> { ["why"] = why.Key } });
                db.AfterCommit(() => Forget(upload.Id));
            }
        },
        ct);

    private Task WaitAsync(MediaUpload upload, CancellationToken ct) => db.WriteAsync(
        inner => db.MediaUploads.Where(u => u.Id == upload.Id && u.FinishedAt == null).ExecuteUpdateAsync(
            row => row.SetProperty(u => u.ClaimedUntil, (DateTimeOffset?)null).SetProperty(u => u.WaitsForScannerSince, upload.WaitsForScannerSince ?? clock.GetUtcNow()), inner),
        ct);

    private Task LetGoAsync(Guid id, CancellationToken ct) => db.WriteAsync(
        inner => db.MediaUploads.Where(u => u.Id == id && u.FinishedAt == null).ExecuteUpdateAsync(row => row.SetProperty(u => u.ClaimedUntil, (DateTimeOffset?)null), inner), ct);

    private Task<MediaUpload> FindAsync(Guid id, CancellationToken ct) => db.MediaUploads.AsNoTracking().SingleAsync(u => u.Id == id, ct);

    // What can not be deleted now, the sweeper deletes.
    private void Forget(Guid id)
    {
        try
        {
            uploads.Delete(id);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            log.LogError(exception, "The bytes of the upload {Id} could not be deleted; this is tried again.", id);
        }
    }

    private static AuditEvent EventOf(string action, MediaUpload upload, Guid subject, LibraryItem? item) => new(action, item is null ? "MediaUpload" : "LibraryItem", subject)
    {
        HospitalIds = upload.HospitalId is { } hospital ? [hospital] : [],
        Actor = (upload.UserId, upload.UserName),
        Facts = new Dictionary<string, string?> { ["newer"] = item?.Id.ToString() },
    };
}
