using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Modules;
using Training.Questions.Attempts;

namespace Training.Questions.HandMarks;

/// <summary>What a person gave for the essays of one question. Marking again adds another; the newest counts.</summary>
internal sealed class HandMark : Entity, IAppendOnly
{
    public required Guid AttemptId { get; init; }

    public required int Number { get; init; }

    /// <summary>JSON: for each essay of the question the chosen level of each criterion.</summary>
    public required string Levels { get; init; }

    /// <summary>Of the whole mark of the question, with what the site marked itself.</summary>
    public required decimal Fraction { get; init; }

    /// <summary>For the learner.</summary>
    public string? Comment { get; init; }

    public required DateTimeOffset MarkedAt { get; init; }

    public required Guid MarkerId { get; init; }

    public required string Marker { get; init; }

    public IReadOnlyList<IReadOnlyList<int?>> ChosenLevels => JsonSerializer.Deserialize<int?[][]>(Levels)!;
}

/// <summary>Everybody sees what was said of their own answers; whoever writes the course asks past it.</summary>
internal sealed class HandMarkConfiguration : IScoped<HandMark>
{
    public const int CommentLength = 2_000;

    public Expression<Func<HandMark, Viewer, bool>> VisibleTo(TrainingDbContext db) => (x, _) => db.Set<QuizAttempt>().Any(a => a.Id == x.AttemptId);

    public void Lock(RowLock<HandMark> row) => row.With<QuizAttempt>(x => x.AttemptId);

    public void Configure(EntityTypeBuilder<HandMark> builder)
    {
        builder.ToTable("Questions_HandMarks");
        builder.Ignore(m => m.ChosenLevels);
        builder.HasOne<AttemptSlot>().WithMany().HasForeignKey(m => new { m.AttemptId, m.Number }).OnDelete(DeleteBehavior.Restrict);
        builder.Property(m => m.Levels).HasMaxLength(1_000);
        builder.Property(m => m.Fraction).HasPrecision(8, 7);
        builder.Property(m => m.Comment).HasMaxLength(CommentLength);
        builder.Property(m => m.Marker).HasMaxLength(250);
    }
}
