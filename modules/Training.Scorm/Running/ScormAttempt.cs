using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Scorm.Authoring;

namespace Training.Scorm.Running;

/// <summary>One time that somebody works through a package, over as many sittings as they need. Its number is its place among theirs.</summary>
internal sealed class ScormAttempt : Entity
{
    public required Guid PersonId { get; init; }

    public required Guid CourseId { get; init; }

    public required Guid ItemKey { get; init; }

    public required Guid ContentId { get; init; }

    public required Guid PackageId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? SavedAt { get; set; }

    /// <summary>When every part was done for the first time.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>When every part was completed or passed for the first time, and the course was told.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>In percent; null until it is finished, or where no part has a score.</summary>
    public decimal? Score { get; set; }
}

/// <summary>How one part of a package stands in an attempt.</summary>
[NotAudited("each saving of a package; that an attempt was begun and finished are the events")]
internal sealed class ScoState
{
    public required Guid AttemptId { get; init; }

    /// <summary>Identifier of the item in the manifest.</summary>
    public required string ScoId { get; init; }

    public PartOutcome Outcome { get; set; }

    /// <summary>In percent.</summary>
    public decimal? Score { get; set; }

    /// <summary>Elements that the package set, checked: name to value.</summary>
    public string DataJson { get; set; } = "{}";

    /// <summary>Whether the last sitting was ended by the package.</summary>
    public bool Ended { get; set; }

    /// <summary>Seconds of all sittings before the last one.</summary>
    public decimal EarlierSeconds { get; set; }

    /// <summary>Seconds of the last sitting, as the package says.</summary>
    public decimal SittingSeconds { get; set; }

    /// <summary>Which sitting that was: launch, window and opening.</summary>
    public string Sitting { get; set; } = "";

    public DateTimeOffset SavedAt { get; set; }
}

/// <summary>What a part came to.</summary>
internal enum PartOutcome
{
    /// <summary>Opened at most.</summary>
    Open,

    /// <summary>Done, and not passed.</summary>
    Failed,

    /// <summary>Done, without the question whether it was passed.</summary>
    Completed,

    Passed,
}

/// <summary>
/// The right to run one package for one person in one attempt, for some hours, in one window at a time. Without attempt it is an author's preview,
/// which stores nothing.
/// </summary>
[NotAudited("the key of a frame; that an attempt was begun is the event")]
internal sealed class ScormLaunch : Entity
{
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(8);

    public required Guid? AttemptId { get; init; }

    public required Guid PackageId { get; init; }

    public required Guid UserId { get; init; }

    public required string UserName { get; init; }

    /// <summary>The origin of the page that shows the frame: nobody else may, and nobody else is told.</summary>
    public required string Site { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When the same attempt was opened anew elsewhere.</summary>
    public DateTimeOffset? SupersededAt { get; set; }

    /// <summary>Counts the times that the frame was loaded; only the newest may save.</summary>
    public int Window { get; set; }

    /// <summary>Counts the openings of parts in it.</summary>
    public int Opening { get; set; }

    /// <summary>Number of the last saving of the window, and what it held.</summary>
    public int Sequence { get; set; }

    public string LastHash { get; set; } = "";

    /// <summary>Savings since a time, to refuse a flood.</summary>
    public DateTimeOffset CountedFrom { get; set; }

    public int Counted { get; set; }
}

/// <summary>Everybody sees their own; the author's report asks past it.</summary>
internal sealed class ScormAttemptConfiguration : IScoped<ScormAttempt>, IEntityTypeConfiguration<ScoState>, IEntityTypeConfiguration<ScormLaunch>
{
    public Expression<Func<ScormAttempt, Viewer, bool>> VisibleTo(TrainingDbContext db) => (x, viewer) => x.PersonId == viewer.PersonId;

    public void Lock(RowLock<ScormAttempt> row) => row.Person(x => x.PersonId);

    public void Configure(EntityTypeBuilder<ScormAttempt> builder)
    {
        builder.ToTable("Scorm_Attempts");
        builder.ReferencesPerson(a => a.PersonId);
        builder.ReferencesCourse(a => a.CourseId);
        builder.HasOne<ScormContent>().WithMany().HasForeignKey(a => a.ContentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ScormPackage>().WithMany().HasForeignKey(a => a.PackageId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(a => new { a.PersonId, a.CourseId, a.ItemKey });
        builder.HasIndex(a => new { a.CourseId, a.ItemKey, a.StartedAt });
        builder.Property(a => a.Score).HasPrecision(5, 2);
    }

    public void Configure(EntityTypeBuilder<ScoState> builder)
    {
        builder.ToTable("Scorm_States").HasKey(s => new { s.AttemptId, s.ScoId });
        builder.HasOne<ScormAttempt>().WithMany().HasForeignKey(s => s.AttemptId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(s => s.ScoId).HasMaxLength(250);
        builder.Property(s => s.Sitting).HasMaxLength(60);
        builder.Property(s => s.Score).HasPrecision(5, 2);
        builder.Property(s => s.EarlierSeconds).HasPrecision(12, 2);
        builder.Property(s => s.SittingSeconds).HasPrecision(12, 2);
    }

    public void Configure(EntityTypeBuilder<ScormLaunch> builder)
    {
        builder.ToTable("Scorm_Launches");
        builder.HasOne<ScormAttempt>().WithMany().HasForeignKey(l => l.AttemptId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ScormPackage>().WithMany().HasForeignKey(l => l.PackageId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(l => l.ExpiresAt);
        builder.Property(l => l.UserName).HasMaxLength(200);
        builder.Property(l => l.Site).HasMaxLength(300);
        builder.Property(l => l.LastHash).HasMaxLength(64);
    }
}
