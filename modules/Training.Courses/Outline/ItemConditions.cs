using System.Text.Json;
using System.Text.Json.Serialization;

namespace Training.Courses.Outline;

/// <summary>One thing that has to be so before an item opens.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(ItemFinished), "finished")]
[JsonDerivedType(typeof(ScoreReached), "score")]
[JsonDerivedType(typeof(FromDay), "from")]
[JsonDerivedType(typeof(UntilDay), "until")]
[JsonDerivedType(typeof(HasRole), "role")]
[JsonDerivedType(typeof(StageReached), "stage")]
internal abstract record ItemCondition;

/// <summary>Another item of the course is finished.</summary>
internal sealed record ItemFinished(Guid Item) : ItemCondition;

/// <summary>Another item has a score of at least so many percent.</summary>
internal sealed record ScoreReached(Guid Item, int Least) : ItemCondition;

/// <summary>From that day on.</summary>
internal sealed record FromDay(DateOnly Day) : ItemCondition;

/// <summary>Up to that day, which counts.</summary>
internal sealed record UntilDay(DateOnly Day) : ItemCondition;

/// <summary>The learner has one of these roles in a team that takes a technique over.</summary>
internal sealed record HasRole(IReadOnlyList<string> Roles) : ItemCondition
{
    public bool Equals(HasRole? other) => other is not null && Roles.SequenceEqual(other.Roles);

    public override int GetHashCode() => Roles.Count;
}

/// <summary>The learner has a signed case of the technique at this stage or a later one.</summary>
internal sealed record StageReached(Guid TechniqueId, string Stage) : ItemCondition;

/// <summary>All of these, or any of them.</summary>
internal sealed record ItemConditions(bool Any, IReadOnlyList<ItemCondition> List)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    public static ItemConditions None { get; } = new(false, []);

    public static ItemConditions Parse(string? json) => string.IsNullOrEmpty(json) ? None : JsonSerializer.Deserialize<ItemConditions>(json, Options) ?? None;

    public string ToJson() => List.Count == 0 ? "" : JsonSerializer.Serialize(this, Options);

    /// <summary>Other items that it speaks of.</summary>
    public IEnumerable<Guid> Items => List.Select(c => c switch { ItemFinished f => f.Item, ScoreReached s => s.Item, _ => Guid.Empty }).Where(key => key != Guid.Empty);

    /// <summary>Whether what somebody does besides courses has to be known.</summary>
    public bool AsksForPractice => List.Any(c => c is HasRole or StageReached);

    public bool Equals(ItemConditions? other) => other is not null && Any == other.Any && List.SequenceEqual(other.List);

    public override int GetHashCode() => HashCode.Combine(Any, List.Count);
}
