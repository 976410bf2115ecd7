using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Acceptance.Council;

namespace Training.Acceptance.Papers;

/// <summary>
/// Biên bản nghiệm thu. Everything printed stands in <see cref="Content"/> as it was when it was written, and its hash is what the directors
/// sign: names that change later change nothing here. Returned minutes are written anew as the next version.
/// </summary>
internal sealed class Minutes : CaseRow
{
    public const string Action = "Acceptance.MinutesWritten";

    public required int Version { get; init; }

    /// <summary>Number of the document, as the office gives it.</summary>
    public required string Number { get; init; }

    public required DateOnly On { get; init; }

    /// <summary>Canonical JSON, see <see cref="MinutesContent"/>.</summary>
    public required string Content { get; init; }

    /// <summary>SHA-256 of <see cref="Content"/>.</summary>
    public required string ContentHash { get; init; }
}

/// <summary>What a director decides about minutes.</summary>
internal enum SignatureKind
{
    Signed,

    /// <summary>Returned with a reason: they are written anew, and both sign again.</summary>
    Returned,
}

/// <summary>A director's signature under one version of the minutes, for one side: one for each, never changed.</summary>
internal sealed class MinutesSignature : CaseRow
{
    public const string SignedAction = "Acceptance.MinutesSigned";
    public const string ReturnedAction = "Acceptance.MinutesReturned";

    public required Guid MinutesId { get; init; }

    public required Side Side { get; init; }

    public required SignatureKind Kind { get; init; }

    public string? Reason { get; init; }

    /// <summary>How they proved who they are: <c>passkey</c>, <c>password+totp</c> or <c>password</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The proof, under which a passkey's signature is kept.</summary>
    public required Guid ProofId { get; init; }

    /// <summary>The hash of the minutes that were shown.</summary>
    public required string ContentHash { get; init; }

    /// <summary>What was signed: the hash of <see cref="SignedMinutes"/>.</summary>
    public required string SignedHash { get; init; }
}

/// <summary>The department of health has taken note.</summary>
internal sealed class DepartmentNote : CaseRow
{
    public const string Action = "Acceptance.Noted";

    /// <summary>Number of the department's paper; null where there is none.</summary>
    public string? Number { get; init; }

    public string? Text { get; init; }
}

internal sealed class MinutesConfiguration : CaseRowConfiguration<Minutes>
{
    public const int NumberLength = 60;

    protected override void ConfigureRow(EntityTypeBuilder<Minutes> builder)
    {
        builder.ToTable("Acceptance_Minutes");
        builder.HasIndex(m => new { m.CaseId, m.Version }).IsUnique();
        builder.Property(m => m.Number).HasMaxLength(NumberLength);
        builder.Property(m => m.ContentHash).HasMaxLength(64);
    }
}

internal sealed class MinutesSignatureConfiguration : CaseRowConfiguration<MinutesSignature>
{
    protected override void ConfigureRow(EntityTypeBuilder<MinutesSignature> builder)
    {
        builder.ToTable("Acceptance_Signatures");
        builder.HasOne<Minutes>().WithMany().HasForeignKey(s => s.MinutesId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(s => new { s.MinutesId, s.Side }).IsUnique();
        builder.HasIndex(s => s.ProofId).IsUnique();
        builder.Property(s => s.Reason).HasMaxLength(CaseText.Longest);
        builder.Property(s => s.Method).HasMaxLength(40);
        builder.Property(s => s.ContentHash).HasMaxLength(64);
        builder.Property(s => s.SignedHash).HasMaxLength(64);
    }
}

internal sealed class DepartmentNoteConfiguration : CaseRowConfiguration<DepartmentNote>
{
    protected override void ConfigureRow(EntityTypeBuilder<DepartmentNote> builder)
    {
        builder.ToTable("Acceptance_DepartmentNotes");
        builder.HasIndex(n => n.CaseId).IsUnique();
        builder.Property(n => n.Number).HasMaxLength(MinutesConfiguration.NumberLength);
        builder.Property(n => n.Text).HasMaxLength(CaseText.Longest);
    }
}
