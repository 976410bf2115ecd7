using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Courses.Lessons;

/// <summary>Somebody said that they read a lesson; the first time counts.</summary>
internal sealed class LessonRead : IAppendOnly
{
    public required Guid PersonId { get; init; }

    public required Guid LessonId { get; init; }

    public required DateTimeOffset ReadAt { get; init; }
}

internal sealed class LessonReadConfiguration : IEntityTypeConfiguration<LessonRead>
{
    public void Configure(EntityTypeBuilder<LessonRead> builder)
    {
        builder.ToTable("Courses_LessonReads").HasKey(r => new { r.PersonId, r.LessonId });
        builder.ReferencesPerson(r => r.PersonId);
        builder.HasOne<Lesson>().WithMany().HasForeignKey(r => r.LessonId).OnDelete(DeleteBehavior.Restrict);
    }
}
