using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules;

namespace Training.Courses.Lessons;

/// <summary>What a lesson says, in Markdown.</summary>
[NotAudited("a draft until its course is published, which is the event; never changed from then on")]
internal sealed class Lesson : Entity
{
    public required string BodyVi { get; set; }

    /// <summary>Null where nobody has translated it yet.</summary>
    public string? BodyEn { get; set; }

    /// <summary>When it went out to learners; from then on it does not change.</summary>
    public DateTimeOffset? FrozenAt { get; init; }
}

internal sealed class LessonConfiguration : IEntityTypeConfiguration<Lesson>
{
    public const int MostCharacters = 60_000;

    public void Configure(EntityTypeBuilder<Lesson> builder)
    {
        builder.ToTable("Courses_Lessons");
        builder.Property(l => l.BodyVi).HasMaxLength(MostCharacters);
        builder.Property(l => l.BodyEn).HasMaxLength(MostCharacters);
    }
}
