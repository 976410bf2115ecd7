using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Courses.Progress;

/// <summary>What somebody did with an item, as stamps; what follows from them is <see cref="CourseStanding"/>'s.</summary>
[NotAudited("the row says what and when; finishing the course is the event")]
internal sealed class ItemProgress
{
    public required Guid PersonId { get; init; }

    /// <summary>See <see cref="Outline.Item.Key"/>.</summary>
    public required Guid ItemKey { get; init; }

    public required Guid CourseId { get; init; }

    /// <summary>The content that the stamps below are about.</summary>
    public required Guid ContentId { get; set; }

    public DateTimeOffset? OpenedAt { get; set; }

    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>In percent.</summary>
    public decimal? Score { get; set; }

    public DateTimeOffset? ScoredAt { get; set; }

    public DateTimeOffset? SubmittedAt { get; set; }

    public DateTimeOffset? AttendedAt { get; set; }

    /// <summary>When the item was first finished; it stays.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The newest content that was finished.</summary>
    public Guid? FinishedContentId { get; set; }

    /// <summary>How far they are, as the kind writes it: for sound and pictures the second, for text the share in thousandths.</summary>
    public int? Place { get; set; }

    public DateTimeOffset? PlaceAt { get; set; }

    /// <summary>Begins anew with other content; what was finished stays.</summary>
    public void Turn(Guid contentId)
    {
        if (ContentId != contentId)
        {
            (ContentId, SeenAt, Score, ScoredAt, SubmittedAt, AttendedAt, Place, PlaceAt) = (contentId, null, null, null, null, null, null, null);
        }
    }

    public bool Meets(ItemFinish finish, int? leastScore) => finish switch
    {
        ItemFinish.Seen => SeenAt is not null,
        ItemFinish.Score => Score is { } score && score >= (leastScore ?? 0),
        ItemFinish.Submitted => SubmittedAt is not null,
        ItemFinish.Attended => AttendedAt is not null,
        _ => false,
    };
}

/// <summary>Everybody sees their own; other modules ask <see cref="ICourses"/>.</summary>
internal sealed class ItemProgressConfiguration : IScoped<ItemProgress>
{
    public Expression<Func<ItemProgress, Viewer, bool>> VisibleTo(TrainingDbContext db) => (x, viewer) => x.PersonId == viewer.PersonId;

    public void Lock(RowLock<ItemProgress> row) => row.Person(x => x.PersonId);

    public void Configure(EntityTypeBuilder<ItemProgress> builder)
    {
        builder.ToTable("Courses_Progress", table => table.HasCheckConstraint("CK_Courses_Progress_Score", "\"Score\" IS NULL OR CAST(\"Score\" AS numeric) BETWEEN 0 AND 100"));
        builder.HasKey(p => new { p.PersonId, p.ItemKey });
        builder.ReferencesPerson(p => p.PersonId, WhenMerged.MovesUnlessThere);
        builder.ReferencesCourse(p => p.CourseId);
        builder.HasIndex(p => new { p.CourseId, p.PersonId });
        builder.Property(p => p.Score).HasPrecision(6, 3);
    }
}
