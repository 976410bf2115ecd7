using System.Security.Cryptography;
using System.Text;

namespace Training.Modules;

/// <summary>
/// A flat JSON object in the canonical form of RFC 8785: members sorted by name, no white space, only the escapes that JSON needs, text in
/// NFC. Every value is text or null, so that nothing depends on how numbers are written. This is what gets hashed when something is signed.
/// </summary>
public static class CanonicalJson
{
    /// <summary>The object as text.</summary>
    public static string Of(IEnumerable<KeyValuePair<string, string?>> members)
    {
        var sorted = new SortedDictionary<string, string?>(members.ToDictionary(), StringComparer.Ordinal);
        return "{" + string.Join(',', sorted.Select(m => $"{Quote(m.Key)}:{(m.Value is null ? "null" : Quote(m.Value))}")) + "}";
    }

    /// <summary>SHA-256 of the UTF-8 of a text, as 64 lower-case hex digits.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

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
