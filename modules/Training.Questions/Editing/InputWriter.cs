using Training.Questions.Model;
using Training.Questions.Moodle;

namespace Training.Questions.Editing;

/// <summary>Fills the form from a stored question: what is then saved without a change is the same question.</summary>
internal static class InputWriter
{
    public static QuestionInput Of(QuestionBody body)
    {
        var input = new QuestionInput
        {
            Text = body.Text.Vi,
            TextEn = body.Text.En,
            Feedback = body.Feedback?.Vi,
            FeedbackEn = body.Feedback?.En,
            Hints = string.Join('\n', body.Hints.Select(hint => OneLine(hint))),
            Penalty = body.Penalty == 0 ? null : Percent.Write(body.Penalty),
        };
        switch (body)
        {
            case SingleChoice single:
                (input.Shuffle, input.Rows) = (single.Shuffle, [.. single.Options.Select(Option)]);
                break;
            case MultipleChoice multiple:
                // Without percentages the form would share the mark out anew.
                (input.Shuffle, input.Rows) = (multiple.Shuffle, [.. multiple.Options.Select(option => With(Option(option), option.Fraction, option.Feedback, decimal.MinValue))]);
                break;
            case TrueFalse truth:
                (input.Answer, input.WhenTrue, input.WhenFalse) = (truth.Answer, Both(truth.WhenTrue), Both(truth.WhenFalse));
                break;
            case Matching matching:
                (input.Shuffle, input.Rows) = (matching.Shuffle, [.. matching.Pairs.Select(pair => new RowInput { Text = pair.Prompt?.Vi, TextEn = pair.Prompt?.En, Match = pair.Match.Vi, MatchEn = pair.Match.En })]);
                break;
            case Ordering ordering:
                (input.Rule, input.Rows) = (ordering.Rule, [.. ordering.Items.Select(item => new RowInput { Text = item.Vi, TextEn = item.En })]);
                break;
            case ShortText text:
                (input.MatchCase, input.IgnoreDiacritics) = (text.MatchCase, text.IgnoreDiacritics);
                input.Rows = [.. text.Answers.Select(answer => With(new RowInput { Text = answer.Text }, answer.Fraction, answer.Feedback, 1))];
                break;
            case Numeric numeric:
                input.Rows = [.. numeric.Answers.Select(answer => With(new RowInput { Number = Numbers.Write(answer.Value), Tolerance = Numbers.Write(answer.Tolerance) }, answer.Fraction, answer.Feedback, 1))];
                (input.Otherwise, input.UnitRule, input.UnitPenalty) = (Both(numeric.Otherwise), numeric.UnitRule, Percent.Write(numeric.UnitPenalty));
                input.Units = string.Join('\n', numeric.Units.Select(unit => $"{unit.Name} = {Numbers.Write(unit.Multiplier)}"));
                break;
            case Cloze cloze:
                input.Rows = [.. cloze.Gaps.Select(gap => new RowInput { Kind = ClozeText.KindOf(gap), Lines = ClozeText.ToLines(gap), Weight = gap.Weight, IgnoreDiacritics = gap is TextGap { IgnoreDiacritics: true } })];
                break;
            case HotSpot spot:
                input.Alternative = Both(spot.Alternative);
                input.Rows = [.. spot.Regions.Select(Region)];
                break;
            case Essay essay:
                (input.MarkerNotes, input.Template) = (Both(essay.MarkerNotes), Both(essay.Template));
                input.Rows = [.. essay.Rubric.Select(criterion => new RowInput
                {
                    Text = criterion.Name.Vi,
                    TextEn = criterion.Name.En,
                    Lines = string.Join('\n', criterion.Levels.Select(level => $"{Numbers.Write(level.Points)} = {OneLine(level.Text)}")),
                })];
                break;
        }

        return input;
    }

    private static RowInput Option(Option option) => With(new RowInput { Text = option.Text.Vi, TextEn = option.Text.En, Right = option.Fraction > 0 }, option.Fraction, option.Feedback, null);

    private static RowInput Region(Region region) => With(
        new RowInput
        {
            Text = region.Name.Vi,
            TextEn = region.Name.En,
            Right = region.Fraction > 0,
            Shape = region.Shape,
            X = Numbers.Write(region.X),
            Y = Numbers.Write(region.Y),
            Width = Numbers.Write(region.Width),
            Height = Numbers.Write(region.Height),
        },
        region.Fraction,
        region.Feedback,
        null);

    // What a tick says enough about stays empty, so that moving the tick is enough to change it.
    private static RowInput With(RowInput row, decimal fraction, Words? feedback, decimal? usual)
    {
        row.Percent = fraction == usual || (usual is null && fraction is 0 or 1 && row.Right == (fraction == 1)) ? null : Percent.Write(fraction);
        (row.Feedback, row.FeedbackEn) = (feedback?.Vi, feedback?.En);
        return row;
    }

    private static string? Both(Words? words) => words?.En is null ? words?.Vi : $"{words.Vi} || {words.En}";

    private static string OneLine(Words words) => (Both(words) ?? "").Replace('\n', ' ');
}
