using System.Text.Json;
using Microsoft.Extensions.Localization;

namespace Training.Audit.Trail;

/// <summary>The erasable part of an entry, for showing; everything null once erased.</summary>
internal sealed record EntryDetails(
    string? Actor, string? Address, string? Agent, string? Request, string? Node, string? Reason, IReadOnlyDictionary<string, string?>? Facts, int RowsChanged, IReadOnlyList<EntryRow>? Rows)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static EntryDetails Read(string? json)
        => (json is null ? null : JsonSerializer.Deserialize<EntryDetails>(json, Options)) ?? new EntryDetails(null, null, null, null, null, null, null, 0, null);

    /// <summary>The facts in one line.</summary>
    public string FactLine => string.Join(" · ", (Facts ?? new Dictionary<string, string?>()).Where(f => !string.IsNullOrEmpty(f.Value)).Select(f => $"{f.Key}: {f.Value}"));
}

/// <summary>A row that was changed: where, which, and the names of the columns.</summary>
internal sealed record EntryRow(string Table, string Key, IReadOnlyList<string> Columns);
