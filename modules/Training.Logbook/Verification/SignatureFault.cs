using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Logbook.Entries;
using Training.Modules;

namespace Training.Logbook.Verification;

/// <summary>What does not fit.</summary>
internal enum FaultKind
{
    /// <summary>The content of a version is not what was sent.</summary>
    EntryChanged,

    /// <summary>A file was changed on the disk, or is gone from it.</summary>
    AttachmentChanged,

    /// <summary>A mentor's decision was changed, or belongs to another version.</summary>
    SignatureChanged,

    /// <summary>A case is said to be signed and has no signature under its newest version.</summary>
    SignatureMissing,

    /// <summary>What a device signed is gone or does not fit.</summary>
    AssertionInvalid,

    /// <summary>Somebody else's approval was changed, or belongs to another version.</summary>
    ApprovalChanged,

    /// <summary>Something was removed, and no decision of two people says so.</summary>
    RedactionUnproven,
}

/// <summary>Something that does not fit, since the check first found it; cleared by the check that finds it whole again.</summary>
internal sealed class SignatureFault : Entity
{
    public const string FoundAction = "Logbook.SignatureFaultFound";
    public const string ClearedAction = "Logbook.SignatureFaultCleared";

    public required Guid EntryId { get; init; }

    public required Guid EntryVersionId { get; init; }

    public required string CaseCode { get; init; }

    public required int Number { get; init; }

    public required FaultKind Kind { get; init; }

    public required DateTimeOffset FoundAt { get; init; }

    public DateTimeOffset? ClearedAt { get; set; }
}

/// <summary>One run over the whole logbook.</summary>
internal sealed class LogbookVerification : Entity, IAppendOnly
{
    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    public required long Versions { get; init; }

    public required int Faults { get; init; }
}

internal sealed class VerificationConfiguration : IEntityTypeConfiguration<SignatureFault>, IEntityTypeConfiguration<LogbookVerification>
{
    public void Configure(EntityTypeBuilder<SignatureFault> builder)
    {
        builder.ToTable("Logbook_SignatureFaults");
        builder.HasOne<LogbookEntry>().WithMany().HasForeignKey(f => f.EntryId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EntryVersion>().WithMany().HasForeignKey(f => f.EntryVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(f => new { f.EntryVersionId, f.Kind }).IsUnique().HasFilter(""" "ClearedAt" IS NULL """.Trim());
        builder.HasIndex(f => f.FoundAt).HasFilter(""" "ClearedAt" IS NULL """.Trim());
        builder.HasIndex(f => f.EntryId);
        builder.Property(f => f.CaseCode).HasMaxLength(12);
    }

    public void Configure(EntityTypeBuilder<LogbookVerification> builder)
    {
        builder.ToTable("Logbook_Verifications");
        builder.HasIndex(v => v.StartedAt);
    }
}
