using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Acceptance.Council;
using Training.Data;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Acceptance.Readiness;

/// <summary>Something that has to be in place at the receiving hospital before a team is accepted: for every package, or for one version of one.</summary>
internal sealed class ReadinessItem : Entity, IAppendOnly
{
    /// <summary>The package version that asks for it; null: every package does.</summary>
    public Guid? PackageVersionId { get; init; }

    /// <summary>Stable short name used in recipes.</summary>
    public required string Key { get; init; }

    public required int Position { get; init; }

    public required string NameVi { get; init; }

    public required string NameEn { get; init; }

    /// <summary>Where it comes from: a text of law, or that it is an illustration.</summary>
    public required string Source { get; init; }

    /// <summary>The name in the language of the page.</summary>
    public string Display => Show.Name(NameVi, NameEn);
}

/// <summary>Somebody of the receiving hospital said that an item is in place, or that it no longer is. The newest one holds.</summary>
internal sealed class ReadinessStamp : Entity, IAppendOnly
{
    public const string Action = "Acceptance.ReadinessStamped";

    public required Guid TransferId { get; init; }

    public required Guid ItemId { get; init; }

    /// <summary>False: what was in place is withdrawn.</summary>
    public required bool IsReady { get; init; }

    public string? Note { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Guid ByUserId { get; init; }

    /// <summary>The name of that moment.</summary>
    public required string By { get; init; }
}

internal sealed class ReadinessConfiguration : IEntityTypeConfiguration<ReadinessItem>, IScoped<ReadinessStamp>
{
    public void Configure(EntityTypeBuilder<ReadinessItem> builder)
    {
        builder.ToTable("Acceptance_ReadinessItems");
        builder.ReferencesPackageVersion(i => i.PackageVersionId);
        builder.HasIndex(i => new { i.PackageVersionId, i.Key }).IsUnique();
        builder.Property(i => i.Key).HasMaxLength(60);
        builder.Property(i => i.NameVi).HasMaxLength(300);
        builder.Property(i => i.NameEn).HasMaxLength(300);
        builder.Property(i => i.Source).HasMaxLength(200);
        builder.Ignore(i => i.Display);
    }

    public void Configure(EntityTypeBuilder<ReadinessStamp> builder)
    {
        builder.ToTable("Acceptance_ReadinessStamps");
        builder.ReferencesTransfer(s => s.TransferId);
        builder.HasOne<ReadinessItem>().WithMany().HasForeignKey(s => s.ItemId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(s => new { s.TransferId, s.ItemId, s.At });
        builder.Property(s => s.Note).HasMaxLength(CaseText.Longest);
        builder.Property(s => s.By).HasMaxLength(250);
    }

    public Expression<Func<ReadinessStamp, Viewer, bool>> VisibleTo(TrainingDbContext db)
    {
        Expression<Func<ReadinessStamp, Viewer, bool>> nobody = (_, _) => false;
        return nobody.Or(s => s.TransferId, db.VisibleTransfer());
    }

    public void Lock(RowLock<ReadinessStamp> row) => row.WithTransfer(s => s.TransferId);
}
