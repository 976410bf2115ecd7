using System.Text;
using System.Text.RegularExpressions;

namespace Training.Tests.Notifications;

/// <summary>A letter as a mail server gets it.</summary>
internal sealed partial record ReceivedMail(string To, IReadOnlyList<KeyValuePair<string, string>> Headers, string RawBody)
{
    public string Subject => Decode(this["Subject"]);

    /// <summary>The text of a body in base64.</summary>
    public string Text => Encoding.UTF8.GetString(Convert.FromBase64String(RawBody)).ReplaceLineEndings("\n");

    /// <summary>The value of a header that is there once.</summary>
    public string this[string name] => Assert.Single(Headers, h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    // RFC 2047; white space between two encoded words does not count.
    private static string Decode(string header) => EncodedWord().Replace(Between().Replace(header, "?=$1"), word =>
        Encoding.UTF8.GetString(word.Groups[1].Value is "B" or "b"
            ? Convert.FromBase64String(word.Groups[2].Value)
            : Encoding.Latin1.GetBytes(Quoted().Replace(word.Groups[2].Value.Replace('_', ' '), q => ((char)Convert.ToByte(q.Groups[1].Value, 16)).ToString()))));

    [GeneratedRegex(@"\?=\s+(=\?)")]
    private static partial Regex Between();

    [GeneratedRegex(@"=\?utf-8\?([BbQq])\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();

    [GeneratedRegex("=([0-9A-Fa-f]{2})")]
    private static partial Regex Quoted();
}
