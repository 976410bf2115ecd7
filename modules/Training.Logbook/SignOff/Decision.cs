using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Batch;
using Training.Logbook.Content;
using Training.Logbook.Contracts;
using Training.Logbook.Entries;
using Training.Logbook.Rating;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Logbook.SignOff;

/// <summary>What a mentor decided about a version.</summary>
internal enum DecisionKind
{
    /// <summary>Signed: the case was done as written.</summary>
    Signed,

    /// <summary>Returned with a written correction.</summary>
    Returned,
}

/// <summary>
/// A mentor's decision about one version: at most one (unique index), never by the learner (check constraint), never changed. Names and
/// position are kept as they were at that moment.
/// </summary>
internal sealed class Decision : Entity, IAppendOnly, ISignedRecord
{
    /// <summary>The <see cref="Method"/> of a decision that a device signed.</summary>
    public const string PasskeyMethod = "passkey";

    /// <summary>The same where it was signed without network, on the mentor's phone.</summary>
    public const string RoomMethod = "passkey+room";

    public required Guid EntryVersionId { get; init; }

    public required Guid TraineePersonId { get; init; }

    public required Guid MentorPersonId { get; init; }

    public required DecisionKind Kind { get; init; }

    /// <summary>The <see cref="Difficulty"/> of a difficult case.</summary>
    public const int Difficult = 3;

    /// <summary>Which form of <see cref="SignedContent"/> was signed: 1 before there was more than one rating, else 2.</summary>
    public int Form { get; init; } = SignedContent.CurrentForm;

    /// <summary>1 to 5; null for observed cases and for returned ones.</summary>
    public int? Entrustment { get; init; }

    /// <summary>How well it was done, 1 to 5; null where <see cref="Entrustment"/> is.</summary>
    public int? Performance { get; init; }

    /// <summary>How difficult the case was, 1 to 3; null where <see cref="Entrustment"/> is.</summary>
    public int? Difficulty { get; init; }

    /// <summary>The form whose levels and words the mentor was shown; null where nothing was rated.</summary>
    public Guid? RatingFormId { get; init; }

    /// <summary>The reason of a return that was chosen instead of typed, or beside it.</summary>
    public Guid? ReturnReasonId { get; init; }

    /// <summary>Content address of what the mentor said aloud.</summary>
    public string? VoiceHash { get; init; }

    /// <summary>The mentor who was asked and is away, where a stand-in decided; their name as it was.</summary>
    public Guid? ForPersonId { get; init; }

    public string? ForName { get; init; }

    /// <summary>When the mentor opened the case that they decided about.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When it was filled in, where it was signed later with others.</summary>
    public DateTimeOffset? RatedAt { get; init; }

    /// <summary>The batch that one proof signed; null where the proof is for this decision alone.</summary>
    public Guid? BatchId { get; init; }

    public SealedTexts Sealed { get; init; } = SealedTexts.None;

    /// <summary>The comment of a signature, or the reason of a return.</summary>
    public string? Comment { get; init; }

    public required string MentorName { get; init; }

    public required string MentorPosition { get; init; }

    /// <summary>How the mentor proved who they are: <c>passkey</c>, <c>passkey+room</c>, <c>password+totp</c> or <c>password</c>; <c>recipe</c> for sample data.</summary>
    public required string Method { get; init; }

    /// <summary>The proof, under which a passkey's signature is kept; null for sample data.</summary>
    public Guid? ProofId { get; init; }

    /// <summary>What was signed: the hash of <see cref="SignedContent"/>; null for sample data.</summary>
    public string? SignedHash { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>The hash of what the mentor saw; equal to the version's at that moment.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The action that a proof for this decision is made for.</summary>
    public string SigningAction => $"Logbook.{Kind}";

    public string Canonical => SignedContent.Of(this);

    /// <summary>The action of a decision in the audit trail.</summary>
    public static string ActionOf(DecisionKind kind) => kind == DecisionKind.Signed ? "Logbook.CaseSigned" : "Logbook.CaseReturned";

    /// <summary>Says that a mentor has decided; a recipe does not.</summary>
    public void Decided(LogbookEntry entry, EntryVersion version) => Raise(new CaseDecided(
        entry.Id, version.Id, entry.ParticipantId, entry.TransferId, TraineePersonId, MentorPersonId, version.TechniqueId,
        Kind == DecisionKind.Signed, version.PerformedOn, version.PlaceHospitalId, version.Supervision is Supervision.Scrubbed or Supervision.InTheRoom, OpenedAt, RatedAt ?? DecidedAt));

    /// <summary>Says that the case counts.</summary>
    public void Signed(LogbookEntry entry, DateTimeOffset at, bool isHistory = false) => Raise(new CaseSigned(entry.Id, entry.ParticipantId, at, isHistory));
}

internal sealed class DecisionConfiguration : IPart<Decision>
{
    public Expression<Func<Decision, Viewer, bool>> VisibleTo(TrainingDbContext db)
        => (d, _) => db.Set<EntryVersion>().Any(v => v.Id == d.EntryVersionId);

    public void Lock(RowLock<Decision> row) => row.With<EntryVersion>(d => d.EntryVersionId);

    public void Configure(EntityTypeBuilder<Decision> builder)
    {
        builder.ToTable("Logbook_Decisions", table =>
        {
            table.HasCheckConstraint("CK_Logbook_Decisions_NotOwn", """ "MentorPersonId" <> "TraineePersonId" """.Trim());
            table.HasCheckConstraint("CK_Logbook_Decisions_Entrustment", """ "Entrustment" IS NULL OR "Entrustment" BETWEEN 1 AND 5 """.Trim());
            table.HasCheckConstraint("CK_Logbook_Decisions_Performance", """ "Performance" IS NULL OR "Performance" BETWEEN 1 AND 5 """.Trim());
            table.HasCheckConstraint("CK_Logbook_Decisions_Difficulty", """ "Difficulty" IS NULL OR "Difficulty" BETWEEN 1 AND 3 """.Trim());
        });
        builder.HasOne<EntryVersion>().WithOne().HasForeignKey<Decision>(d => d.EntryVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesPerson(d => d.TraineePersonId, WhenMerged.Stays);
        builder.ReferencesPerson(d => d.MentorPersonId, WhenMerged.Stays);
        builder.HasIndex(d => d.EntryVersionId).IsUnique();
        builder.HasIndex(d => new { d.MentorPersonId, d.TraineePersonId, d.DecidedAt });
        builder.HasIndex(d => new { d.TraineePersonId, d.DecidedAt });
        builder.Property(d => d.Comment).HasMaxLength(500);
        builder.Property(d => d.MentorName).HasMaxLength(250);
        builder.Property(d => d.MentorPosition).HasMaxLength(500);
        builder.Property(d => d.Method).HasMaxLength(40);
        builder.Property(d => d.ContentHash).HasMaxLength(64);
        builder.Property(d => d.SignedHash).HasMaxLength(64);
        builder.Property(d => d.Form).HasDefaultValue(1).ValueGeneratedNever();
        builder.Property(d => d.VoiceHash).HasMaxLength(64);
        builder.Property(d => d.ForName).HasMaxLength(250);
        builder.Property(d => d.Sealed).HasConversion(s => s.ToJson(), json => SealedTexts.Parse(json)).HasMaxLength(400);
        builder.HasOne<RatingForm>().WithMany().HasForeignKey(d => d.RatingFormId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ReturnReason>().WithMany().HasForeignKey(d => d.ReturnReasonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<SignedBatch>().WithMany().HasForeignKey(d => d.BatchId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesPerson(d => d.ForPersonId, WhenMerged.Stays);
        builder.HasIndex(d => d.ProofId).IsUnique().HasFilter(""" "BatchId" IS NULL """.Trim());
        builder.HasIndex(d => d.BatchId);
        builder.HasIndex(d => d.VoiceHash).HasFilter(""" "VoiceHash" IS NOT NULL """.Trim());
        builder.Ignore(d => d.SigningAction);
        builder.Ignore(d => d.Canonical);
    }
}
