using System.Globalization;
using System.Text;

namespace Training.Data;

/// <summary>
/// JSON in the one form of RFC 8785 for what the trail needs: objects, lists, texts, whole numbers, null. Members are sorted by UTF-16 code
/// units, nothing is written that need not be, and only the escapes that JSON demands.
/// </summary>
internal static class CanonicalJson
{
    public static string Write(object? value)
    {
        var json = new StringBuilder();
        Append(json, value);
        return json.ToString();
    }

    private static void Append(StringBuilder json, object? value)
    {
        switch (value)
        {
            case null:
                json.Append("null");
                break;
            case string text:
                AppendText(json, text);
                break;
            case int or long:
                json.Append(Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
                break;
            case IReadOnlyDictionary<string, object?> members:
                AppendAll(json, '{', '}', members.OrderBy(m => m.Key, StringComparer.Ordinal), member =>
                {
                    AppendText(json, member.Key);
                    json.Append(':');
                    Append(json, member.Value);
                });
                break;
            case IEnumerable<string> texts:
                AppendAll(json, '[', ']', texts, text => AppendText(json, text));
                break;
            default:
                throw new ArgumentException($"A {value.GetType().Name} has no place in canonical JSON.", nameof(value));
        }
    }

    private static void AppendAll<T>(StringBuilder json, char open, char close, IEnumerable<T> items, Action<T> append)
    {
        json.Append(open);
        var first = true;
        foreach (var item in items)
        {
            if (!first)
            {
                json.Append(',');
            }

            first = false;
            append(item);
        }

        json.Append(close);
    }

    private static void AppendText(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\b' => json.Append("\\b"),
                '\f' => json.Append("\\f"),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                < ' ' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => json.Append(c),
            };
        }

        json.Append('"');
    }
}
