using Training.Questions.Model;

namespace Training.Questions.Statistics;

/// <summary>What was chosen or typed, and how often.</summary>
/// <param name="Text">The option, or the words that were typed.</param>
/// <param name="Count">How many people gave it.</param>
/// <param name="Fraction">What it brings of the mark; null where that can not be said of it alone.</param>
internal sealed record Choice(string Text, int Count, decimal? Fraction);

/// <summary>Counts answers to one version of a question: which wrong options draw people and which nobody takes.</summary>
internal static class Choices
{
    private const int MostTyped = 8;

    /// <param name="body">The question.</param>
    /// <param name="answers">By the places of the body; null where nothing was answered.</param>
    /// <param name="yes">The words for true.</param>
    /// <param name="no">The words for false.</param>
    public static IReadOnlyList<Choice> Of(QuestionBody body, IReadOnlyCollection<Response?> answers, string yes, string no) => body switch
    {
        SingleChoice single => OfOptions(single.Options, answers),
        MultipleChoice multiple => OfOptions(multiple.Options, answers),
        TrueFalse truth => [new(yes, Taken(answers, 0), truth.Answer ? 1 : 0), new(no, Taken(answers, 1), truth.Answer ? 0 : 1)],
        HotSpot spot => [.. spot.Regions.Select((region, at) => new Choice(region.Name.Display, answers.OfType<Pointed>().Count(pointed => Marking.Grader.Hits(spot, pointed, at)), region.Fraction))],
        ShortText or Numeric => [.. answers.OfType<Typed>().GroupBy(typed => TextRules.Comparable(typed.Text, false, false)).OrderByDescending(group => group.Count()).Take(MostTyped)
            .Select(group => new Choice(group.First().Text, group.Count(), Marking.Grader.Grade(body, group.First()).Fraction))],
        _ => [],
    };

    private static Choice[] OfOptions(IReadOnlyList<Option> options, IReadOnlyCollection<Response?> answers) => [.. options.Select((option, at) => new Choice(option.Text.Display, Taken(answers, at), option.Fraction))];

    private static int Taken(IReadOnlyCollection<Response?> answers, int at) => answers.OfType<Chosen>().Count(chosen => chosen.Options.Contains(at));
}
