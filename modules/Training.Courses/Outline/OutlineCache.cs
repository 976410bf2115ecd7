using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Training.Data;

namespace Training.Courses.Outline;

/// <summary>Published versions never change, so what was read of one is kept for the whole process.</summary>
internal sealed class OutlineCache
{
    private const int MostKept = 2_000;

    private readonly ConcurrentDictionary<Guid, VersionOutline> _kept = new();

    /// <summary>The outlines of published versions, in the order asked for; two statements for those that are not kept yet.</summary>
    public async Task<IReadOnlyList<VersionOutline>> GetAsync(TrainingDbContext db, IReadOnlyCollection<Guid> versionIds, CancellationToken ct)
    {
        Guid[] missing = [.. versionIds.Where(id => !_kept.ContainsKey(id))];
        if (missing.Length > 0)
        {
            if (_kept.Count + missing.Length > MostKept)
            {
                _kept.Clear();
                missing = [.. versionIds];
            }

            foreach (var read in await db.ReadOutlinesAsync(missing, ct))
            {
                _kept[read.VersionId] = read;
            }
        }

        return [.. versionIds.Select(id => _kept[id])];
    }
}

internal static class Outlines
{
    /// <summary>Versions with their sections and items, drafts too; two statements.</summary>
    public static async Task<IReadOnlyList<VersionOutline>> ReadOutlinesAsync(this TrainingDbContext db, IReadOnlyCollection<Guid> versionIds, CancellationToken ct)
    {
        var sections = await (from version in db.Set<CourseVersion>().AsNoTracking()
                              where versionIds.Contains(version.Id)
                              join section in db.Set<Section>().AsNoTracking() on version.Id equals section.VersionId into found
                              from section in found.DefaultIfEmpty()
                              select new { version.Id, version.Number, version.LeastOptional, Section = section }).ToListAsync(ct);
        var items = (await db.Set<Item>().AsNoTracking().Where(item => versionIds.Contains(item.VersionId)).ToListAsync(ct)).ToLookup(item => item.SectionId);
        return [.. sections.GroupBy(row => row.Id).Select(group => new VersionOutline(
            group.Key,
            group.First().Number,
            group.First().LeastOptional,
            [.. group.Select(row => row.Section).OfType<Section>().OrderBy(s => s.Number).Select(s => new OutlineSection(
                s.Id,
                s.TitleVi,
                s.TitleEn,
                [.. items[s.Id].OrderBy(i => i.Number).Select(i => ItemOf(i, group.First().Number))]))]))];
    }

    private static OutlineItem ItemOf(Item i, int version) => new(
        i.Key, i.Kind, i.ContentId, i.TitleVi, i.TitleEn, i.Minutes, i.IsRequired, i.Finish, i.LeastScore, i.Conditions, i.ValidFrom, i.ValidTo, i.ReplacedBy, i.IsRequiredChange, i.ChangeVi, i.ChangeEn)
    {
        FromVersion = version,
    };
}
