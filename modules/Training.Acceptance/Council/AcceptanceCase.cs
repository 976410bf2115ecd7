using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Transfers.Contracts;

namespace Training.Acceptance.Council;

/// <summary>
/// Nghiệm thu: one try to have the team of a transfer accepted, from the day it is asked for. Everything that happens in it is a row of its
/// own that is only ever added; where it stands is read off them (<c>Story/Stage</c>).
/// </summary>
internal sealed class AcceptanceCase : Entity, IAppendOnly
{
    public const string OpenedAction = "Acceptance.Opened";

    public required Guid TransferId { get; init; }

    /// <summary>1 for the first try of a transfer; each try has its number once.</summary>
    public required int Number { get; init; }

    /// <summary>The process that carries it.</summary>
    public required Guid InstanceId { get; init; }

    /// <summary>The rule that its council was named under.</summary>
    public required Guid RuleId { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required Guid OpenedByUserId { get; init; }

    public required string OpenedBy { get; init; }
}

/// <summary>Whose side a member of a council comes from.</summary>
internal enum Side
{
    Giver,
    Receiver,
}

/// <summary>A member of the council, as they were called and where they worked when they were named.</summary>
internal sealed class CouncilMember : IAppendOnly
{
    public required Guid CaseId { get; init; }

    public required Guid PersonId { get; init; }

    public required Side Side { get; init; }

    public required string Name { get; init; }

    public required string Position { get; init; }
}

/// <summary>What belongs to a case.</summary>
internal abstract class CaseRow : Entity, IAppendOnly
{
    public required Guid CaseId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The account that did it.</summary>
    public required Guid ByUserId { get; init; }

    /// <summary>The name of that moment.</summary>
    public required string By { get; init; }
}

/// <summary>Lengths of what people write.</summary>
internal static class CaseText
{
    public const int Longest = 1000;

    /// <exception cref="RuleViolation">It seems to name a patient.</exception>
    public static string? Checked(string? text, string field)
    {
        if (PatientIdentityScreen.Find(text) is { } finding)
        {
            throw new RuleViolation($"Identity.{finding}") { Field = field };
        }

        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }
}

/// <summary>Seen by whoever sees the transfer, and by the members of the council.</summary>
internal sealed class AcceptanceCaseConfiguration : IScoped<AcceptanceCase>, IEntityTypeConfiguration<CouncilMember>
{
    public Expression<Func<AcceptanceCase, Viewer, bool>> VisibleTo(TrainingDbContext db)
    {
        Expression<Func<AcceptanceCase, Viewer, bool>> members = (c, viewer) => db.Set<CouncilMember>().Any(m => m.CaseId == c.Id && m.PersonId == viewer.PersonId);
        return members.Or(c => c.TransferId, db.VisibleTransfer());
    }

    public void Lock(RowLock<AcceptanceCase> row) => row.WithTransfer(c => c.TransferId).PersonOf<CouncilMember>(m => m.CaseId, m => m.PersonId);

    public void Configure(EntityTypeBuilder<AcceptanceCase> builder)
    {
        builder.ToTable("Acceptance_Cases");
        builder.ReferencesTransfer(c => c.TransferId);
        builder.HasOne<AcceptanceRule>().WithMany().HasForeignKey(c => c.RuleId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => new { c.TransferId, c.Number }).IsUnique();
        builder.Property(c => c.OpenedBy).HasMaxLength(250);
    }

    public void Configure(EntityTypeBuilder<CouncilMember> builder)
    {
        builder.ToTable("Acceptance_CouncilMembers").HasKey(m => new { m.CaseId, m.PersonId });
        builder.HasOne<AcceptanceCase>().WithMany().HasForeignKey(m => m.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesPerson(m => m.PersonId, WhenMerged.Stays);
        builder.HasIndex(m => m.PersonId);
        builder.Property(m => m.Name).HasMaxLength(250);
        builder.Property(m => m.Position).HasMaxLength(500);
    }
}

/// <summary>Seen by whoever sees the case.</summary>
internal abstract class CaseRowConfiguration<T> : IScoped<T>
    where T : CaseRow
{
    public Expression<Func<T, Viewer, bool>> VisibleTo(TrainingDbContext db) => (row, _) => db.Set<AcceptanceCase>().Any(c => c.Id == row.CaseId);

    public void Lock(RowLock<T> row) => row.With<AcceptanceCase>(r => r.CaseId);

    public void Configure(EntityTypeBuilder<T> builder)
    {
        builder.HasOne<AcceptanceCase>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(row => row.By).HasMaxLength(250);
        ConfigureRow(builder);
    }

    protected abstract void ConfigureRow(EntityTypeBuilder<T> builder);
}
