using System.Text;
using Training.Questions.Gift;
using Training.Questions.Moodle;

namespace Training.Questions.Formats;

internal enum FileFormat
{
    Gift,
    MoodleXml,
}

/// <summary>Reads and writes files of questions, whatever their format.</summary>
internal static class QuestionFiles
{
    /// <summary>By what stands in it, not by its name.</summary>
    public static FileFormat FormatOf(string text)
    {
        var begin = text.AsSpan().TrimStart("\uFEFF \r\n\t");
        return begin.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) || begin.StartsWith("<quiz", StringComparison.OrdinalIgnoreCase) || begin.StartsWith("<!", StringComparison.Ordinal)
            ? FileFormat.MoodleXml
            : FileFormat.Gift;
    }

    public static Reading Read(string text) => FormatOf(text) == FileFormat.MoodleXml ? MoodleReader.Read(text) : GiftReader.Read(text);

    public static Writing Write(FileFormat format, IEnumerable<NamedQuestion> questions) => format == FileFormat.MoodleXml ? MoodleWriter.Write(questions) : GiftWriter.Write(questions);

    /// <summary>The text of a file in UTF-8, or in UTF-16 with a mark; null where it is neither.</summary>
    public static string? Decode(byte[] content)
    {
        try
        {
            var text = content is [0xFF, 0xFE, ..] ? new UnicodeEncoding(false, true, true).GetString(content)
                : content is [0xFE, 0xFF, ..] ? new UnicodeEncoding(true, true, true).GetString(content)
                : new UTF8Encoding(false, true).GetString(content);
            return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
