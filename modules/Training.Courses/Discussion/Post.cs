using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Courses.Discussion;

/// <summary>A question under an item of a course, or an answer to one. It says who wrote it, to everybody who reads it.</summary>
internal sealed class Post : Entity
{
    public const string AskedAction = "Courses.QuestionAsked";
    public const string AnsweredAction = "Courses.QuestionAnswered";
    public const string HiddenAction = "Courses.PostHidden";
    public const string ShownAction = "Courses.PostShown";

    public required Guid CourseId { get; init; }

    /// <summary>See <see cref="Outline.Item.Key"/>: it stays under the item in every version.</summary>
    public required Guid ItemKey { get; init; }

    /// <summary>The question that it answers; null for a question.</summary>
    public Guid? QuestionId { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>The practitioner behind the account; null for an account of an office.</summary>
    public Guid? PersonId { get; init; }

    public required string By { get; init; }

    /// <summary>Whoever wrote it could write the course at that time.</summary>
    public required bool IsAuthor { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset At { get; init; }

    public DateTimeOffset? HiddenAt { get; private set; }

    public string? HiddenReason { get; private set; }

    public string? HiddenBy { get; private set; }

    public void Hide(string reason, string by, DateTimeOffset at) => (HiddenReason, HiddenBy, HiddenAt) = (reason, by, at);

    public void Show() => (HiddenReason, HiddenBy, HiddenAt) = (null, null, null);
}

/// <summary>Somebody says that a post should not stand there; whoever looks after the course decides.</summary>
internal sealed class PostReport : Entity
{
    public const string ReportedAction = "Courses.PostReported";
    public const string ClosedAction = "Courses.ReportClosed";

    public required Guid PostId { get; init; }

    public required Guid UserId { get; init; }

    public required string By { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>When somebody looked at it: the post was hidden, or may stay.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    public string? ClosedBy { get; set; }
}

internal sealed class PostConfiguration : IEntityTypeConfiguration<Post>
{
    public const int TextLength = 2000;
    public const int ReasonLength = 500;

    public void Configure(EntityTypeBuilder<Post> builder)
    {
        builder.ToTable("Courses_Posts");
        builder.ReferencesCourse(p => p.CourseId);
        builder.ReferencesPerson(p => p.PersonId);
        builder.HasOne<Post>().WithMany().HasForeignKey(p => p.QuestionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => new { p.CourseId, p.ItemKey, p.Id });
        builder.HasIndex(p => new { p.UserId, p.At });
        builder.Property(p => p.Text).HasMaxLength(TextLength);
        builder.Property(p => p.By).HasMaxLength(250);
        builder.Property(p => p.HiddenReason).HasMaxLength(ReasonLength);
        builder.Property(p => p.HiddenBy).HasMaxLength(250);
    }
}

internal sealed class PostReportConfiguration : IEntityTypeConfiguration<PostReport>
{
    public void Configure(EntityTypeBuilder<PostReport> builder)
    {
        builder.ToTable("Courses_PostReports");
        builder.HasOne<Post>().WithMany().HasForeignKey(r => r.PostId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => new { r.PostId, r.UserId }).IsUnique();
        builder.Property(r => r.Reason).HasMaxLength(PostConfiguration.ReasonLength);
        builder.Property(r => r.By).HasMaxLength(250);
        builder.Property(r => r.ClosedBy).HasMaxLength(250);
    }
}

internal static class DiscussionDb
{
    extension(TrainingDbContext db)
    {
        public DbSet<Post> Posts => db.Set<Post>();

        public DbSet<PostReport> PostReports => db.Set<PostReport>();
    }
}
