using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Courses.Enrolments;

/// <summary>A course on a person's list. Taken off, the row stays: who comes back goes on with the version they began.</summary>
[NotAudited("a course on a list; joining a team, what an office did with the list and finishing the course are the events")]
internal sealed class Enrolment : Entity
{
    public required Guid PersonId { get; init; }

    public required Guid CourseId { get; init; }

    /// <summary>Who asks for it, such as the code of a transfer or the words of an office; empty where the person began by themselves.</summary>
    public required string Reason { get; set; }

    public required DateTimeOffset EnrolledAt { get; set; }

    /// <summary>Number of the version that they began and will finish; null before they begin.</summary>
    public int? BegunVersion { get; init; }

    /// <summary>When a lesson was last marked or the quiz last taken.</summary>
    public DateTimeOffset? LastActiveAt { get; init; }

    /// <summary>Last day on which it should be finished; null where nobody says.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>The due day that they were written to about.</summary>
    public DateOnly? RemindedFor { get; set; }

    /// <summary>When it was taken off the list; what was done stays.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public string? EndedReason { get; private set; }

    /// <summary>Who took it off.</summary>
    public string? EndedBy { get; private set; }

    public void End(string? reason, string by, DateTimeOffset at) => (EndedAt, EndedReason, EndedBy) = (at, reason, by);

    /// <summary>It comes back onto the list.</summary>
    public void Again(string reason, DateOnly? dueOn, DateTimeOffset at)
        => (Reason, EnrolledAt, DueOn, EndedAt, EndedReason, EndedBy) = (reason, at, dueOn, null, null, null);
}

/// <summary>Everybody sees their own; other modules ask <see cref="ICourses"/>, offices read by the hospitals that they enrol for.</summary>
internal sealed class EnrolmentConfiguration : IScoped<Enrolment>
{
    public const int ReasonLength = 200;

    public Expression<Func<Enrolment, Viewer, bool>> VisibleTo(TrainingDbContext db) => (x, viewer) => x.PersonId == viewer.PersonId;

    public void Lock(RowLock<Enrolment> row) => row.Person(x => x.PersonId);

    public void Configure(EntityTypeBuilder<Enrolment> builder)
    {
        builder.ToTable("Courses_Enrolments");
        builder.ReferencesPerson(e => e.PersonId, WhenMerged.MovesUnlessThere);
        builder.ReferencesCourse(e => e.CourseId);
        builder.HasIndex(e => new { e.PersonId, e.CourseId }).IsUnique();
        builder.HasIndex(e => new { e.CourseId, e.PersonId });
        builder.HasIndex(e => e.DueOn);
        builder.Property(e => e.Reason).HasMaxLength(ReasonLength);
        builder.Property(e => e.EndedReason).HasMaxLength(500);
        builder.Property(e => e.EndedBy).HasMaxLength(250);
    }
}
