using Microsoft.AspNetCore.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Catalogue;
using Training.Courses.Contracts;
using Training.Courses.Progress;
using Training.Data;
using Training.Media.Contracts;
using Training.Modules;

namespace Training.Courses.Lessons;

/// <summary>A lesson for one learner, in the language of the request.</summary>
/// <param name="Body">Its markup, with the items of the library in it.</param>
/// <param name="IsRead">They have finished it.</param>
/// <param name="Translated">False where the page is in English and nobody has translated the lesson.</param>
/// <param name="Plays">There is sound or film in it.</param>
/// <param name="Place">Where they stopped, on whatever device; null at the beginning.</param>
internal sealed record LessonPage(IHtmlContent Body, bool IsRead, bool Translated, bool Plays, LessonPlace? Place);

/// <summary>Reads lessons for those who learn from them.</summary>
internal sealed class LessonReader(TrainingDbContext db, LessonText text, IMediaLibrary library, IStringLocalizer<Texts> texts)
{
    /// <summary>One statement, and one where something of the media library is in it.</summary>
    public async Task<LessonPage> ReadAsync(OpenItem item, CancellationToken ct)
    {
        var progress = db.Set<ItemProgress>().Where(p => p.PersonId == item.PersonId && p.ItemKey == item.ItemKey);
        var lesson = await db.Lessons.AsNoTracking().Where(l => l.Id == item.ContentId)
            .Select(l => new
            {
                l.BodyVi,
                l.BodyEn,
                IsRead = progress.Any(p => p.FinishedContentId == item.ContentId),
                Place = progress.Where(p => p.ContentId == item.ContentId).Select(p => p.Place).FirstOrDefault(),
            })
            .SingleAsync(ct);
        var translated = !Show.English || lesson.BodyEn is not null;
        var body = text.Of(item.ContentId, Show.English && translated, Show.Name(lesson.BodyVi, lesson.BodyEn));
        var media = body.Media.Count > 0 ? await library.FindAsync(body.Media, ct) : new Dictionary<Guid, MediaItem>();
        var plays = media.Values.Any(m => m.Kind is MediaKind.Video or MediaKind.Audio);
        return new LessonPage(body.With(media, library, SelfCheckWords.Of(texts)), lesson.IsRead, translated, plays, plays ? LessonPlace.Of(lesson.Place) : null);
    }
}
