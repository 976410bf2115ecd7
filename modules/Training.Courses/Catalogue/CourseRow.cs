using Training.Courses.Completion;
using Training.Courses.Enrolments;
using Training.Courses.Lessons;
using Training.Courses.Quizzes;
using Training.Data;

namespace Training.Courses.Catalogue;

/// <summary>A course as a list shows it to one person.</summary>
/// <param name="Reason">Why it is on the person's list: null where it is not, empty where the person chose it.</param>
/// <param name="CorrectAnswers">Of the completion; null before it.</param>
internal sealed record CourseRow(
    string Code, string TitleVi, string TitleEn, string SummaryVi, string SummaryEn, int Hours, int Lessons, int Read, bool Passed, string? Reason, int? CorrectAnswers, int? Questions)
{
    public CourseState State => CorrectAnswers is not null ? CourseState.Completed
        : Lessons > Read ? (Read > 0 || Passed ? CourseState.Reading : CourseState.NotBegun)
        : CourseState.QuizLeft;
}

/// <summary>Derived from what was read and answered; never stored.</summary>
internal enum CourseState
{
    NotBegun,
    Reading,
    QuizLeft,
    Completed,
}

internal static class CourseRows
{
    /// <summary>The courses with the progress of a person, in Vietnamese order; one statement. For somebody who is no practitioner, <see cref="Guid.Empty"/>.</summary>
    public static IQueryable<CourseRow> RowsFor(this IQueryable<Course> courses, TrainingDbContext db, Guid personId) => courses
        .OrderBy(c => c.SortKey)
        .Select(c => new CourseRow(
            c.Code,
            c.TitleVi,
            c.TitleEn,
            c.SummaryVi,
            c.SummaryEn,
            c.Hours,
            db.Set<Lesson>().Count(l => l.CourseId == c.Id),
            db.Set<LessonRead>().Count(r => r.PersonId == personId && db.Set<Lesson>().Any(l => l.Id == r.LessonId && l.CourseId == c.Id)),
            db.Set<Attempt>().Any(a => a.PersonId == personId && a.CourseId == c.Id && a.Passed),
            db.Set<Enrolment>().Where(e => e.PersonId == personId && e.CourseId == c.Id).Select(e => e.Reason).FirstOrDefault(),
            db.Set<CourseCompletion>().Where(x => x.PersonId == personId && x.CourseId == c.Id).Select(x => (int?)x.CorrectAnswers).FirstOrDefault(),
            db.Set<CourseCompletion>().Where(x => x.PersonId == personId && x.CourseId == c.Id).Select(x => (int?)x.Questions).FirstOrDefault()));
}
