using System.Text.Json.Serialization;

namespace Training.Questions.Model;

/// <summary>Something to fill in inside a text.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ChoiceGap), "choice")]
[JsonDerivedType(typeof(TextGap), "text")]
[JsonDerivedType(typeof(NumberGap), "number")]
internal abstract record Gap
{
    /// <summary>Its share of the mark beside the others.</summary>
    public int Weight { get; init; } = 1;
}

internal sealed record ChoiceGap : Gap
{
    public IReadOnlyList<Option> Options { get; init; } = [];
}

internal sealed record TextGap : Gap
{
    public IReadOnlyList<TextAnswer> Answers { get; init; } = [];

    public bool MatchCase { get; init; }

    public bool IgnoreDiacritics { get; init; }
}

internal sealed record NumberGap : Gap
{
    public IReadOnlyList<NumberAnswer> Answers { get; init; } = [];
}

/// <summary>A text with gaps; <c>[[1]]</c> in the text is the place of the first.</summary>
internal sealed record Cloze : QuestionBody
{
    public IReadOnlyList<Gap> Gaps { get; init; } = [];
}

/// <summary>A part of the picture, in percent of its width and height: x, y, width, height of a rectangle; centre and both radii of an ellipse.</summary>
internal sealed record Region(Words Name, RegionShape Shape, decimal X, decimal Y, decimal Width, decimal Height, decimal Fraction, Words? Feedback = null);

internal enum RegionShape
{
    Rectangle,
    Ellipse,
}

/// <summary>A place in a picture, found by pointing at it or by its name in a list.</summary>
internal sealed record HotSpot : QuestionBody
{
    /// <summary>Hash of the stored file.</summary>
    public string Image { get; init; } = "";

    /// <summary>What the picture shows, for those who do not see it; says nothing about the answer.</summary>
    public Words? Alternative { get; init; }

    public IReadOnlyList<Region> Regions { get; init; } = [];
}

internal sealed record RubricLevel(Words Text, decimal Points);

internal sealed record Criterion(Words Name, IReadOnlyList<RubricLevel> Levels);

/// <summary>A text of the learner's own, marked by a person by the criteria.</summary>
internal sealed record Essay : QuestionBody
{
    public IReadOnlyList<Criterion> Rubric { get; init; } = [];

    /// <summary>For whoever marks.</summary>
    public Words? MarkerNotes { get; init; }

    /// <summary>What the learner begins with.</summary>
    public Words? Template { get; init; }
}

internal sealed record VignettePart(QuestionBody Body, int Weight = 1);

/// <summary>A case, and several questions about it.</summary>
internal sealed record Vignette : QuestionBody
{
    public IReadOnlyList<VignettePart> Parts { get; init; } = [];
}
