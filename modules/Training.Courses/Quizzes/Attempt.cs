using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Courses.Quizzes;

/// <summary>A quiz as it was handed in.</summary>
internal sealed class Attempt : Entity, IAppendOnly
{
    public required Guid PersonId { get; init; }

    public required Guid CourseId { get; init; }

    public required DateTimeOffset AttemptedAt { get; init; }

    public required int CorrectAnswers { get; init; }

    public required int Questions { get; init; }

    /// <summary>By the pass mark of that day.</summary>
    public required bool Passed { get; init; }

    /// <summary>JSON: id of each question → id of the chosen option.</summary>
    public required string Answers { get; init; }

    public decimal Score => Grader.Score(CorrectAnswers, Questions);

    public IReadOnlyDictionary<Guid, Guid> Chosen => JsonSerializer.Deserialize<Dictionary<Guid, Guid>>(Answers)!;

    public static Attempt Of(Guid personId, Guid courseId, DateTimeOffset at, Grade grade, IReadOnlyDictionary<Guid, Guid> answers) => new()
    {
        PersonId = personId,
        CourseId = courseId,
        AttemptedAt = at,
        CorrectAnswers = grade.CorrectAnswers,
        Questions = grade.Questions,
        Passed = grade.Passed,
        Answers = JsonSerializer.Serialize(answers),
    };
}

/// <summary>Everybody sees their own; other modules ask <see cref="ICourses"/>.</summary>
internal sealed class AttemptConfiguration : IScoped<Attempt>
{
    public Expression<Func<Attempt, Viewer, bool>> VisibleTo(TrainingDbContext db) => (x, viewer) => x.PersonId == viewer.PersonId;

    public void Lock(RowLock<Attempt> row) => row.Person(x => x.PersonId);

    public void Configure(EntityTypeBuilder<Attempt> builder)
    {
        builder.ToTable("Courses_Attempts");
        builder.Ignore(a => a.Chosen);
        builder.ReferencesPerson(a => a.PersonId);
        builder.ReferencesCourse(a => a.CourseId);
        builder.HasIndex(a => new { a.PersonId, a.CourseId });
    }
}
