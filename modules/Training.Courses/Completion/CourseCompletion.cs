using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Courses.Completion;

/// <summary>Somebody finished a course. There is one for a person and a course, and so one <see cref="CourseCompleted"/>.</summary>
internal sealed class CourseCompletion : Entity, IAppendOnly
{
    public required Guid PersonId { get; init; }

    public required Guid CourseId { get; init; }

    /// <summary>Number of the version that was finished.</summary>
    public required int Version { get; init; }

    /// <summary>0 to 10, one decimal; null where nothing in the course has a score.</summary>
    public required decimal? Score { get; init; }

    public required DateTimeOffset CompletedAt { get; init; }

    /// <param name="personId">Who.</param>
    /// <param name="courseId">Which.</param>
    /// <param name="version">Number of the version.</param>
    /// <param name="percent">The score in percent; null where there is none.</param>
    /// <param name="at">When.</param>
    /// <param name="isHistory">A recipe tells of the past.</param>
    public static CourseCompletion Of(Guid personId, Guid courseId, int version, decimal? percent, DateTimeOffset at, bool isHistory = false)
    {
        var completion = new CourseCompletion { PersonId = personId, CourseId = courseId, Version = version, Score = OutOfTen(percent), CompletedAt = at };
        completion.Raise(new CourseCompleted(personId, courseId, completion.Score, completion.CompletedAt, isHistory));
        return completion;
    }

    /// <summary>As schools write it: 0 to 10, one decimal.</summary>
    public static decimal? OutOfTen(decimal? percent) => percent is { } value ? Math.Round(value / 10, 1, MidpointRounding.AwayFromZero) : null;
}

/// <summary>Everybody sees their own; other modules ask <see cref="ICourses"/>.</summary>
internal sealed class CourseCompletionConfiguration : IScoped<CourseCompletion>
{
    public Expression<Func<CourseCompletion, Viewer, bool>> VisibleTo(TrainingDbContext db) => (x, viewer) => x.PersonId == viewer.PersonId;

    public void Lock(RowLock<CourseCompletion> row) => row.Person(x => x.PersonId);

    public void Configure(EntityTypeBuilder<CourseCompletion> builder)
    {
        builder.ToTable("Courses_CourseCompletions");
        builder.ReferencesPerson(c => c.PersonId, WhenMerged.MovesUnlessThere);
        builder.ReferencesCourse(c => c.CourseId);
        builder.HasIndex(c => new { c.PersonId, c.CourseId }).IsUnique();
        builder.Property(c => c.Score).HasPrecision(4, 1);
    }
}
