using Training.Questions.Marking;
using Training.Questions.Model;

namespace Training.Questions.HandMarks;

/// <summary>What a question is worth once a person has marked its essays. Without criteria the one level of an essay is its share in percent.</summary>
internal static class ByHand
{
    /// <summary>The essays of a question, in the order in which they are asked.</summary>
    public static IReadOnlyList<Essay> EssaysOf(QuestionBody body) => body switch
    {
        Essay essay => [essay],
        Vignette vignette => [.. vignette.Parts.Select(part => part.Body).OfType<Essay>()],
        _ => [],
    };

    /// <summary>How many levels the marker has to choose in an essay.</summary>
    public static int LevelsOf(Essay essay) => Math.Max(1, essay.Rubric.Count);

    /// <summary>Whether every level is chosen and there.</summary>
    public static bool IsComplete(QuestionBody body, IReadOnlyList<IReadOnlyList<int?>> levels)
        => EssaysOf(body) is var essays && essays.Count == levels.Count && essays.Zip(levels).All(pair => pair.Second.Count == LevelsOf(pair.First) && pair.Second.Index().All(level => IsLevel(pair.First, level.Index, level.Item)));

    /// <summary>Of the whole mark.</summary>
    /// <param name="body">The question.</param>
    /// <param name="response">The answer, for what the site marks itself.</param>
    /// <param name="levels">For each essay the chosen level of each criterion.</param>
    public static decimal Fraction(QuestionBody body, Response? response, IReadOnlyList<IReadOnlyList<int?>> levels)
    {
        var next = 0;
        switch (body)
        {
            case Essay essay:
                return Of(essay, levels[0]);
            case Vignette vignette:
                var parts = (response as Answered)?.Parts ?? [];
                var all = vignette.Parts.Sum(part => part.Weight);
                var got = vignette.Parts.Index().Sum(part => part.Item.Weight * (part.Item.Body is Essay essay
                    ? Of(essay, levels[next++])
                    : Grader.Grade(part.Item.Body, part.Index < parts.Count ? parts[part.Index] : null).Fraction));
                return all <= 0 ? 0 : Math.Clamp(got / all, 0, 1);
            default:
                return Grader.Grade(body, response).Fraction;
        }
    }

    private static decimal Of(Essay essay, IReadOnlyList<int?> levels) => essay.Rubric.Count > 0 ? Grader.ByRubric(essay, levels) : Math.Clamp((levels[0] ?? 0) / 100m, 0, 1);

    private static bool IsLevel(Essay essay, int criterion, int? level)
        => level is { } at && at >= 0 && (essay.Rubric.Count == 0 ? at <= 100 : at < essay.Rubric[criterion].Levels.Count);
}
