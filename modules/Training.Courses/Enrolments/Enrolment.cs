using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Courses.Enrolments;

/// <summary>A course on a person's list.</summary>
[NotAudited("a course on a list; joining the transfer or finishing the course is the event")]
internal sealed class Enrolment : Entity
{
    public required Guid PersonId { get; init; }

    public required Guid CourseId { get; init; }

    /// <summary>Who asks for it, such as the code of a transfer; empty where the person began by themselves.</summary>
    public required string Reason { get; init; }

    public required DateTimeOffset EnrolledAt { get; init; }

    /// <summary>When a lesson was last marked or the quiz last taken.</summary>
    public DateTimeOffset? LastActiveAt { get; init; }
}

/// <summary>Everybody sees their own; other modules ask <see cref="ICourses"/>.</summary>
internal sealed class EnrolmentConfiguration : IScoped<Enrolment>
{
    public Expression<Func<Enrolment, Viewer, bool>> VisibleTo(TrainingDbContext db) => (x, viewer) => x.PersonId == viewer.PersonId;

    public void Lock(RowLock<Enrolment> row) => row.Person(x => x.PersonId);

    public void Configure(EntityTypeBuilder<Enrolment> builder)
    {
        builder.ToTable("Courses_Enrolments");
        builder.ReferencesPerson(e => e.PersonId, WhenMerged.MovesUnlessThere);
        builder.ReferencesCourse(e => e.CourseId);
        builder.HasIndex(e => new { e.PersonId, e.CourseId }).IsUnique();
        builder.Property(e => e.Reason).HasMaxLength(200);
    }
}
