using System.Text.Json;

namespace Training.Identity.Merging;

/// <summary>What a merge did with one column that names a person.</summary>
/// <param name="Kind">Table and column, <c>Logbook_Entries.PersonId</c>; the page has words for those it knows.</param>
/// <param name="Moved">Keys of the rows that belong to the kept record now.</param>
/// <param name="Stayed">Keys of the rows that stay with the record that points at it.</param>
internal sealed record MergedColumn(string Kind, IReadOnlyList<string> Moved, IReadOnlyList<string> Stayed);

/// <summary>Which of the two values of a field was kept. The value that was not kept stays in the dropped record.</summary>
internal sealed record MergedField(string Field, bool FromDropped);

/// <summary>What a merge did.</summary>
internal sealed record MergeReport(IReadOnlyList<MergedColumn> Columns, IReadOnlyList<MergedField> Fields)
{
    public string ToJson() => JsonSerializer.Serialize(this);

    public static MergeReport Parse(string json) => JsonSerializer.Deserialize<MergeReport>(json)!;
}
