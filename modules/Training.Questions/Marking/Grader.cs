using Training.Questions.Model;

namespace Training.Questions.Marking;

/// <summary>What an answer is worth.</summary>
/// <param name="Fraction">Of the whole mark, 0 to 1; what is known so far where a person still has to mark something.</param>
/// <param name="Waits">A person has to mark at least a part of it.</param>
/// <param name="Comments">What the author says to exactly this answer, in the order of its parts.</param>
internal sealed record Mark(decimal Fraction, bool Waits, IReadOnlyList<Words> Comments)
{
    public static Mark None { get; } = new(0, false, []);

    public bool IsRight => !Waits && Fraction == 1;
}

/// <summary>
/// Marks an answer; no answer, and one that does not fit the question, is worth nothing. The rules are those that Moodle documents for the
/// type of the same name (docs.moodle.org: Multiple Choice, Matching, Ordering, Short-Answer, Numerical, Embedded Answers), and a mark is
/// never below 0 or above 1.
/// </summary>
internal static class Grader
{
    public static Mark Grade(QuestionBody body, Response? response) => (body, response) switch
    {
        (Essay, Typed { Text: var text }) when !string.IsNullOrWhiteSpace(text) => new Mark(0, true, []),
        (SingleChoice single, Chosen { Options: [var only] }) => Choose(single.Options, [only]),
        (MultipleChoice multiple, Chosen chosen) => Choose(multiple.Options, chosen.Options),
        (TrueFalse truth, Chosen { Options: [var said] }) when said is 0 or 1 => Of((said == 0) == truth.Answer ? 1 : 0, said == 0 ? truth.WhenTrue : truth.WhenFalse),
        (Matching matching, Matched matched) => Match(matching, matched.Pairs),
        (Ordering ordering, Ordered ordered) => Order(ordering, ordered.Items),
        (ShortText text, Typed typed) => OfText(text.Answers, typed.Text, text.MatchCase, text.IgnoreDiacritics),
        (Numeric numeric, Typed typed) => OfNumber(numeric, typed),
        (Cloze cloze, Filled filled) => Fill(cloze, filled.Gaps),
        (HotSpot spot, Pointed pointed) => Point(spot, pointed),
        (Vignette vignette, Answered answered) => Together(vignette, answered.Parts),
        _ => Mark.None,
    };

    /// <summary>The points of the chosen level of each criterion, of all points that can be had; 0 where there are no criteria.</summary>
    /// <param name="essay">The question.</param>
    /// <param name="levels">For each criterion the place of the chosen level; null where none is chosen yet.</param>
    public static decimal ByRubric(Essay essay, IReadOnlyList<int?> levels)
    {
        var most = essay.Rubric.Sum(criterion => criterion.Levels.Max(level => level.Points));
        var got = essay.Rubric.Zip(levels, (criterion, level) => level is { } at && at >= 0 && at < criterion.Levels.Count ? criterion.Levels[at].Points : 0).Sum();
        return most <= 0 ? 0 : Within(got / most);
    }

    // The fractions of what was chosen are added; those below 0 keep somebody who chooses everything from the whole mark.
    private static Mark Choose(IReadOnlyList<Option> options, IReadOnlyList<int> chosen)
    {
        var known = chosen.Distinct().Where(at => at >= 0 && at < options.Count).ToArray();
        var sum = known.Sum(at => options[at].Fraction);
        return new Mark(Math.Abs(sum - 1) <= BodyLimits.SumTolerance ? 1 : Within(sum), false, [.. known.Select(at => options[at].Feedback).OfType<Words>()]);
    }

    // Each prompt counts the same. Two pairs with the same match are the same to the learner.
    private static Mark Match(Matching matching, IReadOnlyList<int?> chosen)
    {
        var prompts = matching.Pairs.Where(pair => pair.Prompt is not null).ToArray();
        var right = prompts.Where((pair, at) => at < chosen.Count && chosen[at] is { } match && match >= 0 && match < matching.Pairs.Count && matching.Pairs[match].Match == pair.Match).Count();
        return Of(prompts.Length == 0 ? 0 : (decimal)right / prompts.Length);
    }

    private static Mark Order(Ordering ordering, IReadOnlyList<int> items)
    {
        var count = ordering.Items.Count;
        if (count < 2 || !items.Order().SequenceEqual(Enumerable.Range(0, count)))
        {
            return Mark.None;
        }

        return Of(ordering.Rule switch
        {
            OrderingRule.AllOrNothing => items.SequenceEqual(Enumerable.Range(0, count)) ? 1 : 0,
            OrderingRule.AbsolutePosition => (decimal)items.Where((item, at) => item == at).Count() / count,
            OrderingRule.RelativeNextExcludeLast => (decimal)items.Zip(items.Skip(1)).Count(pair => pair.Second == pair.First + 1) / (count - 1),
            _ => LongestRise(items) is var longest and > 1 ? (decimal)longest / count : 0,
        });
    }

    private static int LongestRise(IReadOnlyList<int> items)
    {
        var longest = new int[items.Count];
        for (var at = 0; at < items.Count; at++)
        {
            longest[at] = 1 + Enumerable.Range(0, at).Where(before => items[before] < items[at]).Select(before => longest[before]).DefaultIfEmpty(0).Max();
        }

        return longest.Max();
    }

    private static Mark OfText(IReadOnlyList<TextAnswer> answers, string typed, bool matchCase, bool ignoreDiacritics)
        => !string.IsNullOrWhiteSpace(typed) && answers.FirstOrDefault(answer => TextRules.Fits(typed, answer.Text, matchCase, ignoreDiacritics)) is { } answer
            ? Of(answer.Fraction, answer.Feedback)
            : Mark.None;

    private static Mark OfNumber(Numeric numeric, Typed typed)
    {
        if (!Numbers.TryRead(typed.Text, out var value, out var rest))
        {
            return Mark.None;
        }

        var name = (typed.Unit ?? rest).Trim();
        var unit = numeric.Units.FirstOrDefault(unit => unit.Name == name) ?? numeric.Units.FirstOrDefault(unit => TextRules.Comparable(unit.Name, false, false) == TextRules.Comparable(name, false, false));
        var missing = numeric.UnitRule switch
        {
            UnitRule.None => name.Length > 0,
            UnitRule.Optional => name.Length > 0 && unit is null,
            _ => unit is null,
        };

        // A number with a word behind it that nobody asked for is no number.
        if (numeric.UnitRule == UnitRule.None && missing)
        {
            return Mark.None;
        }

        var mark = Scaled(value, unit) is { } inUnit ? OfNumber(numeric.Answers, inUnit) : null;
        return mark is null ? Of(0, numeric.Otherwise) : mark with { Fraction = Within(missing ? mark.Fraction - numeric.UnitPenalty : mark.Fraction) };
    }

    private static decimal? Scaled(decimal value, Unit? unit)
    {
        try
        {
            return unit is null ? value : unit.Multiplier > 0 ? value / unit.Multiplier : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static Mark? OfNumber(IReadOnlyList<NumberAnswer> answers, decimal value)
        => answers.FirstOrDefault(answer => IsWithin(value, answer)) is { } answer ? Of(answer.Fraction, answer.Feedback) : null;

    private static bool IsWithin(decimal value, NumberAnswer answer)
    {
        try
        {
            return Math.Abs(value - answer.Value) <= answer.Tolerance;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static Mark Fill(Cloze cloze, IReadOnlyList<string?> gaps)
    {
        var marks = cloze.Gaps.Select((gap, at) => at < gaps.Count && gaps[at] is { Length: > 0 } typed ? OfGap(gap, typed) : Mark.None).ToArray();
        return Weighed(marks, [.. cloze.Gaps.Select(gap => gap.Weight)]);
    }

    private static Mark OfGap(Gap gap, string typed) => gap switch
    {
        ChoiceGap choice when int.TryParse(typed, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var at) => Choose(choice.Options, [at]),
        TextGap text => OfText(text.Answers, typed, text.MatchCase, text.IgnoreDiacritics),
        NumberGap number when Numbers.Read(typed) is { } value => OfNumber(number.Answers, value) ?? Mark.None,
        _ => Mark.None,
    };

    // Of overlapping regions the one that gives most counts, as it would be if the learner had chosen its name.
    private static Mark Point(HotSpot spot, Pointed pointed)
    {
        var hit = pointed switch
        {
            { Region: { } at } when at >= 0 && at < spot.Regions.Count => spot.Regions[at],
            { Region: null, X: { } x, Y: { } y } => spot.Regions.Where(region => Holds(region, x, y)).MaxBy(region => region.Fraction),
            _ => null,
        };
        return hit is null ? Mark.None : Of(hit.Fraction, hit.Feedback);
    }

    /// <summary>Whether a region was chosen by its name, or is where they pointed.</summary>
    public static bool Hits(HotSpot spot, Pointed pointed, int region)
        => pointed.Region == region || (pointed is { Region: null, X: { } x, Y: { } y } && Holds(spot.Regions[region], x, y));

    private static bool Holds(Region region, decimal x, decimal y)
    {
        if (x is < 0 or > 100 || y is < 0 or > 100)
        {
            return false;
        }

        var (right, down) = (x - region.X, y - region.Y);
        return region.Shape == RegionShape.Rectangle
            ? right >= 0 && right <= region.Width && down >= 0 && down <= region.Height
            : region is { Width: > 0, Height: > 0 } && (right / region.Width * (right / region.Width)) + (down / region.Height * (down / region.Height)) <= 1;
    }

    private static Mark Together(Vignette vignette, IReadOnlyList<Response?> parts)
        => Weighed([.. vignette.Parts.Select((part, at) => Grade(part.Body, at < parts.Count ? parts[at] : null))], [.. vignette.Parts.Select(part => part.Weight)]);

    private static Mark Weighed(IReadOnlyList<Mark> marks, IReadOnlyList<int> weights)
    {
        var all = weights.Sum();
        var sum = marks.Zip(weights, (mark, weight) => mark.Fraction * weight).Sum();
        return new Mark(all <= 0 ? 0 : Within(sum / all), marks.Any(mark => mark.Waits), [.. marks.SelectMany(mark => mark.Comments)]);
    }

    private static Mark Of(decimal fraction, Words? comment = null) => new(Within(fraction), false, comment is null ? [] : [comment]);

    private static decimal Within(decimal fraction) => Math.Clamp(fraction, 0, 1);
}
