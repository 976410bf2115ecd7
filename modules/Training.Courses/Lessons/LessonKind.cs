using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Catalogue;
using Training.Courses.Contracts;
using Training.Data;

namespace Training.Courses.Lessons;

/// <summary>Pages to read.</summary>
internal sealed class LessonKind(TrainingDbContext db, IStringLocalizer<Texts> texts, TimeProvider clock) : IItemKind
{
    public const string KindKey = "lesson";

    public string Key => KindKey;

    public string Icon => "book";

    public string Name => texts["Kind.lesson"];

    public IReadOnlyList<ItemFinish> Finishes { get; } = [ItemFinish.Seen, ItemFinish.Nothing];

    public Task<Guid> CreateAsync(string title, Guid? hospitalId, CancellationToken ct)
    {
        var lesson = new Lesson { BodyVi = "" };
        db.Add(lesson);
        return Task.FromResult(lesson.Id);
    }

    public async Task<Guid> CopyAsync(Guid contentId, CancellationToken ct)
    {
        var before = await db.Lessons.AsNoTracking().SingleAsync(l => l.Id == contentId, ct);
        var copy = new Lesson { BodyVi = before.BodyVi, BodyEn = before.BodyEn };
        db.Add(copy);
        db.AddRange((await db.Set<LessonMedia>().AsNoTracking().Where(m => m.LessonId == contentId).ToListAsync(ct)).Select(m => new LessonMedia { LessonId = copy.Id, MediaItemId = m.MediaItemId }));
        return copy.Id;
    }

    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<string>>> ProblemsAsync(IReadOnlyCollection<Guid> contentIds, CancellationToken ct)
        => (await db.Lessons.Where(l => contentIds.Contains(l.Id) && l.BodyVi == "").Select(l => l.Id).ToListAsync(ct)).ToDictionary(id => id, _ => (IReadOnlyList<string>)[texts["Lesson.Empty"].Value]);

    public Task FreezeAsync(IReadOnlyCollection<Guid> contentIds, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.Lessons.Where(l => contentIds.Contains(l.Id) && l.FrozenAt == null).ExecuteUpdateAsync(row => row.SetProperty(l => l.FrozenAt, now), ct);
    }

    public string AuthorAddress(string courseCode, Guid itemKey) => $"/courses/{courseCode}/lessons/{itemKey}/edit";

    public string LearnAddress(string courseCode, Guid itemKey) => $"/courses/{courseCode}/lessons/{itemKey}";
}
