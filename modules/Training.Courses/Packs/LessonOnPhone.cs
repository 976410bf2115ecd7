using System.Text;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Contracts;
using Training.Courses.Lessons;
using Training.Data;
using Training.Media.Contracts;
using Training.Modules;

namespace Training.Courses.Packs;

/// <summary>Lessons on a phone.</summary>
internal sealed class LessonOnPhone(TrainingDbContext db, LessonText text, IMediaLibrary library) : IPackedKind
{
    // A phone of today is about so many dots wide.
    private const int PictureWidth = 640;

    public string Key => LessonKind.KindKey;

    public string Screen => "lesson";

    public bool Begins => false;

    public string PackAddress(string courseCode, Guid itemKey) => $"/courses/{courseCode}/pack/lessons/{itemKey}";

    public async Task<IReadOnlyDictionary<Guid, PackedContent>> OfAsync(IReadOnlyCollection<Guid> contentIds, CancellationToken ct)
    {
        var lessons = await db.Lessons.AsNoTracking().Where(l => contentIds.Contains(l.Id)).Select(l => new { l.Id, l.BodyVi, l.BodyEn }).ToListAsync(ct);
        var bodies = lessons.ToDictionary(l => l.Id, l => text.Of(l.Id, Show.English && l.BodyEn is not null, Show.Name(l.BodyVi, l.BodyEn)));
        Guid[] shown = [.. bodies.Values.SelectMany(body => body.Media).Distinct()];
        var media = shown.Length > 0 ? await library.FindAsync(shown, ct) : new Dictionary<Guid, MediaItem>();
        return bodies.ToDictionary(lesson => lesson.Key, lesson => new PackedContent(
            lesson.Value.Parts.Sum(part => (long)Encoding.UTF8.GetByteCount(part)),
            [.. lesson.Value.Media.Distinct().Where(media.ContainsKey).SelectMany(id => FilesOf(media[id]))]));
    }

    private static IEnumerable<PackedFile> FilesOf(MediaItem item) => item.Kind switch
    {
        MediaKind.Image => (item.Pictures.FirstOrDefault(p => p.Width >= PictureWidth) ?? item.Pictures[^1]) is var picture ? [new(picture.Address, picture.Bytes, false)] : [],
        MediaKind.Audio or MediaKind.Video => [new(item.Address, item.Bytes, true), .. item.Captions.Select(captions => new PackedFile(captions.Address, captions.Bytes, true))],
        _ => [new(item.Address, item.Bytes, false)],
    };
}
