namespace Training.Courses.Completion;

/// <summary>What counts as finished: every lesson read and the quiz passed, in whatever order.</summary>
internal static class CompletionRule
{
    public static bool IsMet(int lessons, int lessonsRead, bool quizPassed) => quizPassed && lessonsRead >= lessons;
}
