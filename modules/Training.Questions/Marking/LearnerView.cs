using Training.Questions.Model;

namespace Training.Questions.Marking;

/// <summary>
/// A question as a learner sees it, made of nothing but what they may know: no fractions, no feedback, no hints, no right order. Everything
/// that can be chosen has a number by its place on the screen, which says nothing about the place that its author gave it.
/// </summary>
internal sealed record LearnerView(QuestionKind Kind, Words Text)
{
    /// <summary>What can be chosen, or put in order.</summary>
    public IReadOnlyList<Words> Options { get; init; } = [];

    /// <summary>What a match is to be chosen for.</summary>
    public IReadOnlyList<Words> Prompts { get; init; } = [];

    public IReadOnlyList<GapView> Gaps { get; init; } = [];

    /// <summary>Hash of the picture; null where there is none.</summary>
    public string? Image { get; init; }

    public Words? Alternative { get; init; }

    /// <summary>Units that may be chosen.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    public bool NeedsUnit { get; init; }

    public Words? Template { get; init; }

    /// <summary>What an essay is marked by is no secret.</summary>
    public IReadOnlyList<Criterion> Rubric { get; init; } = [];

    public int Hints { get; init; }

    public IReadOnlyList<LearnerView> Parts { get; init; } = [];
}

/// <summary>A gap: with options it is a list, otherwise something to type.</summary>
internal sealed record GapView(IReadOnlyList<Words> Options, bool IsNumber);

/// <summary>The question of one attempt: what is shown, and what an answer to it means. Everything follows from the body and the seed.</summary>
internal static class Presentation
{
    private const int PromptSalt = 1;
    private const int GapSalt = 100;

    public static LearnerView Show(QuestionBody body, long seed)
    {
        var view = new LearnerView(body.Kind, body.Text) { Hints = body.Hints.Count };
        return body switch
        {
            SingleChoice single => view with { Options = Take(single.Options.Select(option => option.Text), Choices(single, seed)) },
            MultipleChoice multiple => view with { Options = Take(multiple.Options.Select(option => option.Text), Choices(multiple, seed)) },
            Matching matching => view with
            {
                Prompts = Take(matching.Pairs.Where(pair => pair.Prompt is not null).Select(pair => pair.Prompt!), PromptOrder(matching, seed)),
                Options = Take(matching.Pairs.Select(pair => pair.Match), Choices(matching, seed)),
            },
            Ordering ordering => view with { Options = Take(ordering.Items, Choices(ordering, seed)) },
            Numeric numeric => view with { Units = numeric.UnitRule == UnitRule.None ? [] : [.. numeric.Units.Select(unit => unit.Name)], NeedsUnit = numeric.UnitRule == UnitRule.Required },
            Cloze cloze => view with { Gaps = [.. cloze.Gaps.Select((gap, at) => gap is ChoiceGap choice ? new GapView(Take(choice.Options.Select(option => option.Text), GapOrder(choice, seed, at)), false) : new GapView([], gap is NumberGap))] },
            HotSpot spot => view with { Image = spot.Image, Alternative = spot.Alternative, Options = Take(spot.Regions.Select(region => region.Name), Choices(spot, seed)) },
            Essay essay => view with { Template = essay.Template, Rubric = essay.Rubric },
            Vignette vignette => view with { Parts = [.. vignette.Parts.Select((part, at) => Show(part.Body, Shuffling.Inner(seed, at)))] },
            _ => view,
        };
    }

    /// <summary>An answer by the places on the screen becomes one by the places of the body; what is on no screen is left out.</summary>
    public static Response? Restore(QuestionBody body, long seed, Response? shown) => (body, shown) switch
    {
        (SingleChoice or MultipleChoice, Chosen chosen) => new Chosen([.. Back(chosen.Options, Choices(body, seed))]),
        (Ordering, Ordered ordered) => new Ordered([.. Back(ordered.Items, Choices(body, seed))]),
        (Matching matching, Matched matched) => Restore(matching, seed, matched),
        (Cloze cloze, Filled filled) => new Filled([.. cloze.Gaps.Select((gap, at) => RestoreGap(gap, seed, at, at < filled.Gaps.Count ? filled.Gaps[at] : null))]),
        (HotSpot, Pointed { Region: { } region }) => Back([region], Choices(body, seed)).ToArray() is [var only] ? new Pointed(only) : null,
        (Vignette vignette, Answered answered) => new Answered([.. vignette.Parts.Select((part, at) => Restore(part.Body, Shuffling.Inner(seed, at), at < answered.Parts.Count ? answered.Parts[at] : null))]),
        _ => shown,
    };

    /// <summary>For each place on the screen the place in the body.</summary>
    public static IReadOnlyList<int> Choices(QuestionBody body, long seed) => body switch
    {
        SingleChoice single => Order(single.Options.Count, single.Shuffle, seed),
        MultipleChoice multiple => Order(multiple.Options.Count, multiple.Shuffle, seed),

        // In the order of its author each match would stand beside its prompt.
        Matching matching => Order(matching.Pairs.Count, true, seed),
        Ordering ordering => NotRight(ordering.Items.Count, seed),
        HotSpot spot => Order(spot.Regions.Count, true, seed),
        _ => [],
    };

    private static IReadOnlyList<int> PromptOrder(Matching matching, long seed) => Order(matching.Pairs.Count(pair => pair.Prompt is not null), matching.Shuffle, seed, PromptSalt);

    private static IReadOnlyList<int> GapOrder(ChoiceGap gap, long seed, int at) => Order(gap.Options.Count, true, seed, GapSalt + at);

    private static IReadOnlyList<int> Order(int count, bool shuffle, long seed, int salt = 0) => shuffle ? Shuffling.Order(count, seed, salt) : [.. Enumerable.Range(0, count)];

    // An order that is right before anybody touched it would ask nothing.
    private static IReadOnlyList<int> NotRight(int count, long seed)
    {
        var order = Shuffling.Order(count, seed);
        return count > 1 && order.SequenceEqual(Enumerable.Range(0, count)) ? [.. order.Skip(1), order[0]] : order;
    }

    private static Matched Restore(Matching matching, long seed, Matched shown)
    {
        var (prompts, choices) = (PromptOrder(matching, seed), Choices(matching, seed));
        var restored = new int?[prompts.Count];
        for (var at = 0; at < prompts.Count && at < shown.Pairs.Count; at++)
        {
            restored[prompts[at]] = shown.Pairs[at] is { } chosen && chosen >= 0 && chosen < choices.Count ? choices[chosen] : null;
        }

        return new Matched(restored);
    }

    private static string? RestoreGap(Gap gap, long seed, int at, string? typed)
    {
        if (gap is not ChoiceGap choice)
        {
            return typed;
        }

        return int.TryParse(typed, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var place) && place < choice.Options.Count
            ? GapOrder(choice, seed, at)[place].ToString(System.Globalization.CultureInfo.InvariantCulture)
            : null;
    }

    private static Words[] Take(IEnumerable<Words> texts, IReadOnlyList<int> order)
    {
        var all = texts.ToArray();
        return [.. order.Select(at => all[at])];
    }

    private static IEnumerable<int> Back(IEnumerable<int> shown, IReadOnlyList<int> order) => shown.Where(at => at >= 0 && at < order.Count).Select(at => order[at]);
}
