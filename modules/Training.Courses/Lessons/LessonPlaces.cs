using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Contracts;
using Training.Courses.Progress;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Lessons;

/// <summary>Where somebody stopped: in which player of the page, from 0, and at which second.</summary>
internal sealed record LessonPlace(int Player, int Second)
{
    // A day of sound or film is more than any lesson has.
    private const int Most = 100_000;

    public int ToNumber() => (Math.Clamp(Player, 0, 999) * Most) + Math.Clamp(Second, 0, Most - 1);

    public static LessonPlace? Of(int? number) => number is { } place ? new LessonPlace(place / Most, place % Most) : null;

    /// <summary>3:12, or 1:03:12.</summary>
    public string Display => Second >= 3600 ? FormattableString.Invariant($"{Second / 3600}:{Second / 60 % 60:00}:{Second % 60:00}") : FormattableString.Invariant($"{Second / 60}:{Second % 60:00}");
}

/// <summary>Notes the place in a film or recording, so that another device goes on there. The newest note counts.</summary>
internal sealed class LessonPlaces(TrainingDbContext db, TimeProvider clock)
{
    public async Task StoreAsync(OpenItem item, Guid personId, LessonPlace place, CancellationToken ct)
    {
        try
        {
            await db.WriteAsync(inner => NoteAsync(item, personId, place, inner), ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // Another tab noted its first place in the same moment, which is as good.
        }
    }

    private async Task NoteAsync(OpenItem item, Guid personId, LessonPlace place, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var progress = await db.ItemProgress.AsTracking().SingleOrDefaultAsync(p => p.PersonId == personId && p.ItemKey == item.ItemKey, ct);
        if (progress is null)
        {
            db.Add(progress = new ItemProgress { PersonId = personId, ItemKey = item.ItemKey, CourseId = item.CourseId, ContentId = item.ContentId });
        }

        progress.Turn(item.ContentId);
        progress.OpenedAt ??= now;
        (progress.Place, progress.PlaceAt) = (place.ToNumber(), now);
    }
}
