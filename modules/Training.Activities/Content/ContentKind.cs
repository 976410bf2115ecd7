using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;

namespace Training.Activities.Content;

/// <summary>What the kinds of this module share: content in a table of its own, copied before it is changed once it was published.</summary>
internal abstract class ContentKind<T>(TrainingDbContext db, TimeProvider clock, string key, string icon, string path) : IItemKind
    where T : ActivityContent
{
    public string Key => key;

    public string Icon => icon;

    public abstract string Name { get; }

    public abstract IReadOnlyList<ItemFinish> Finishes { get; }

    public Task<Guid> CreateAsync(string title, Guid? hospitalId, CancellationToken ct)
    {
        var content = New(title, hospitalId);
        db.Add(content);
        return Task.FromResult(content.Id);
    }

    public async Task<Guid> CopyAsync(Guid contentId, CancellationToken ct)
    {
        var before = await db.Set<T>().AsNoTracking().SingleAsync(c => c.Id == contentId, ct);
        var copy = New(before);
        (copy.AboutVi, copy.AboutEn, copy.Version) = (before.AboutVi, before.AboutEn, before.Version);
        Copy(before, copy);
        db.Add(copy);
        return copy.Id;
    }

    public virtual async Task<IReadOnlyDictionary<Guid, IReadOnlyList<string>>> ProblemsAsync(IReadOnlyCollection<Guid> contentIds, CancellationToken ct)
        => (from content in await db.Set<T>().AsNoTracking().Where(c => contentIds.Contains(c.Id)).ToListAsync(ct)
            let problems = ProblemsOf(content).ToArray()
            where problems.Length > 0
            select (content.Id, (IReadOnlyList<string>)problems)).ToDictionary();

    public async Task FreezeAsync(IReadOnlyCollection<Guid> contentIds, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var content in await db.Set<T>().AsTracking().Where(c => contentIds.Contains(c.Id) && c.FrozenAt == null).ToListAsync(ct))
        {
            content.FrozenAt = now;
        }
    }

    public string AuthorAddress(string courseCode, Guid itemKey) => $"/courses/{courseCode}/{path}/{itemKey}/edit";

    public string LearnAddress(string courseCode, Guid itemKey) => $"/courses/{courseCode}/{path}/{itemKey}";

    public virtual string? ResultsAddress(string courseCode, Guid itemKey) => null;

    protected abstract T New(string title, Guid? hospitalId);

    /// <summary>The beginning of a copy, with what can not be set later.</summary>
    protected virtual T New(T before) => New(before.Title, before.HospitalId);

    /// <summary>Everything that the kind adds.</summary>
    protected abstract void Copy(T before, T copy);

    protected abstract IEnumerable<string> ProblemsOf(T content);
}
