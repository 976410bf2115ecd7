using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Courses.Lessons;

/// <summary>Somebody said that they read a lesson; the first time counts.</summary>
[NotAudited("the row says who and when; finishing the course is the event")]
internal sealed class LessonRead : IAppendOnly
{
    public required Guid PersonId { get; init; }

    public required Guid LessonId { get; init; }

    public required DateTimeOffset ReadAt { get; init; }
}

/// <summary>Everybody sees their own; other modules ask <see cref="ICourses"/>.</summary>
internal sealed class LessonReadConfiguration : IScoped<LessonRead>
{
    public Expression<Func<LessonRead, Viewer, bool>> VisibleTo(TrainingDbContext db) => (x, viewer) => x.PersonId == viewer.PersonId;

    public void Lock(RowLock<LessonRead> row) => row.Person(x => x.PersonId);

    public void Configure(EntityTypeBuilder<LessonRead> builder)
    {
        builder.ToTable("Courses_LessonReads").HasKey(r => new { r.PersonId, r.LessonId });
        builder.ReferencesPerson(r => r.PersonId, WhenMerged.MovesUnlessThere);
        builder.HasOne<Lesson>().WithMany().HasForeignKey(r => r.LessonId).OnDelete(DeleteBehavior.Restrict);
    }
}
