using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Courses.Gradebook;

/// <summary>
/// Somebody put another grade in the place of what was reached, with a reason. The newest counts. It is of the gradebook: whether the course is
/// finished is said by what was done (src/docs/decisions/0031).
/// </summary>
internal sealed class GradeOverride : Entity, IAppendOnly
{
    public const string SetAction = "Courses.GradeOverridden";

    public required Guid PersonId { get; init; }

    public required Guid CourseId { get; init; }

    public required Guid ItemKey { get; init; }

    /// <summary>0 to 100; null: what was reached counts again.</summary>
    public required decimal? Percent { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Guid ByUserId { get; init; }

    public required string By { get; init; }
}

/// <summary>Everybody sees their own; gradebooks read by the courses and hospitals of whoever keeps them.</summary>
internal sealed class GradeOverrideConfiguration : IScoped<GradeOverride>
{
    public const int ReasonLength = 500;

    public Expression<Func<GradeOverride, Viewer, bool>> VisibleTo(TrainingDbContext db) => (o, viewer) => o.PersonId == viewer.PersonId;

    public void Lock(RowLock<GradeOverride> row) => row.Person(o => o.PersonId);

    public void Configure(EntityTypeBuilder<GradeOverride> builder)
    {
        builder.ToTable("Courses_GradeOverrides", table => table.HasCheckConstraint("CK_Courses_GradeOverrides_Percent", "\"Percent\" IS NULL OR CAST(\"Percent\" AS REAL) BETWEEN 0 AND 100"));
        builder.ReferencesPerson(o => o.PersonId);
        builder.ReferencesCourse(o => o.CourseId);
        builder.HasIndex(o => new { o.CourseId, o.PersonId, o.ItemKey });
        builder.Property(o => o.Percent).HasPrecision(6, 3);
        builder.Property(o => o.Reason).HasMaxLength(ReasonLength);
        builder.Property(o => o.By).HasMaxLength(250);
    }
}
