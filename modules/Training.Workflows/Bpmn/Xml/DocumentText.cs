using System.Globalization;
using System.Text;

namespace Training.Workflows.Bpmn;

/// <summary>The characters of a document, before a parser sees them.</summary>
internal static class DocumentText
{
    /// <exception cref="DocumentRefused">Too long, another encoding, or nothing that a parser should be given.</exception>
    public static (string Text, string Encoding) Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Limits.Bytes)
        {
            throw TooLong();
        }

        var (encoding, name) = EncodingOf(bytes);
        if (name == "UTF-8" && bytes[PreambleOf(encoding, bytes)..].TrimStart(" \t\r\n"u8) is [not (byte)'<', ..])
        {
            throw new DocumentRefused(new Problem(null, "Bpmn.NotXml", "1", "1"));
        }

        string text;
        try
        {
            text = encoding.GetString(bytes[PreambleOf(encoding, bytes)..]);
        }
        catch (DecoderFallbackException)
        {
            throw new DocumentRefused(new Problem(null, "Bpmn.Encoding", name));
        }

        Check(text);
        return (text, name);
    }

    public static DocumentRefused TooLong()
        => new(new Problem(null, "Bpmn.Limit.Bytes", (Limits.Bytes / 1024 / 1024).ToString(CultureInfo.InvariantCulture)));

    private static (Encoding Encoding, string Name) EncodingOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] or [0, 0, 0, 0x3C, ..] or [0x3C, 0, 0, 0, ..]
            => throw new DocumentRefused(new Problem(null, "Bpmn.Encoding", "UTF-32")),
        [0xFF, 0xFE, ..] or [0x3C, 0, ..] => (new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true), "UTF-16"),
        [0xFE, 0xFF, ..] or [0, 0x3C, ..] => (new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true), "UTF-16"),
        _ => (new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true), "UTF-8"),
    };

    private static int PreambleOf(Encoding encoding, ReadOnlySpan<byte> bytes) => bytes.StartsWith(encoding.Preamble) ? encoding.Preamble.Length : 0;

    private static void Check(string text)
    {
        var first = text.AsSpan().TrimStart();
        if (first.IsEmpty)
        {
            throw new DocumentRefused(new Problem(null, "Bpmn.Empty"));
        }

        // A tag can not hold "<": a start tag with 300 000 attributes, for which a parser would take much memory, is a long way without one.
        for (var rest = first; !rest.IsEmpty;)
        {
            var gap = rest[1..].IndexOf('<');
            if ((gap < 0 ? rest.Length : gap) > Limits.Gap)
            {
                throw new DocumentRefused(new Problem(null, "Bpmn.Limit.Gap", Limits.Gap.ToString(CultureInfo.InvariantCulture)));
            }

            rest = gap < 0 ? [] : rest[(gap + 1)..];
        }
    }
}
