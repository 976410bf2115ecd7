using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.Contracts;
using Training.Identity.Merging;
using Training.Identity.People;
using Training.Modules;

namespace Training.Identity.Duplicates;

/// <summary>
/// Two records that look like one person were found to be of two; the finder leaves the pair out until the judgement is taken back. A record
/// that is merged into a third starts anew.
/// </summary>
internal sealed class DistinctPeople : Entity
{
    /// <summary>The smaller id, so that a pair has one row.</summary>
    public required Guid FirstId { get; init; }

    public required Guid SecondId { get; init; }

    public required string Reason { get; init; }

    public required string JudgedBy { get; init; }

    public required DateTimeOffset JudgedAt { get; init; }
}

internal sealed class DistinctPeopleConfiguration : IScoped<DistinctPeople>
{
    public Expression<Func<DistinctPeople, Viewer, bool>> VisibleTo(TrainingDbContext db) => (_, viewer) => viewer.Everywhere(PeoplePermissions.Merge);

    /// <summary>Only who looks at the whole country; the lock adds nobody.</summary>
    public void Lock(RowLock<DistinctPeople> row)
    {
    }

    public void Configure(EntityTypeBuilder<DistinctPeople> builder)
    {
        builder.ToTable("Identity_DistinctPeople", table => table.HasCheckConstraint("CK_Identity_DistinctPeople_Order", """ "FirstId" < "SecondId" """.Trim()));
        builder.ReferencesPerson(d => d.FirstId, WhenMerged.Stays);
        builder.ReferencesPerson(d => d.SecondId, WhenMerged.Stays);
        builder.HasIndex(d => new { d.FirstId, d.SecondId }).IsUnique();
        builder.Property(d => d.Reason).HasMaxLength(400);
        builder.Property(d => d.JudgedBy).HasMaxLength(200);
    }
}
