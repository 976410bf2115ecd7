using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Contracts;
using Training.Modules;

namespace Training.Courses.Lessons;

/// <summary>One page to read, in Markdown.</summary>
internal sealed class Lesson : Entity
{
    public required Guid CourseId { get; init; }

    /// <summary>From 1; stands in its address.</summary>
    public required int Number { get; init; }

    public required string TitleVi { get; init; }

    public required string TitleEn { get; init; }

    /// <summary>Reading time.</summary>
    public required int Minutes { get; init; }

    public required string BodyVi { get; init; }

    /// <summary>Null where nobody has translated it yet.</summary>
    public string? BodyEn { get; init; }
}

internal sealed class LessonConfiguration : IEntityTypeConfiguration<Lesson>
{
    public void Configure(EntityTypeBuilder<Lesson> builder)
    {
        builder.ToTable("Courses_Lessons");
        builder.ReferencesCourse(l => l.CourseId);
        builder.HasIndex(l => new { l.CourseId, l.Number }).IsUnique();
        builder.Property(l => l.TitleVi).HasMaxLength(200);
        builder.Property(l => l.TitleEn).HasMaxLength(200);
    }
}
