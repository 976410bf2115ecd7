using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Contracts;
using Training.Modules;

namespace Training.Courses.Quizzes;

/// <summary>A question of a course's quiz.</summary>
internal sealed class Question : Entity
{
    public required Guid CourseId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public required string TextVi { get; init; }

    public required string TextEn { get; init; }

    /// <summary>Shown after the answer, right or wrong.</summary>
    public required string ExplainVi { get; init; }

    public required string ExplainEn { get; init; }

    public IList<Option> Options { get; } = [];
}

/// <summary>One of the answers to choose from; exactly one of a question is correct.</summary>
internal sealed class Option : Entity
{
    public required Guid QuestionId { get; init; }

    public required int Number { get; init; }

    public required string TextVi { get; init; }

    public required string TextEn { get; init; }

    public required bool IsCorrect { get; init; }
}

internal sealed class QuestionConfiguration : IEntityTypeConfiguration<Question>
{
    public void Configure(EntityTypeBuilder<Question> builder)
    {
        builder.ToTable("Courses_Questions");
        builder.ReferencesCourse(q => q.CourseId);
        builder.HasMany(q => q.Options).WithOne().HasForeignKey(o => o.QuestionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(q => new { q.CourseId, q.Number }).IsUnique();
        builder.Property(q => q.TextVi).HasMaxLength(1000);
        builder.Property(q => q.TextEn).HasMaxLength(1000);
        builder.Property(q => q.ExplainVi).HasMaxLength(2000);
        builder.Property(q => q.ExplainEn).HasMaxLength(2000);
    }
}

internal sealed class OptionConfiguration : IEntityTypeConfiguration<Option>
{
    public void Configure(EntityTypeBuilder<Option> builder)
    {
        builder.ToTable("Courses_Options");
        builder.HasIndex(o => new { o.QuestionId, o.Number }).IsUnique();
        builder.Property(o => o.TextVi).HasMaxLength(500);
        builder.Property(o => o.TextEn).HasMaxLength(500);
    }
}
