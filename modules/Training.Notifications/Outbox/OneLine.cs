using System.Text;

namespace Training.Notifications.Outbox;

/// <summary>Text that becomes a header or a line of a log: a line break in it would begin a header of somebody else's choice.</summary>
internal static class OneLine
{
    /// <summary>Control and invisible characters and line separators as spaces, runs of space as one, cut to <paramref name="length"/> characters.</summary>
    public static string Of(string text, int length)
    {
        var line = new StringBuilder(Math.Min(text.Length, length));
        foreach (var rune in text.EnumerateRunes())
        {
            var separates = Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) || rune == Rune.ReplacementChar
                || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Format;
            if (separates && (line.Length == 0 || line[^1] == ' '))
            {
                continue;
            }

            if (line.Length + rune.Utf16SequenceLength > length)
            {
                break;
            }

            line.Append(separates ? " " : rune.ToString());
        }

        return line.ToString().TrimEnd();
    }
}
