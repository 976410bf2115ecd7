using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Identity.Contracts;

namespace Training.Acceptance.Council;

/// <summary>What a member of a council says about the team.</summary>
internal enum VoteKind
{
    /// <summary>Đạt.</summary>
    Accept,

    /// <summary>Đạt có điều kiện: something has to be mended; whether it counts as accepting says the rule.</summary>
    Conditional,

    /// <summary>Chưa đạt.</summary>
    Reject,
}

/// <summary>One vote of one member in one round; never changed.</summary>
internal sealed class Vote : CaseRow
{
    public const string Action = "Acceptance.Voted";

    /// <summary>1, and one more after each refusal that was answered.</summary>
    public required int Round { get; init; }

    public required Guid PersonId { get; init; }

    public required VoteKind Kind { get; init; }

    public string? Comment { get; init; }
}

/// <summary>How the training office goes on after a refusal.</summary>
internal enum RemedyKind
{
    /// <summary>What was missing is there now: the council votes again.</summary>
    VoteAgain,

    /// <summary>The try ends; another can be opened later.</summary>
    Close,
}

/// <summary>The training office's answer to a refusal.</summary>
internal sealed class Remedy : CaseRow
{
    public const string Action = "Acceptance.RefusalAnswered";

    /// <summary>The round that was refused.</summary>
    public required int Round { get; init; }

    public required RemedyKind Kind { get; init; }

    public required string Text { get; init; }
}

internal sealed class VoteConfiguration : CaseRowConfiguration<Vote>
{
    protected override void ConfigureRow(EntityTypeBuilder<Vote> builder)
    {
        builder.ToTable("Acceptance_Votes");
        builder.ReferencesPerson(v => v.PersonId, WhenMerged.Stays);
        builder.HasIndex(v => new { v.CaseId, v.Round, v.PersonId }).IsUnique();
        builder.Property(v => v.Comment).HasMaxLength(CaseText.Longest);
    }
}

internal sealed class RemedyConfiguration : CaseRowConfiguration<Remedy>
{
    protected override void ConfigureRow(EntityTypeBuilder<Remedy> builder)
    {
        builder.ToTable("Acceptance_Remedies");
        builder.HasIndex(r => new { r.CaseId, r.Round }).IsUnique();
        builder.Property(r => r.Text).HasMaxLength(CaseText.Longest);
    }
}
