using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Training.Logbook.Entries;

/// <summary>
/// The hash that a mentor signs: SHA-256 over the version's content as JSON in the canonical form of RFC 8785 (members sorted by name, no
/// white space, only the escapes that JSON needs), UTF-8, text in NFC. The form's name, <c>training.case/1</c>, is part of the content.
/// </summary>
internal static class ContentHash
{
    /// <returns>64 lower-case hex digits.</returns>
    public static string Of(EntryVersion version) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(version))));

    internal static string Canonical(EntryVersion version)
    {
        var members = new SortedDictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ageBand"] = version.AgeBand.ToString(),
            ["complexity"] = version.Complexity.ToString(),
            ["correctionReason"] = version.CorrectionReason,
            ["entry"] = version.EntryId.ToString("D"),
            ["form"] = "training.case/1",
            ["note"] = version.Note,
            ["outcome"] = version.Outcome.ToString(),
            ["performedOn"] = version.PerformedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["place"] = version.PlaceHospitalId.ToString("D"),
            ["role"] = version.Role.ToString(),
            ["setting"] = version.Setting.ToString(),
            ["sex"] = version.Sex.ToString(),
            ["stage"] = version.Stage.ToString(),
            ["technique"] = version.TechniqueId.ToString("D"),
            ["version"] = version.Number.ToString(CultureInfo.InvariantCulture),
        };
        return "{" + string.Join(',', members.Select(m => $"{Quote(m.Key)}:{(m.Value is null ? "null" : Quote(m.Value))}")) + "}";
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text.Normalize(NormalizationForm.FormC))
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
