using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.Contracts;
using Training.Identity.People;
using Training.Modules;

namespace Training.Identity.Merging;

/// <summary>Two records of one person were made one. The report says what moved, row by row, so that nothing about it is lost.</summary>
internal sealed class Merge : Entity, IAppendOnly
{
    public required Guid KeptId { get; init; }

    public required Guid DroppedId { get; init; }

    public required string Reason { get; init; }

    public required Guid MergedByUserId { get; init; }

    public required string MergedBy { get; init; }

    public required DateTimeOffset MergedAt { get; init; }

    /// <summary>A <see cref="MergeReport"/> as JSON.</summary>
    public required string Report { get; init; }
}

internal sealed class MergeConfiguration : IScoped<Merge>
{
    public Expression<Func<Merge, Viewer, bool>> VisibleTo(TrainingDbContext db) => (_, viewer) => viewer.Everywhere(PeoplePermissions.Merge);

    /// <summary>Only who looks at the whole country; the lock adds nobody.</summary>
    public void Lock(RowLock<Merge> row)
    {
    }

    public void Configure(EntityTypeBuilder<Merge> builder)
    {
        builder.ToTable("Identity_Merges", table => table.HasCheckConstraint("CK_Identity_Merges_Two", """ "KeptId" <> "DroppedId" """.Trim()));
        builder.ReferencesPerson(m => m.KeptId, WhenMerged.Stays);
        builder.ReferencesPerson(m => m.DroppedId, WhenMerged.Stays);
        builder.HasIndex(m => m.DroppedId).IsUnique();
        builder.Property(m => m.Reason).HasMaxLength(400);
        builder.Property(m => m.MergedBy).HasMaxLength(200);
    }
}
