using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;

namespace Training.Scorm.Authoring;

/// <summary>Makes packages items of courses.</summary>
internal sealed class ScormKind(TrainingDbContext db, IStringLocalizer<Texts> texts, TimeProvider clock) : IItemKind
{
    /// <summary>In the database of the courses.</summary>
    public const string Name = "scorm";

    public string Key => Name;

    public string Icon => "book";

    string IItemKind.Name => texts["Kind"];

    public IReadOnlyList<ItemFinish> Finishes => [ItemFinish.Seen, ItemFinish.Score, ItemFinish.Nothing];

    public Task<Guid> CreateAsync(string title, Guid? hospitalId, CancellationToken ct)
    {
        var content = new ScormContent { Title = title };
        db.Add(content);
        return Task.FromResult(content.Id);
    }

    public async Task<Guid> CopyAsync(Guid contentId, CancellationToken ct)
    {
        var original = await db.ScormContents.SingleAsync(c => c.Id == contentId, ct);
        var copy = new ScormContent { Title = original.Title, PackageId = original.PackageId };
        db.Add(copy);
        return copy.Id;
    }

    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<string>>> ProblemsAsync(IReadOnlyCollection<Guid> contentIds, CancellationToken ct)
    {
        var packages = await (from content in db.ScormContents
                              join package in db.ScormPackages on content.PackageId equals package.Id into found
                              from package in found.DefaultIfEmpty()
                              where contentIds.Contains(content.Id)
                              select new { content.Id, Package = package }).AsNoTracking().ToListAsync(ct);
        return packages.Where(row => row.Package is not { CanBePublished: true }).ToDictionary(
            row => row.Id,
            row => row.Package is { } package ? [.. package.Course.Findings.Where(finding => finding.Stops).Select(texts.Sentence)] : (IReadOnlyList<string>)[texts["Content.Empty"].Value]);
    }

    public async Task FreezeAsync(IReadOnlyCollection<Guid> contentIds, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var content in await db.ScormContents.Where(c => contentIds.Contains(c.Id) && c.FrozenAt == null).ToListAsync(ct))
        {
            content.FrozenAt = now;
        }
    }

    public string AuthorAddress(string courseCode, Guid itemKey) => $"/courses/{courseCode}/scorm/{itemKey}/edit";

    public string LearnAddress(string courseCode, Guid itemKey) => $"/courses/{courseCode}/scorm/{itemKey}";

    public string ResultsAddress(string courseCode, Guid itemKey) => LearnAddress(courseCode, itemKey) + "/report";
}
