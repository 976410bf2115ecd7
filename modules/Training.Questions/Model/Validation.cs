using System.Text.RegularExpressions;

namespace Training.Questions.Model;

/// <summary>Everything that keeps a question from being asked, all of it at once.</summary>
internal static partial class Validation
{
    public static IReadOnlyList<Reason> Check(QuestionBody body)
    {
        var reasons = new List<Reason>();
        CheckCommon(body, reasons);
        switch (body)
        {
            case SingleChoice single:
                CheckOptions(single.Options, reasons);
                CheckRight(single.Options.Select(option => option.Fraction), "Reason.Single.NoRight", reasons);
                break;
            case MultipleChoice multiple:
                CheckOptions(multiple.Options, reasons);
                CheckMultiple(multiple, reasons);
                break;
            case TrueFalse truth:
                CheckShort(truth.WhenTrue, reasons);
                CheckShort(truth.WhenFalse, reasons);
                break;
            case Matching matching:
                CheckMatching(matching, reasons);
                break;
            case Ordering ordering:
                CheckRows(ordering.Items.Select(item => (Words?)item), 2, "Reason.Ordering.TooFew", reasons);
                break;
            case ShortText text:
                CheckAnswers(text.Answers, text.MatchCase, text.IgnoreDiacritics, reasons);
                break;
            case Numeric numeric:
                CheckNumbers(numeric.Answers, reasons);
                CheckUnits(numeric, reasons);
                CheckShort(numeric.Otherwise, reasons);
                break;
            case Cloze cloze:
                CheckCloze(cloze, reasons);
                break;
            case HotSpot spot:
                CheckSpot(spot, reasons);
                break;
            case Essay essay:
                CheckEssay(essay, reasons);
                break;
            case Vignette vignette:
                CheckVignette(vignette, reasons);
                break;
        }

        return reasons;
    }

    /// <summary>The places of gaps in a text, in the order in which they stand there.</summary>
    public static IReadOnlyList<int> PlacesIn(string text) => [.. Place().Matches(text).Select(match => int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"\[\[([0-9]{1,3})\]\]")]
    public static partial Regex Place();

    private static void CheckCommon(QuestionBody body, List<Reason> reasons)
    {
        if (body.Text.IsEmpty)
        {
            reasons.Add(new Reason("Reason.Text.Missing"));
        }

        if (LengthOf(body.Text) > BodyLimits.TextLength)
        {
            reasons.Add(new Reason("Reason.Text.TooLong", BodyLimits.TextLength));
        }

        CheckShort(body.Feedback, reasons);
        if (body.Hints.Count > BodyLimits.Hints)
        {
            reasons.Add(new Reason("Reason.Hints.TooMany", BodyLimits.Hints));
        }

        foreach (var hint in body.Hints)
        {
            CheckShort(hint, reasons);
        }

        if (body.Penalty is < 0 or > 1)
        {
            reasons.Add(new Reason("Reason.Penalty.Range"));
        }
    }

    private static void CheckOptions(IReadOnlyList<Option> options, List<Reason> reasons)
    {
        CheckRows(options.Select(option => (Words?)option.Text), 2, "Reason.Options.TooFew", reasons);
        for (var at = 0; at < options.Count; at++)
        {
            CheckFraction(options[at].Fraction, -1, at + 1, reasons);
            CheckShort(options[at].Feedback, reasons);
        }
    }

    // What is gained by choosing everything right is the whole mark.
    private static void CheckMultiple(MultipleChoice multiple, List<Reason> reasons)
    {
        var sum = multiple.Options.Where(option => option.Fraction > 0).Sum(option => option.Fraction);
        if (sum == 0)
        {
            reasons.Add(new Reason("Reason.Multiple.NoRight"));
        }
        else if (Math.Abs(sum - 1) > BodyLimits.SumTolerance)
        {
            reasons.Add(new Reason("Reason.Multiple.Sum", Percent.Write(sum)));
        }
    }

    private static void CheckMatching(Matching matching, List<Reason> reasons)
    {
        if (matching.Pairs.Count(pair => pair.Prompt is not null) < 2)
        {
            reasons.Add(new Reason("Reason.Matching.TooFew"));
        }

        if (matching.Pairs.Count > BodyLimits.Rows)
        {
            reasons.Add(new Reason("Reason.Rows.TooMany", BodyLimits.Rows));
        }

        for (var at = 0; at < matching.Pairs.Count; at++)
        {
            if (matching.Pairs[at].Match.IsEmpty)
            {
                reasons.Add(new Reason("Reason.Matching.NoMatch", at + 1));
            }

            if (matching.Pairs[at].Prompt is { IsEmpty: true })
            {
                reasons.Add(new Reason("Reason.Row.Empty", at + 1));
            }

            CheckShort(matching.Pairs[at].Prompt, reasons);
            CheckShort(matching.Pairs[at].Match, reasons);
        }

        if (matching.Pairs.Count >= 2 && matching.Pairs.DistinctBy(pair => Key(pair.Match.Vi)).Count() < 2)
        {
            reasons.Add(new Reason("Reason.Matching.OneMatch"));
        }

        CheckTwice(matching.Pairs.Where(pair => pair.Prompt is not null).Select(pair => pair.Prompt!.Vi), reasons);
    }

    private static void CheckAnswers(IReadOnlyList<TextAnswer> answers, bool matchCase, bool ignoreDiacritics, List<Reason> reasons)
    {
        if (answers.Count > BodyLimits.Rows)
        {
            reasons.Add(new Reason("Reason.Rows.TooMany", BodyLimits.Rows));
        }

        for (var at = 0; at < answers.Count; at++)
        {
            if (answers[at].Text.Length == 0)
            {
                reasons.Add(new Reason("Reason.Row.Empty", at + 1));
            }
            else if (answers[at].Text.Length > BodyLimits.AnswerLength)
            {
                reasons.Add(new Reason("Reason.Answer.TooLong", at + 1, BodyLimits.AnswerLength));
            }

            CheckFraction(answers[at].Fraction, 0, at + 1, reasons);
            CheckShort(answers[at].Feedback, reasons);
        }

        CheckTwice(answers.Select(answer => TextRules.Comparable(answer.Text, matchCase, ignoreDiacritics)), reasons, folded: true);
        CheckRight(answers.Select(answer => answer.Fraction), "Reason.Answers.NoRight", reasons);
    }

    private static void CheckNumbers(IReadOnlyList<NumberAnswer> answers, List<Reason> reasons)
    {
        if (answers.Count > BodyLimits.Rows)
        {
            reasons.Add(new Reason("Reason.Rows.TooMany", BodyLimits.Rows));
        }

        for (var at = 0; at < answers.Count; at++)
        {
            if (answers[at].Tolerance < 0)
            {
                reasons.Add(new Reason("Reason.Number.Tolerance", at + 1));
            }

            CheckFraction(answers[at].Fraction, 0, at + 1, reasons);
            CheckShort(answers[at].Feedback, reasons);
        }

        CheckRight(answers.Select(answer => answer.Fraction), "Reason.Answers.NoRight", reasons);
    }

    private static void CheckUnits(Numeric numeric, List<Reason> reasons)
    {
        if (numeric.UnitRule != UnitRule.None && numeric.Units.Count == 0)
        {
            reasons.Add(new Reason("Reason.Units.None"));
        }

        if (numeric.Units.Any(unit => unit.Name.Length is 0 or > 40))
        {
            reasons.Add(new Reason("Reason.Unit.Name"));
        }

        if (numeric.Units.Any(unit => unit.Multiplier <= 0))
        {
            reasons.Add(new Reason("Reason.Unit.Multiplier"));
        }

        if (numeric.Units.Count > 10)
        {
            reasons.Add(new Reason("Reason.Rows.TooMany", 10));
        }

        if (numeric.UnitPenalty is < 0 or > 1)
        {
            reasons.Add(new Reason("Reason.Penalty.Range"));
        }

        CheckTwice(numeric.Units.Select(unit => unit.Name), reasons, folded: true);
    }

    private static void CheckRows(IEnumerable<Words?> rows, int least, string tooFew, List<Reason> reasons)
    {
        var texts = rows.ToArray();
        if (texts.Length < least)
        {
            reasons.Add(new Reason(tooFew, least));
        }

        if (texts.Length > BodyLimits.Rows)
        {
            reasons.Add(new Reason("Reason.Rows.TooMany", BodyLimits.Rows));
        }

        for (var at = 0; at < texts.Length; at++)
        {
            if (texts[at] is not { IsEmpty: false })
            {
                reasons.Add(new Reason("Reason.Row.Empty", at + 1));
            }

            CheckShort(texts[at], reasons);
        }

        CheckTwice(texts.Where(text => text is { IsEmpty: false }).Select(text => text!.Vi), reasons);
    }

    private static void CheckTwice(IEnumerable<string> texts, List<Reason> reasons, bool folded = false)
        => reasons.AddRange(texts.Where(text => text.Length > 0).GroupBy(text => folded ? text : Key(text)).Where(group => group.Count() > 1).Select(group => new Reason("Reason.Row.Twice", group.First())));

    private static void CheckFraction(decimal fraction, decimal least, int row, List<Reason> reasons)
    {
        if (fraction < least || fraction > 1)
        {
            reasons.Add(new Reason(least < 0 ? "Reason.Fraction.Signed" : "Reason.Fraction", row));
        }
    }

    private static void CheckRight(IEnumerable<decimal> fractions, string key, List<Reason> reasons)
    {
        if (!fractions.Contains(1))
        {
            reasons.Add(new Reason(key));
        }
    }

    private static void CheckShort(Words? words, List<Reason> reasons)
    {
        if (words is not null && LengthOf(words) > BodyLimits.ShortLength)
        {
            reasons.Add(new Reason("Reason.Short.TooLong", words.Vi.Length > 40 ? words.Vi[..40] + '…' : words.Vi, BodyLimits.ShortLength));
        }
    }

    private static int LengthOf(Words words) => Math.Max(words.Vi.Length, words.En?.Length ?? 0);

    // Two options that differ in case or in white space only look the same to whoever reads them.
    private static string Key(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
}
