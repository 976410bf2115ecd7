namespace Training.Organizations.History;

/// <summary>A field that somebody else stored otherwise than it was typed here, since the form was opened.</summary>
/// <param name="Label">Key of the field's label.</param>
/// <param name="Stored">What is stored now.</param>
/// <param name="Typed">What stands in this form.</param>
internal sealed record Difference(string Label, string? Stored, string? Typed)
{
    /// <summary>Those that differ.</summary>
    public static IReadOnlyList<Difference> Of(params IEnumerable<Difference> fields)
        => [.. fields.Where(field => (field.Stored ?? "") != (field.Typed ?? ""))];
}
