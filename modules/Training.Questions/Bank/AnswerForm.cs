using System.Globalization;
using Training.Questions.Marking;
using Training.Questions.Model;

namespace Training.Questions.Bank;

/// <summary>
/// The fields in which a learner answers, and what they mean: an answer by places on the screen. Names begin with <c>a</c>; the questions of
/// a vignette are <c>a.p0</c>, <c>a.p1</c> …
/// </summary>
internal sealed record AnswerForm(LearnerView View, string Name, Func<string, IReadOnlyList<string?>> Values)
{
    /// <summary>Where the picture of the question can be seen; the number of the question of a vignette from 1, 0 for the whole.</summary>
    public Func<int, string> Picture { get; init; } = _ => "";

    public int Part { get; init; }

    public AnswerForm Of(int part) => this with { View = View.Parts[part], Name = $"{Name}.p{part}", Part = part + 1 };

    public string? Value(string suffix = "") => Values(Name + suffix) is [var first, ..] ? first : null;

    public bool Has(int place) => Values(Name).Contains(place.ToString(CultureInfo.InvariantCulture));

    /// <summary>Null where nothing was answered.</summary>
    public Response? Read() => View.Kind switch
    {
        QuestionKind.Single or QuestionKind.Multiple or QuestionKind.TrueFalse => Values(Name).Select(Place).OfType<int>().ToArray() is { Length: > 0 } chosen ? new Chosen(chosen) : null,
        QuestionKind.Matching => View.Prompts.Select((_, at) => Place(Value($".{at}"))).ToArray() is var pairs && pairs.Any(pair => pair is not null) ? new Matched(pairs) : null,
        QuestionKind.Ordering => Order(),
        QuestionKind.Cloze => View.Gaps.Select((_, at) => Value($".{at}") is { Length: > 0 } typed ? typed : null).ToArray() is var gaps && gaps.Any(gap => gap is not null) ? new Filled(gaps) : null,
        QuestionKind.HotSpot => Place(Value()) is { } region ? new Pointed(region) : (Percent(Value(".x")), Percent(Value(".y"))) is ({ } x, { } y) ? new Pointed(null, x, y) : null,
        QuestionKind.Vignette => View.Parts.Select((_, at) => Of(at).Read()).ToArray() is var parts && parts.Any(part => part is not null) ? new Answered(parts) : null,
        _ => Value() is { Length: > 0 } text ? new Typed(text, Value(".unit") is { Length: > 0 } unit ? unit : null) : null,
    };

    // Each item has a place in the order; only an order in which each place is taken once is one.
    private Ordered? Order()
    {
        var places = View.Options.Select((_, at) => (Item: at, Place: Place(Value($".{at}")))).ToArray();
        return places.Select(item => item.Place).Order().SequenceEqual(Enumerable.Range(1, places.Length).Select(place => (int?)place)) ? new Ordered([.. places.OrderBy(item => item.Place).Select(item => item.Item)]) : null;
    }

    private static decimal? Percent(string? text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is >= 0 and <= 100 ? percent : null;

    private static int? Place(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < 1000 ? place : null;
}
