using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Modules;

namespace Training.Logbook.Batch;

/// <summary>
/// What a mentor has filled in for a case that they opened, to be signed together with others: seen by nobody else, worth nothing until it is
/// signed, and gone then.
/// </summary>
[NotAudited("a draft that only its author sees; the signature is the event")]
internal sealed class PreparedRating : Entity
{
    public required Guid MentorPersonId { get; init; }

    public required Guid EntryVersionId { get; init; }

    public required DecisionKind Kind { get; set; }

    public int? Entrustment { get; set; }

    public int? Performance { get; set; }

    public int? Difficulty { get; set; }

    public string? Comment { get; set; }

    /// <summary>Under which the comment is sealed, so that the list that is shown is the list that is signed.</summary>
    public required string Salt { get; set; }

    public Guid? ReturnReasonId { get; set; }

    public string? VoiceHash { get; set; }

    /// <summary>Of what was shown; where the case is another by the time of signing, it is left out and said so.</summary>
    public required string ShownHash { get; set; }

    public required DateTimeOffset OpenedAt { get; set; }

    public required DateTimeOffset PreparedAt { get; set; }
}

internal sealed class PreparedRatingConfiguration : IScoped<PreparedRating>
{
    public Expression<Func<PreparedRating, Viewer, bool>> VisibleTo(TrainingDbContext db) => (p, viewer) => p.MentorPersonId == viewer.PersonId;

    public void Lock(RowLock<PreparedRating> row) => row.Person(p => p.MentorPersonId);

    public void Configure(EntityTypeBuilder<PreparedRating> builder)
    {
        builder.ToTable("Logbook_PreparedRatings");
        builder.ReferencesPerson(p => p.MentorPersonId, WhenMerged.MovesUnlessThere);
        builder.HasOne<EntryVersion>().WithMany().HasForeignKey(p => p.EntryVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => new { p.MentorPersonId, p.EntryVersionId }).IsUnique();
        builder.Property(p => p.Comment).HasMaxLength(500);
        builder.Property(p => p.Salt).HasMaxLength(32);
        builder.Property(p => p.VoiceHash).HasMaxLength(64);
        builder.Property(p => p.ShownHash).HasMaxLength(64);
    }
}
