using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Contracts;
using Training.Courses.Outline;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Authoring;

/// <summary>
/// Changes what stands where in a draft, in the running write. Each change stands by itself: two authors who add and move at once both find
/// their work.
/// </summary>
internal sealed class EditOutline(TrainingDbContext db, ItemKinds kinds)
{
    private const int MostSections = 60;
    private const int MostItems = 300;

    public async Task AddSectionAsync(CourseVersion draft, string titleVi, string? titleEn, CancellationToken ct)
    {
        var numbers = await db.Sections.Where(s => s.VersionId == draft.Id).Select(s => s.Number).ToListAsync(ct);
        if (numbers.Count >= MostSections)
        {
            throw new RuleViolation("Section.TooMany", MostSections);
        }

        db.Add(new Section { VersionId = draft.Id, Number = numbers.DefaultIfEmpty().Max() + 1, TitleVi = titleVi, TitleEn = titleEn });
    }

    public async Task RenameSectionAsync(CourseVersion draft, Guid sectionId, string titleVi, string? titleEn, CancellationToken ct)
    {
        var section = await SectionAsync(draft, sectionId, ct);
        (section.TitleVi, section.TitleEn) = (titleVi, titleEn);
    }

    public async Task RemoveSectionAsync(CourseVersion draft, Guid sectionId, CancellationToken ct)
    {
        var section = await SectionAsync(draft, sectionId, ct);
        if (await db.Items.AnyAsync(i => i.SectionId == sectionId, ct))
        {
            throw new RuleViolation("Section.NotEmpty");
        }

        db.Remove(section);
    }

    /// <summary>Puts a section before the one above it, or after the one below.</summary>
    public async Task MoveSectionAsync(CourseVersion draft, Guid sectionId, bool up, CancellationToken ct)
    {
        var sections = await db.Sections.AsTracking().Where(s => s.VersionId == draft.Id).OrderBy(s => s.Number).ToListAsync(ct);
        Renumber(Moved(sections, sections.FindIndex(s => s.Id == sectionId), up), (section, number) => section.Number = number);
    }

    public async Task<Item> AddItemAsync(CourseVersion draft, Guid? hospitalId, Guid sectionId, string? kindKey, string title, CancellationToken ct)
    {
        var section = await SectionAsync(draft, sectionId, ct);
        var kind = kinds.Find(kindKey) ?? throw new RuleViolation("Item.KindMissing");
        if (await db.Items.CountAsync(i => i.VersionId == draft.Id, ct) >= MostItems)
        {
            throw new RuleViolation("Item.TooMany", MostItems);
        }

        var item = new Item
        {
            VersionId = draft.Id,
            SectionId = section.Id,
            Key = Guid.CreateVersion7(),
            Number = (await db.Items.Where(i => i.SectionId == section.Id).MaxAsync(i => (int?)i.Number, ct) ?? 0) + 1,
            Kind = kind.Key,
            ContentId = await kind.CreateAsync(title, hospitalId, ct),
            TitleVi = title,
            IsRequired = true,
            Finish = kind.Finishes[0],
            LeastScore = kind.Finishes[0] == ItemFinish.Score ? 70 : null,
        };
        db.Add(item);
        return item;
    }

    /// <summary>Up within its section, from its first place to the end of the section above; down likewise.</summary>
    public async Task MoveItemAsync(CourseVersion draft, Guid key, bool up, CancellationToken ct)
    {
        var sections = await db.Sections.AsNoTracking().Where(s => s.VersionId == draft.Id).OrderBy(s => s.Number).Select(s => s.Id).ToListAsync(ct);
        var items = await db.Items.AsTracking().Where(i => i.VersionId == draft.Id).OrderBy(i => i.Number).ToListAsync(ct);
        var item = items.Find(i => i.Key == key) ?? throw new RuleViolation("Draft.Gone") { Status = 409 };
        var here = items.Where(i => i.SectionId == item.SectionId).ToList();
        var (at, section) = (here.IndexOf(item), sections.IndexOf(item.SectionId));
        if (up ? at > 0 : at < here.Count - 1)
        {
            Renumber(Moved(here, at, up), (moved, number) => moved.Number = number);
            return;
        }

        var to = section + (up ? -1 : 1);
        if (to < 0 || to >= sections.Count)
        {
            return;
        }

        var there = items.Where(i => i.SectionId == sections[to]).ToList();
        item.SectionId = sections[to];
        there.Insert(up ? there.Count : 0, item);
        Renumber(there, (moved, number) => moved.Number = number);
    }

    /// <summary>Takes an item out of the draft; who has done it in a version before keeps that.</summary>
    public async Task RemoveItemAsync(CourseVersion draft, Guid key, CancellationToken ct)
    {
        var items = await db.Items.AsTracking().Where(i => i.VersionId == draft.Id).ToListAsync(ct);
        var item = items.Find(i => i.Key == key) ?? throw new RuleViolation("Draft.Gone") { Status = 409 };
        if (items.Find(i => i.Conditions.Items.Contains(key) || i.ReplacedBy == key) is { } needs)
        {
            throw new RuleViolation("Item.Needed", Show.Name(needs.TitleVi, needs.TitleEn));
        }

        db.Remove(item);
    }

    private static List<T> Moved<T>(List<T> list, int at, bool up)
    {
        var to = at + (up ? -1 : 1);
        if (at >= 0 && to >= 0 && to < list.Count)
        {
            (list[at], list[to]) = (list[to], list[at]);
        }

        return list;
    }

    private static void Renumber<T>(List<T> list, Action<T, int> number)
    {
        foreach (var (index, one) in list.Index())
        {
            number(one, index + 1);
        }
    }

    private async Task<Section> SectionAsync(CourseVersion draft, Guid sectionId, CancellationToken ct)
        => await db.Sections.AsTracking().SingleOrDefaultAsync(s => s.Id == sectionId && s.VersionId == draft.Id, ct) ?? throw new RuleViolation("Draft.Gone") { Status = 409 };
}
