using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Training.Data;
using Training.Media.Intake;
using Training.Media.Library;
using Training.Modules;

namespace Training.Media.Uploads;

/// <summary>How full a library is, in bytes, and how much of it is somebody's own.</summary>
internal sealed record Room(long Used, long Of, long Own, long OwnOf);

/// <summary>Counts what is stored and what is on its way; nothing is kept that could be wrong.</summary>
internal sealed class Quota(TrainingDbContext db, IOptions<MediaOptions> options)
{
    /// <summary>What stands in the library of a hospital, and what of it is of one account. Two statements.</summary>
    public async Task<Room> OfAsync(Guid? hospitalId, Guid userId, CancellationToken ct)
    {
        var stored = await db.Unscoped<LibraryItem>().Where(i => i.HospitalId == hospitalId)
            .GroupBy(_ => 1)
            .Select(all => new { All = all.Sum(i => i.Bytes), Own = all.Sum(i => i.AddedById == userId ? i.Bytes : 0) })
            .SingleOrDefaultAsync(ct);
        var coming = await db.MediaUploads.Where(u => u.HospitalId == hospitalId && u.FinishedAt == null && u.RefusedAt == null)
            .GroupBy(_ => 1)
            .Select(all => new { All = all.Sum(u => u.Size), Own = all.Sum(u => u.UserId == userId ? u.Size : 0) })
            .SingleOrDefaultAsync(ct);
        return new Room(
            (stored?.All ?? 0) + (coming?.All ?? 0), options.Value.LibraryBytes, (stored?.Own ?? 0) + (coming?.Own ?? 0), options.Value.OwnBytes);
    }

    /// <summary>
    /// Makes sure that so many bytes more have room, inside the running write. Until it is over nobody else takes room in the same library.
    /// </summary>
    /// <exception cref="RuleViolation">There is no room.</exception>
    public async Task TakeAsync(Guid? hospitalId, Guid userId, long bytes, CancellationToken ct)
    {
        var id = hospitalId ?? Guid.Empty;
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Media_QuotaLocks" ("Id", "Times") VALUES ({id}, 1)
            ON CONFLICT ("Id") DO UPDATE SET "Times" = "Media_QuotaLocks"."Times" + 1
            """,
            ct);
        var room = await OfAsync(hospitalId, userId, ct);
        if (room.Own + bytes > room.OwnOf)
        {
            throw new RuleViolation("Quota.Own", Sizes.Show(Math.Max(0, room.OwnOf - room.Own)), Sizes.Show(room.OwnOf)) { Field = "Input.File" };
        }

        if (room.Used + bytes > room.Of)
        {
            throw new RuleViolation("Quota.Library", Sizes.Show(Math.Max(0, room.Of - room.Used)), Sizes.Show(room.Of)) { Field = "Input.File" };
        }
    }
}
