using System.Text.Json;
using Training.Modules;

namespace Training.Courses.Gradebook;

/// <summary>A part of the grade, such as the quizzes.</summary>
/// <param name="Id">Its id.</param>
/// <param name="NameVi">Vietnamese name.</param>
/// <param name="NameEn">English name; null where there is none.</param>
/// <param name="Weight">Beside the other categories.</param>
/// <param name="DropLowest">So many of the lowest grades do not count, as long as one is left. Items weigh the same then.</param>
internal sealed record GradeCategory(Guid Id, string NameVi, string? NameEn, int Weight, int DropLowest)
{
    public string Display => Show.Name(NameVi, NameEn);
}

/// <summary>What an item counts for.</summary>
/// <param name="Key">See <see cref="Outline.Item.Key"/>.</param>
/// <param name="Category">Null: it does not count where there are categories.</param>
/// <param name="Weight">Beside the other items of its category.</param>
internal sealed record GradeItem(Guid Key, Guid? Category, int Weight);

/// <summary>How the grades of a course become one: without categories, the mean of all items by their weights.</summary>
internal sealed record GradeScheme(IReadOnlyList<GradeCategory> Categories, IReadOnlyList<GradeItem> Items)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    public static GradeScheme None { get; } = new([], []);

    /// <summary>What is said about the item; where nothing is, it weighs one.</summary>
    public GradeItem Of(Guid key) => Items.FirstOrDefault(item => item.Key == key) ?? new GradeItem(key, null, 1);

    public static GradeScheme Parse(string? json) => string.IsNullOrEmpty(json) ? None : JsonSerializer.Deserialize<GradeScheme>(json, Options) ?? None;

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public bool Equals(GradeScheme? other) => other is not null && Categories.SequenceEqual(other.Categories) && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => HashCode.Combine(Categories.Count, Items.Count);
}
