using System.Text.Json.Serialization;

namespace Training.Questions.Model;

/// <summary>The types of questions, in the order in which authors are offered them.</summary>
internal enum QuestionKind
{
    Single,
    Multiple,
    TrueFalse,
    Matching,
    Ordering,
    ShortText,
    Numeric,
    Cloze,
    HotSpot,
    Essay,
    Vignette,
}

/// <summary>
/// What a question asks and what is right, as it is stored: JSON whose <c>type</c> names the kind. Nothing in it ever changes once a learner saw it.
/// Fractions are parts of the whole mark, 0.5 for half of it.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SingleChoice), "single")]
[JsonDerivedType(typeof(MultipleChoice), "multiple")]
[JsonDerivedType(typeof(TrueFalse), "true-false")]
[JsonDerivedType(typeof(Matching), "matching")]
[JsonDerivedType(typeof(Ordering), "ordering")]
[JsonDerivedType(typeof(ShortText), "short-text")]
[JsonDerivedType(typeof(Numeric), "numeric")]
[JsonDerivedType(typeof(Cloze), "cloze")]
[JsonDerivedType(typeof(HotSpot), "hot-spot")]
[JsonDerivedType(typeof(Essay), "essay")]
[JsonDerivedType(typeof(Vignette), "vignette")]
internal abstract record QuestionBody
{
    public required Words Text { get; init; }

    /// <summary>Shown to everybody after answering, whatever they answered.</summary>
    public Words? Feedback { get; init; }

    /// <summary>Shown one after the other, each for the price of <see cref="Penalty"/>.</summary>
    public IReadOnlyList<Words> Hints { get; init; } = [];

    /// <summary>What each hint, and each wrong try before the last, takes off the mark.</summary>
    public decimal Penalty { get; init; }

    [JsonIgnore]
    public QuestionKind Kind => this switch
    {
        SingleChoice => QuestionKind.Single,
        MultipleChoice => QuestionKind.Multiple,
        TrueFalse => QuestionKind.TrueFalse,
        Matching => QuestionKind.Matching,
        Ordering => QuestionKind.Ordering,
        ShortText => QuestionKind.ShortText,
        Numeric => QuestionKind.Numeric,
        Cloze => QuestionKind.Cloze,
        HotSpot => QuestionKind.HotSpot,
        Essay => QuestionKind.Essay,
        _ => QuestionKind.Vignette,
    };
}

/// <summary>Something to choose. <paramref name="Fraction"/> may be below 0 where choosing it costs something.</summary>
internal sealed record Option(Words Text, decimal Fraction, Words? Feedback = null);

internal sealed record SingleChoice : QuestionBody
{
    public IReadOnlyList<Option> Options { get; init; } = [];

    public bool Shuffle { get; init; } = true;
}

internal sealed record MultipleChoice : QuestionBody
{
    public IReadOnlyList<Option> Options { get; init; } = [];

    public bool Shuffle { get; init; } = true;
}

internal sealed record TrueFalse : QuestionBody
{
    public bool Answer { get; init; }

    /// <summary>For whoever says it is true.</summary>
    public Words? WhenTrue { get; init; }

    /// <summary>For whoever says it is false.</summary>
    public Words? WhenFalse { get; init; }
}

/// <summary>What belongs together. Without a prompt it is only something wrong to choose.</summary>
internal sealed record Pair(Words? Prompt, Words Match);

internal sealed record Matching : QuestionBody
{
    public IReadOnlyList<Pair> Pairs { get; init; } = [];

    public bool Shuffle { get; init; } = true;
}

/// <summary>How an order is marked; the names and the rules are those of Moodle's ordering questions.</summary>
internal enum OrderingRule
{
    /// <summary>The whole mark or nothing.</summary>
    AllOrNothing,

    /// <summary>Each item in its own place counts.</summary>
    AbsolutePosition,

    /// <summary>Each item that is followed by the right one counts; the last is not looked at.</summary>
    RelativeNextExcludeLast,

    /// <summary>The longest series of items in the right order counts, others may stand between; one item alone is no order.</summary>
    LongestOrderedSubset,
}

internal sealed record Ordering : QuestionBody
{
    /// <summary>In the right order.</summary>
    public IReadOnlyList<Words> Items { get; init; } = [];

    public OrderingRule Rule { get; init; } = OrderingRule.AbsolutePosition;
}

/// <summary>An answer to be typed. An asterisk stands for anything, as in Moodle; <c>\*</c> for the character itself.</summary>
internal sealed record TextAnswer(string Text, decimal Fraction, Words? Feedback = null);

internal sealed record ShortText : QuestionBody
{
    /// <summary>The first that fits counts.</summary>
    public IReadOnlyList<TextAnswer> Answers { get; init; } = [];

    public bool MatchCase { get; init; }

    /// <summary>“nhoi mau co tim” is “nhồi máu cơ tim”.</summary>
    public bool IgnoreDiacritics { get; init; }
}

/// <summary>Right from <paramref name="Value"/> − <paramref name="Tolerance"/> to <paramref name="Value"/> + <paramref name="Tolerance"/>, both included.</summary>
internal sealed record NumberAnswer(decimal Value, decimal Tolerance, decimal Fraction, Words? Feedback = null);

/// <summary>A unit that may be written behind the number. What is typed in it, divided by <paramref name="Multiplier"/>, is the value of the question.</summary>
internal sealed record Unit(string Name, decimal Multiplier);

internal enum UnitRule
{
    /// <summary>Nobody asks for a unit.</summary>
    None,

    /// <summary>It may be left out; where it stands it has to be one of those.</summary>
    Optional,

    /// <summary>Without one of the units the number counts less.</summary>
    Required,
}

internal sealed record Numeric : QuestionBody
{
    /// <summary>The first that fits counts.</summary>
    public IReadOnlyList<NumberAnswer> Answers { get; init; } = [];

    /// <summary>For any other number.</summary>
    public Words? Otherwise { get; init; }

    public IReadOnlyList<Unit> Units { get; init; } = [];

    public UnitRule UnitRule { get; init; }

    /// <summary>What a missing or unknown unit takes off the mark.</summary>
    public decimal UnitPenalty { get; init; } = 0.1m;
}
