using Training.Courses.Progress;
using Training.Modules;

namespace Training.Courses.Catalogue;

/// <summary>A course as a list shows it to one person.</summary>
/// <param name="Reason">Why it is on the person's list: null where it is not, empty where the person chose it.</param>
/// <param name="DueOn">When it should be finished; null where nobody says.</param>
/// <param name="Score">Of the completion, 0 to 10; null before it, and where nothing has a score.</param>
internal sealed record CourseRow(string Code, string Title, string Summary, int Hours, int Items, int Required, int Done, string? Reason, DateOnly? DueOn, DateTimeOffset? CompletedAt, decimal? Score, bool HasNews, int? CreditPeriods, Joining Joining)
{
    public CourseState State => CompletedAt is not null ? (HasNews ? CourseState.News : CourseState.Completed) : Done == 0 ? CourseState.NotBegun : CourseState.Learning;

    public static CourseRow Of(LearnerCourse c) => new(
        c.Course.Code,
        Show.Name(c.Course.TitleVi, c.Course.TitleEn),
        Show.Name(c.Course.SummaryVi, c.Course.SummaryEn),
        c.Course.Hours,
        c.Standing.Items.Count(i => i.IsAsked),
        c.Standing.RequiredCount,
        c.Standing.RequiredDone,
        c.IsOnList ? c.Enrolment!.Reason : null,
        c.IsOnList ? c.Enrolment!.DueOn : null,
        c.Completion?.CompletedAt,
        c.Completion?.Score,
        c.HasNews,
        c.Course.CreditPeriods,
        c.Course.Joining);
}

/// <summary>Derived from what was done; never stored.</summary>
internal enum CourseState
{
    NotBegun,
    Learning,
    Completed,

    /// <summary>Finished, and a later version asks for something more.</summary>
    News,
}
