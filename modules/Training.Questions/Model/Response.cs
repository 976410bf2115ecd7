using System.Text.Json.Serialization;

namespace Training.Questions.Model;

/// <summary>What a learner answered, by the places of the body as its author wrote it, counted from 0.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Chosen), "chosen")]
[JsonDerivedType(typeof(Matched), "matched")]
[JsonDerivedType(typeof(Ordered), "ordered")]
[JsonDerivedType(typeof(Typed), "typed")]
[JsonDerivedType(typeof(Filled), "filled")]
[JsonDerivedType(typeof(Pointed), "pointed")]
[JsonDerivedType(typeof(Answered), "parts")]
internal abstract record Response;

/// <summary>Of options; of true and false: 0 is true, 1 is false.</summary>
internal sealed record Chosen(IReadOnlyList<int> Options) : Response;

/// <summary>For each pair with a prompt, the pair whose match was chosen; null where nothing was.</summary>
internal sealed record Matched(IReadOnlyList<int?> Pairs) : Response;

/// <summary>The items from first to last.</summary>
internal sealed record Ordered(IReadOnlyList<int> Items) : Response;

/// <summary>Words or a number, as they were typed; a unit may stand in a field of its own or behind the number.</summary>
internal sealed record Typed(string Text, string? Unit = null) : Response;

/// <summary>For each gap what was typed, or the place of the chosen option; null where nothing was.</summary>
internal sealed record Filled(IReadOnlyList<string?> Gaps) : Response;

/// <summary>A region chosen by its name, or a point in percent of width and height.</summary>
internal sealed record Pointed(int? Region, decimal? X = null, decimal? Y = null) : Response;

/// <summary>For each question of a vignette; null where it was not answered.</summary>
internal sealed record Answered(IReadOnlyList<Response?> Parts) : Response;
