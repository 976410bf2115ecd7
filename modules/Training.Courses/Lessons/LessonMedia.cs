using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Catalogue;
using Training.Courses.Outline;
using Training.Data;
using Training.Media.Contracts;
using Training.Modules;

namespace Training.Courses.Lessons;

/// <summary>An item of the media library stands in a lesson; follows from its text.</summary>
[NotAudited("follows from the text of the lesson")]
internal sealed class LessonMedia
{
    public required Guid LessonId { get; init; }

    public required Guid MediaItemId { get; init; }
}

internal sealed class LessonMediaConfiguration : IEntityTypeConfiguration<LessonMedia>
{
    public void Configure(EntityTypeBuilder<LessonMedia> builder)
    {
        builder.ToTable("Courses_LessonMedia").HasKey(m => new { m.LessonId, m.MediaItemId });
        builder.HasOne<Lesson>().WithMany().HasForeignKey(m => m.LessonId).OnDelete(DeleteBehavior.Cascade);
        builder.ReferencesMediaItem(m => m.MediaItemId);
        builder.HasIndex(m => m.MediaItemId);
    }
}

/// <summary>Says where lessons show items of the library, and lets learners open them there.</summary>
internal sealed class LessonMediaUse(TrainingDbContext db, ICurrentUser user) : IMediaUse
{
    public async Task<IReadOnlyList<MediaUse>> OfAsync(IReadOnlyCollection<Guid> itemIds, CancellationToken ct)
    {
        var found = await (from use in db.Set<LessonMedia>()
                           where itemIds.Contains(use.MediaItemId)
                           join item in db.Items on new { Kind = LessonKind.KindKey, Id = use.LessonId } equals new { item.Kind, Id = item.ContentId }
                           join version in db.CourseVersions on item.VersionId equals version.Id
                           join course in db.Courses on version.CourseId equals course.Id
                           select new { use.MediaItemId, course.Code, item.TitleVi, item.TitleEn }).Distinct().ToListAsync(ct);
        return [.. found.Select(f => new MediaUse(f.MediaItemId, $"{f.Code}: {Show.Name(f.TitleVi, f.TitleEn)}", $"/courses/{f.Code}"))];
    }

    /// <summary>Published courses are for everybody who learns; drafts for those who write them.</summary>
    public async Task<bool> MayOpenAsync(Guid itemId, CancellationToken ct)
    {
        if (!user.IsSignedIn)
        {
            return false;
        }

        var (learns, country, hospitals) = (user.Can(Permissions.Learn), user.ScopeOf(Permissions.Author).Country, user.HospitalsOf(Permissions.Author));
        return await (from use in db.Set<LessonMedia>()
                      where use.MediaItemId == itemId
                      join item in db.Items on new { Kind = LessonKind.KindKey, Id = use.LessonId } equals new { item.Kind, Id = item.ContentId }
                      join version in db.CourseVersions on item.VersionId equals version.Id
                      join course in db.Courses on version.CourseId equals course.Id
                      where (learns && version.PublishedAt != null) || country || (course.HospitalId != null && hospitals.Contains(course.HospitalId.Value))
                      select use.LessonId).AnyAsync(ct);
    }
}
