namespace Training.Courses.Quizzes;

internal sealed record Grade(int CorrectAnswers, int Questions, bool Passed);

/// <summary>Compares answers with the key. Whole numbers throughout, so that 8 of 10 is never 7.999.</summary>
internal static class Grader
{
    public static Grade Grade(AnswerKey key, IReadOnlyDictionary<Guid, Guid> answers)
    {
        var correct = key.Questions.Count(q => answers.TryGetValue(q.Id, out var chosen) && chosen == q.CorrectOptionId);
        return new Grade(correct, key.Questions.Count, correct * 10 >= key.PassMark * key.Questions.Count);
    }

    /// <summary>The questions without an answer that belongs to them.</summary>
    public static IReadOnlyList<Guid> Unanswered(AnswerKey key, IReadOnlyDictionary<Guid, Guid> answers)
        => [.. key.Questions.Where(q => !answers.TryGetValue(q.Id, out var chosen) || !q.OptionIds.Contains(chosen)).Select(q => q.Id)];

    /// <summary>0 to 10, one decimal.</summary>
    public static decimal Score(int correctAnswers, int questions)
        => questions == 0 ? 0 : Math.Round(10m * correctAnswers / questions, 1, MidpointRounding.AwayFromZero);
}
