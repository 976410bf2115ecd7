using Microsoft.Extensions.Localization;
using Training.Questions.Model;

namespace Training.Questions.Bank;

/// <summary>One thing that a question holds.</summary>
internal sealed record BodyLine(string Label, string Value);

/// <summary>What is different between two versions.</summary>
internal sealed record LineChange(string Label, string Before, string After);

/// <summary>Everything a question holds, line by line, for its authors: answers included.</summary>
internal sealed class BodyLines(IStringLocalizer<Texts> texts)
{
    public IReadOnlyList<BodyLine> Of(string name, QuestionBody body) => [new(texts["Field.Name"], name), .. Lines(body).Where(line => line.Value.Length > 0)];

    /// <summary>Lines of both in the order of the later.</summary>
    public static IReadOnlyList<LineChange> Between(IReadOnlyList<BodyLine> before, IReadOnlyList<BodyLine> after)
    {
        var old = before.DistinctBy(line => line.Label).ToDictionary(line => line.Label, line => line.Value);
        var now = after.DistinctBy(line => line.Label).ToDictionary(line => line.Label, line => line.Value);
        return
        [
            .. now.Keys.Concat(old.Keys.Except(now.Keys))
                .Select(label => new LineChange(label, old.GetValueOrDefault(label, ""), now.GetValueOrDefault(label, "")))
                .Where(change => change.Before != change.After),
        ];
    }

    private IEnumerable<BodyLine> Lines(QuestionBody body)
    {
        yield return new(texts["Field.Text"], body.Text.Vi);
        yield return new(texts["Field.TextEn"], body.Text.En ?? "");
        foreach (var line in OfKind(body))
        {
            yield return line;
        }

        yield return new(texts["Field.Feedback"], Both(body.Feedback));
        yield return new(texts["Field.Hints"], string.Join('\n', body.Hints.Select(Both)));
        yield return new(texts["Field.Penalty"], body.Penalty == 0 ? "" : texts["Percent", Percent.Write(body.Penalty)]);
    }

    private IEnumerable<BodyLine> OfKind(QuestionBody body) => body switch
    {
        SingleChoice single => [.. Options(single.Options), Shuffle(single.Shuffle)],
        MultipleChoice multiple => [.. Options(multiple.Options), Shuffle(multiple.Shuffle)],
        TrueFalse truth => [new(texts["Field.Answer"], texts[truth.Answer ? "True" : "False"]), new(texts["Field.WhenTrue"], Both(truth.WhenTrue)), new(texts["Field.WhenFalse"], Both(truth.WhenFalse))],
        Matching matching => [.. matching.Pairs.Select((pair, at) => new BodyLine(texts["Row.Pair", at + 1], $"{(pair.Prompt is null ? texts["Row.NoPrompt"].Value : Both(pair.Prompt))} → {Both(pair.Match)}")), Shuffle(matching.Shuffle)],
        Ordering ordering => [.. ordering.Items.Select((item, at) => new BodyLine(texts["Row.Item", at + 1], Both(item))), new(texts["Field.Rule"], texts[$"Rule.{ordering.Rule}"])],
        ShortText text => [.. text.Answers.Select((answer, at) => new BodyLine(texts["Row.Answer", at + 1], Worth(answer.Text, answer.Fraction, answer.Feedback))), YesNo("Field.MatchCase", text.MatchCase), YesNo("Field.IgnoreDiacritics", text.IgnoreDiacritics)],
        Numeric numeric => OfNumber(numeric),
        Cloze cloze => cloze.Gaps.Select((gap, at) => new BodyLine(texts["Row.Gap", at + 1], $"{texts[$"Gap.{Moodle.ClozeText.KindOf(gap)}"].Value} · {gap.Weight}\n{Moodle.ClozeText.ToLines(gap)}")),
        HotSpot spot => [new(texts["Field.Alternative"], Both(spot.Alternative)), .. spot.Regions.Select((region, at) => new BodyLine(texts["Row.Region", at + 1],
            Worth($"{Both(region.Name)} · {texts[$"Shape.{region.Shape}"].Value} {Numbers.Write(region.X)}; {Numbers.Write(region.Y)}; {Numbers.Write(region.Width)}; {Numbers.Write(region.Height)}", region.Fraction, region.Feedback)))],
        Essay essay => [.. essay.Rubric.Select((criterion, at) => new BodyLine(texts["Row.Criterion", at + 1], $"{Both(criterion.Name)}\n{string.Join('\n', criterion.Levels.Select(level => $"{Numbers.Write(level.Points)} = {Both(level.Text)}"))}")),
            new(texts["Field.MarkerNotes"], Both(essay.MarkerNotes)), new(texts["Field.Template"], Both(essay.Template))],
        Vignette vignette => vignette.Parts.SelectMany((part, at) => Lines(part.Body).Where(line => line.Value.Length > 0).Select(line => new BodyLine(texts["Reason.Part", at + 1, line.Label], line.Value))
            .Append(new BodyLine(texts["Reason.Part", at + 1, texts["Field.Weight"].Value], $"{part.Weight}"))),
        _ => [],
    };

    private IEnumerable<BodyLine> OfNumber(Numeric numeric) =>
    [
        .. numeric.Answers.Select((answer, at) => new BodyLine(texts["Row.Answer", at + 1], Worth($"{Numbers.Write(answer.Value)} ± {Numbers.Write(answer.Tolerance)}", answer.Fraction, answer.Feedback))),
        new(texts["Field.Otherwise"], Both(numeric.Otherwise)),
        new(texts["Field.UnitRule"], numeric.UnitRule == UnitRule.None ? "" : texts[$"UnitRule.{numeric.UnitRule}"]),
        new(texts["Field.Units"], string.Join('\n', numeric.Units.Select(unit => $"{unit.Name} = {Numbers.Write(unit.Multiplier)}"))),
        new(texts["Field.UnitPenalty"], numeric.UnitRule == UnitRule.None ? "" : texts["Percent", Percent.Write(numeric.UnitPenalty)]),
    ];

    private IEnumerable<BodyLine> Options(IReadOnlyList<Option> options) => options.Select((option, at) => new BodyLine(texts["Row.Option", at + 1], Worth(Both(option.Text), option.Fraction, option.Feedback)));

    private BodyLine Shuffle(bool shuffle) => YesNo("Field.Shuffle", shuffle);

    private BodyLine YesNo(string key, bool value) => new(texts[key], texts[value ? "Yes" : "No"]);

    private string Worth(string text, decimal fraction, Words? feedback) => $"{text}\n{texts["Percent", Percent.Write(fraction)].Value}{(feedback is null ? "" : " · " + Both(feedback))}";

    private static string Both(Words? words) => words?.En is null ? words?.Vi ?? "" : $"{words.Vi}\n{words.En}";
}
