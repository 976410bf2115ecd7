using System.Text;

namespace Training.Questions.Gift;

/// <summary>A character of a GIFT file: whether a backslash stood before it, and its line.</summary>
internal readonly record struct GiftChar(char Value, bool Escaped, int Line)
{
    public bool Is(char control) => Value == control && !Escaped;

    public bool IsSpace => !Escaped && char.IsWhiteSpace(Value);
}

/// <summary>A stretch of a GIFT file.</summary>
internal readonly record struct GiftText(ArraySegment<GiftChar> Chars)
{
    public int Length => Chars.Count;

    public bool IsBlank => Chars.All(c => c.IsSpace);

    /// <summary>Line of the first character that can be seen.</summary>
    public int Line => Chars.FirstOrDefault(c => !c.IsSpace) is { Line: > 0 } seen ? seen.Line : Chars.Count > 0 ? Chars[0].Line : 0;

    public GiftChar this[int at] => Chars[at];

    public GiftText this[Range range] => new(Chars[range]);

    /// <summary>
    /// Reads the lines of a question: escapes become characters, comments become nothing, and white space at the beginning of a line is layout.
    /// </summary>
    public static GiftText Of(IEnumerable<(int Number, string Text)> lines)
    {
        var chars = new List<GiftChar>();
        foreach (var (number, text) in lines)
        {
            if (chars.Count > 0)
            {
                chars.Add(new GiftChar('\n', false, number));
            }

            var line = text.Trim();
            if (line.StartsWith("//", StringComparison.Ordinal))
            {
                continue;
            }

            for (var at = 0; at < line.Length; at++)
            {
                if (line[at] == '\\' && at + 1 < line.Length && line[at + 1] is ':' or '#' or '=' or '{' or '}' or '~' or '\\' or 'n')
                {
                    at++;
                    chars.Add(new GiftChar(line[at] == 'n' ? '\n' : line[at], true, number));
                }
                else
                {
                    chars.Add(new GiftChar(line[at], false, number));
                }
            }
        }

        return new GiftText(chars.ToArray());
    }

    public GiftText Trim()
    {
        var (begin, end) = (0, Length);
        while (begin < end && Chars[begin].IsSpace)
        {
            begin++;
        }

        while (end > begin && Chars[end - 1].IsSpace)
        {
            end--;
        }

        return this[begin..end];
    }

    /// <summary>Where the control characters stand, or -1.</summary>
    public int IndexOf(string control, int from = 0)
    {
        for (var at = from; at + control.Length <= Length; at++)
        {
            if (StandsAt(control, at))
            {
                return at;
            }
        }

        return -1;
    }

    public int LastIndexOf(string control)
    {
        for (var at = Length - control.Length; at >= 0; at--)
        {
            if (StandsAt(control, at))
            {
                return at;
            }
        }

        return -1;
    }

    public bool StandsAt(string control, int at)
    {
        for (var offset = 0; offset < control.Length; offset++)
        {
            if (at + offset >= Length || !Chars[at + offset].Is(control[offset]))
            {
                return false;
            }
        }

        return true;
    }

    public override string ToString()
    {
        var text = new StringBuilder(Length);
        foreach (var c in Chars)
        {
            text.Append(c.Value);
        }

        return text.ToString();
    }
}
