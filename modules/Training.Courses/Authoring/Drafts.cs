using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Contracts;
using Training.Courses.Outline;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Authoring;

/// <summary>A course with its draft, as its author has it before them.</summary>
internal sealed record Draft(Course Course, CourseVersion Version)
{
    public string Title => Show.Name(Version.TitleVi, Version.TitleEn ?? Version.TitleVi);
}

/// <summary>Finds and begins drafts, for those who may write the course.</summary>
internal sealed class Drafts(TrainingDbContext db, ICurrentUser user, ItemKinds kinds, TimeProvider clock)
{
    /// <summary>Whether whoever is signed in writes courses of that hospital; everybody's courses are written by who writes for the country.</summary>
    public bool MayWrite(Guid? hospitalId) => user.ScopeOf(Permissions.Author).Country || (hospitalId is { } id && user.HospitalsOf(Permissions.Author).Contains(id));

    /// <summary>Whether whoever is signed in writes courses at all.</summary>
    public bool WritesAnywhere => user.Can(Permissions.Author);

    /// <summary>A course that whoever is signed in may write; null where there is none.</summary>
    public async Task<Course?> CourseAsync(string code, CancellationToken ct)
        => await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Code == code, ct) is { } course && MayWrite(course.HospitalId) ? course : null;

    /// <summary>All versions, the newest first.</summary>
    public async Task<IReadOnlyList<CourseVersion>> VersionsAsync(Guid courseId, CancellationToken ct)
        => await db.CourseVersions.AsNoTracking().Where(v => v.CourseId == courseId).OrderByDescending(v => v.Number).ToListAsync(ct);

    /// <summary>The draft of a course; null where there is none that they may write.</summary>
    public async Task<Draft?> FindAsync(string code, CancellationToken ct)
    {
        var found = await (from course in db.Courses.AsNoTracking()
                           where course.Code == code
                           join version in db.CourseVersions.AsNoTracking().Where(v => v.PublishedAt == null) on course.Id equals version.CourseId
                           select new Draft(course, version)).SingleOrDefaultAsync(ct);
        return found is not null && MayWrite(found.Course.HospitalId) ? found : null;
    }

    /// <summary>The draft, to be changed in the running write.</summary>
    /// <param name="code">The course.</param>
    /// <param name="edits">Of the draft as the form showed it; null where the change stands by itself and nobody's is overwritten.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleViolation">It was published, thrown away or changed by somebody else meanwhile.</exception>
    public async Task<CourseVersion> ChangeAsync(string code, int? edits, CancellationToken ct)
    {
        if (await FindAsync(code, ct) is not { } draft)
        {
            throw new RuleViolation("Draft.Gone") { Status = 409 };
        }

        if (edits is not null && edits != draft.Version.Edits)
        {
            throw new RuleViolation("Draft.ChangedMeanwhile") { Status = 409 };
        }

        var version = db.Set<CourseVersion>().Local.FirstOrDefault(v => v.Id == draft.Version.Id) ?? await db.CourseVersions.AsTracking().SingleAsync(v => v.Id == draft.Version.Id, ct);
        version.Changed();
        return version;
    }

    /// <summary>Begins a draft from the newest published version, in the running write; returns the one that is there.</summary>
    public async Task<CourseVersion> BeginAsync(Course course, CancellationToken ct)
    {
        if (await db.CourseVersions.SingleOrDefaultAsync(v => v.CourseId == course.Id && v.PublishedAt == null, ct) is { } there)
        {
            return there;
        }

        var newest = await db.CourseVersions.AsNoTracking().Where(v => v.CourseId == course.Id).OrderByDescending(v => v.Number).FirstAsync(ct);
        var draft = new CourseVersion
        {
            CourseId = course.Id,
            Number = newest.Number + 1,
            TitleVi = newest.TitleVi,
            TitleEn = newest.TitleEn,
            SummaryVi = newest.SummaryVi,
            SummaryEn = newest.SummaryEn,
            Hours = newest.Hours,
            CreditPeriods = newest.CreditPeriods,
            LeastOptional = newest.LeastOptional,
            BegunAt = clock.GetUtcNow(),
        };
        db.Add(draft);
        foreach (var section in await db.Sections.AsNoTracking().Where(s => s.VersionId == newest.Id).ToListAsync(ct))
        {
            var copy = new Section { VersionId = draft.Id, Number = section.Number, TitleVi = section.TitleVi, TitleEn = section.TitleEn };
            db.Add(copy);
            db.AddRange((await db.Items.AsNoTracking().Where(i => i.SectionId == section.Id).ToListAsync(ct)).Select(item => item.In(draft.Id, copy.Id)));
        }

        return draft;
    }

    public async Task<DraftItem?> FindItemAsync(string code, Guid key, string kind, CancellationToken ct)
    {
        if (await FindAsync(code, ct) is not { } draft
            || await db.Items.AsNoTracking().SingleOrDefaultAsync(i => i.VersionId == draft.Version.Id && i.Key == key && i.Kind == kind, ct) is not { } item)
        {
            return null;
        }

        return new DraftItem(draft.Course.Id, code, draft.Title, key, item.ContentId, Show.Name(item.TitleVi, item.TitleEn), draft.Course.HospitalId);
    }

    /// <summary>An item as the draft or the newest version has it, for whoever may write the course.</summary>
    public async Task<DraftItem?> FindWrittenAsync(string code, Guid key, string kind, CancellationToken ct)
    {
        if (await CourseAsync(code, ct) is not { } course
            || await (from item in db.Items.AsNoTracking()
                      where item.Key == key && item.Kind == kind
                      join version in db.CourseVersions on item.VersionId equals version.Id
                      where version.CourseId == course.Id
                      orderby version.Number descending
                      select item).FirstOrDefaultAsync(ct) is not { } found)
        {
            return null;
        }

        return new DraftItem(course.Id, code, Show.Name(course.TitleVi, course.TitleEn), key, found.ContentId, Show.Name(found.TitleVi, found.TitleEn), course.HospitalId);
    }

    /// <summary>The items of a kind in the draft or the newest version, for whoever may write the course.</summary>
    public async Task<IReadOnlyList<NamedItem>> FindWrittenAsync(string code, string kind, CancellationToken ct)
        => await CourseAsync(code, ct) is not { } course ? [] : await db.Items.AsNoTracking()
            .Where(i => i.Kind == kind && i.VersionId == db.Set<CourseVersion>().Where(v => v.CourseId == course.Id).OrderByDescending(v => v.Number).First().Id)
            .OrderBy(i => i.Number).Select(i => new NamedItem(i.Key, Show.Name(i.TitleVi, i.TitleEn))).ToListAsync(ct);

    /// <summary>The same with content that may be changed: what learners have already is copied first, and the copy stored in the running write.</summary>
    public async Task<DraftItem> ChangeItemAsync(string code, Guid key, string kind, CancellationToken ct)
    {
        var version = await ChangeAsync(code, null, ct);
        if (await db.Items.AsTracking().SingleOrDefaultAsync(i => i.VersionId == version.Id && i.Key == key && i.Kind == kind, ct) is not { } item)
        {
            throw new RuleViolation("Draft.Gone") { Status = 409 };
        }

        if (await db.Items.AnyAsync(i => i.Kind == kind && i.ContentId == item.ContentId && i.VersionId != version.Id, ct))
        {
            item.ContentId = await kinds.Of(kind).CopyAsync(item.ContentId, ct);
            await db.SaveChangesAsync(ct);
        }

        var hospitalId = await db.Courses.Where(c => c.Id == version.CourseId).Select(c => c.HospitalId).SingleAsync(ct);
        return new DraftItem(version.CourseId, code, Show.Name(version.TitleVi, version.TitleEn), key, item.ContentId, Show.Name(item.TitleVi, item.TitleEn), hospitalId);
    }
}
