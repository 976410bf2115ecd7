namespace Training.Courses.Completion;

/// <summary>Events that this module adds no more. The trail never loses an entry, so their words stay.</summary>
internal static class EarlierEvents
{
    /// <summary>Before quizzes were asked from the bank of questions, whose module tells of them now.</summary>
    public const string QuizHandedIn = "Courses.QuizHandedIn";
}
