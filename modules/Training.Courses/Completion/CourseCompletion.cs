using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Contracts;
using Training.Courses.Quizzes;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Courses.Completion;

/// <summary>Somebody finished a course. There is one for a person and a course, and so one <see cref="CourseCompleted"/>.</summary>
internal sealed class CourseCompletion : Entity, IAppendOnly
{
    public required Guid PersonId { get; init; }

    public required Guid CourseId { get; init; }

    public required int CorrectAnswers { get; init; }

    public required int Questions { get; init; }

    public required DateTimeOffset CompletedAt { get; init; }

    public decimal Score => Grader.Score(CorrectAnswers, Questions);

    public static CourseCompletion Of(Guid personId, Guid courseId, int correctAnswers, int questions, DateTimeOffset at, bool isHistory = false)
    {
        var completion = new CourseCompletion
        {
            PersonId = personId,
            CourseId = courseId,
            CorrectAnswers = correctAnswers,
            Questions = questions,
            CompletedAt = at,
        };
        completion.Raise(new CourseCompleted(personId, courseId, completion.Score, completion.CompletedAt, isHistory));
        return completion;
    }
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
    }
}
