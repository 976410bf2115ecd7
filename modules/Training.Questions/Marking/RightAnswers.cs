using Training.Questions.Model;

namespace Training.Questions.Marking;

/// <summary>What is right, in words, for who may know it.</summary>
internal static class RightAnswers
{
    /// <param name="body">The question.</param>
    /// <param name="yes">The words for true.</param>
    /// <param name="no">The words for false.</param>
    /// <returns>One line each; empty where only a person can say.</returns>
    public static IReadOnlyList<string> Of(QuestionBody body, string yes, string no) => body switch
    {
        SingleChoice single => Best(single.Options),
        MultipleChoice multiple => [.. multiple.Options.Where(option => option.Fraction > 0).Select(option => option.Text.Display)],
        TrueFalse truth => [truth.Answer ? yes : no],
        Matching matching => [.. matching.Pairs.Where(pair => pair.Prompt is not null).Select(pair => $"{pair.Prompt!.Display} → {pair.Match.Display}")],
        Ordering ordering => [.. ordering.Items.Index().Select(item => $"{item.Index + 1}. {item.Item.Display}")],
        ShortText text => [.. text.Answers.Where(answer => answer.Fraction >= 1).Select(answer => answer.Text)],
        Numeric numeric => [.. numeric.Answers.Where(answer => answer.Fraction >= 1).Select(answer => Text(answer) + (numeric.UnitRule == UnitRule.None || numeric.Units.Count == 0 ? "" : " " + (numeric.Units.FirstOrDefault(unit => unit.Multiplier == 1) ?? numeric.Units[0]).Name))],
        Cloze cloze => [.. cloze.Gaps.Index().Select(gap => $"{gap.Index + 1}: {string.Join(" / ", Of(gap.Item))}")],
        HotSpot spot => [.. spot.Regions.Where(region => region.Fraction >= 1).Select(region => region.Name.Display)],
        Vignette vignette => [.. vignette.Parts.Index().SelectMany(part => Of(part.Item.Body, yes, no).Select(line => $"({part.Index + 1}) {line}"))],
        _ => [],
    };

    private static string[] Best(IReadOnlyList<Option> options) => [.. options.Where(option => option.Fraction > 0 && option.Fraction == options.Max(other => other.Fraction)).Select(option => option.Text.Display)];

    private static IEnumerable<string> Of(Gap gap) => gap switch
    {
        ChoiceGap choice => Best(choice.Options),
        TextGap text => text.Answers.Where(answer => answer.Fraction >= 1).Select(answer => answer.Text),
        NumberGap number => number.Answers.Where(answer => answer.Fraction >= 1).Select(Text),
        _ => [],
    };

    private static string Text(NumberAnswer answer) => Numbers.Show(answer.Value) + (answer.Tolerance == 0 ? "" : $" ± {Numbers.Show(answer.Tolerance)}");
}
