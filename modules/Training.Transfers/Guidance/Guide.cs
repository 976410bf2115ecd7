using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Transfers.Agreements;
using Training.Transfers.Contracts;

namespace Training.Transfers.Guidance;

/// <summary>
/// Người hướng dẫn: who is responsible for a member of the team, from – to. Somebody else from a day on is a row of its own; nothing is
/// overwritten but the last day.
/// </summary>
internal sealed class Guide : Entity
{
    public const string NamedAction = "Transfers.GuideNamed";
    public const string EndedAction = "Transfers.GuideEnded";

    public required Guid ParticipantId { get; init; }

    public required Guid TransferId { get; init; }

    public required Guid GuidePersonId { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>The last day; null while none is set. The day before <see cref="From"/> where it was taken back before it began.</summary>
    public DateOnly? To { get; private set; }

    public required DateTimeOffset NamedAt { get; init; }

    public required string NamedBy { get; init; }

    public DateTimeOffset? EndedAt { get; private set; }

    public string? EndedBy { get; private set; }

    /// <summary>It was taken back, and never held.</summary>
    public bool NeverHeld => To < From;

    public static Guide Of(ParticipantInfo learner, Guid guidePersonId, DateOnly from, DateOnly? to, DateTimeOffset now, string by)
        => new() { ParticipantId = learner.Id, TransferId = learner.TransferId, GuidePersonId = guidePersonId, From = from, To = to, NamedAt = now, NamedBy = by };

    public bool HoldsOn(DateOnly day) => From <= day && (To is null || day <= To);

    /// <summary>Sets the last day; where it would end before it began, it never held.</summary>
    public void EndAfter(DateOnly last, DateTimeOffset now, string by)
    {
        To = last < From ? From.AddDays(-1) : last;
        (EndedAt, EndedBy) = (now, by);
    }
}

/// <summary>Seen by whoever sees the transfer.</summary>
internal sealed class GuideConfiguration : IScoped<Guide>
{
    public Expression<Func<Guide, Viewer, bool>> VisibleTo(TrainingDbContext db) => (g, _) => db.Set<Transfer>().Any(t => t.Id == g.TransferId);

    public void Lock(RowLock<Guide> row) => row.WithFew<Transfer>(g => g.TransferId);

    public void Configure(EntityTypeBuilder<Guide> builder)
    {
        builder.ToTable("Transfers_Guides");
        builder.ReferencesParticipantOfTransfer(g => new { g.ParticipantId, g.TransferId });
        builder.ReferencesTransfer(g => g.TransferId);
        builder.ReferencesPerson(g => g.GuidePersonId);
        builder.HasIndex(g => new { g.ParticipantId, g.From });
        builder.HasIndex(g => g.ParticipantId, "IX_Transfers_Guides_Open").IsUnique().HasFilter(""" "To" IS NULL """.Trim());
        builder.HasIndex(g => g.GuidePersonId);
        builder.Property(g => g.NamedBy).HasMaxLength(250);
        builder.Property(g => g.EndedBy).HasMaxLength(250);
        builder.Ignore(g => g.NeverHeld);
    }
}

/// <summary>
/// One row. Whoever names a guide or changes the rule writes it first, so that such changes wait for each other: two offices that give the
/// same person one learner more at the same moment are judged one after the other.
/// </summary>
internal sealed class GuideLock
{
    public required int Id { get; init; }

    public int Times { get; set; }
}

internal sealed class GuideLockConfiguration : IEntityTypeConfiguration<GuideLock>
{
    public void Configure(EntityTypeBuilder<GuideLock> builder)
    {
        builder.ToTable("Transfers_GuideLocks").HasKey(l => l.Id);
        builder.Property(l => l.Id).ValueGeneratedNever();
    }
}

internal static class GuidesDb
{
    extension(TrainingDbContext db)
    {
        public DbSet<Guide> Guides => db.Set<Guide>();

        public DbSet<GuideRule> GuideRules => db.Set<GuideRule>();
    }

    /// <summary>From here to the end of the transaction nobody else names a guide or changes the rule. What was read before may be old.</summary>
    public static Task<int> LockGuidesAsync(this TrainingDbContext db, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO "Transfers_GuideLocks" ("Id", "Times") VALUES (1, 1)
        ON CONFLICT ("Id") DO UPDATE SET "Times" = "Transfers_GuideLocks"."Times" + 1
        """,
        ct);
}
