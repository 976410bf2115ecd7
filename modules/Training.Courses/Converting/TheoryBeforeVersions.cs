namespace Training.Courses.Converting;

/// <summary>The courses of a site as they were before they had versions: lessons by number, one quiz of questions with one right option, and what people did.</summary>
internal sealed record TheoryBeforeVersions(
    IReadOnlyList<OldCourse> Courses,
    IReadOnlyList<OldLesson> Lessons,
    IReadOnlyList<OldQuestion> Questions,
    IReadOnlyList<OldOption> Options,
    IReadOnlyList<OldReading> Readings,
    IReadOnlyList<OldAttempt> Attempts,
    IReadOnlyList<OldCompletion> Completions);

internal sealed record OldCourse(Guid Id, int PassMark);

internal sealed record OldLesson(Guid Id, Guid CourseId, int Number, string TitleVi, string TitleEn, int Minutes, string BodyVi, string? BodyEn);

internal sealed record OldQuestion(Guid Id, Guid CourseId, int Number, string TextVi, string TextEn, string ExplainVi, string ExplainEn);

internal sealed record OldOption(Guid QuestionId, int Number, string TextVi, string TextEn, bool IsCorrect);

internal sealed record OldReading(Guid PersonId, Guid LessonId, long Ticks) : Dated(Ticks);

internal sealed record OldAttempt(Guid PersonId, Guid CourseId, long Ticks, int CorrectAnswers, int Questions, bool Passed) : Dated(Ticks)
{
    public decimal Percent => Questions == 0 ? 0 : 100m * CorrectAnswers / Questions;
}

internal sealed record OldCompletion(Guid Id, Guid PersonId, Guid CourseId, int CorrectAnswers, int Questions, long Ticks) : Dated(Ticks);

/// <summary>Something that somebody did at a time.</summary>
/// <param name="Ticks">Of 100 ns, UTC, as <see cref="DateTimeOffset.UtcTicks"/> counts them.</param>
internal abstract record Dated(long Ticks)
{
    public DateTimeOffset At => new(Ticks, TimeSpan.Zero);
}
