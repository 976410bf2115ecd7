using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Contracts;
using Training.Modules;

namespace Training.Courses.Gradebook;

/// <summary>What counts how much in a course: of the course and not of a version, so that everybody's grade is worked out the same way.</summary>
internal sealed class GradePlan : IVersioned
{
    public const string SetAction = "Courses.GradingSet";

    public required Guid CourseId { get; init; }

    public required GradeScheme Scheme { get; set; }

    public int Version { get; set; }
}

internal sealed class GradePlanConfiguration : IEntityTypeConfiguration<GradePlan>
{
    public void Configure(EntityTypeBuilder<GradePlan> builder)
    {
        builder.ToTable("Courses_GradePlans").HasKey(p => p.CourseId);
        builder.ReferencesCourse(p => p.CourseId);
        builder.Property(p => p.Scheme).HasConversion(scheme => scheme.ToJson(), json => GradeScheme.Parse(json), new Comparer()).HasMaxLength(40_000);
    }

    private sealed class Comparer() : ValueComparer<GradeScheme>((a, b) => object.Equals(a, b), value => value.GetHashCode());
}
