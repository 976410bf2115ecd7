using System.Globalization;

namespace Training.Questions.Model;

/// <summary>Numbers as people type them: 3,14 and 3.14 and −0,5 and 1 250 and 6×10^-3 are numbers.</summary>
internal static class Numbers
{
    /// <summary>
    /// Reads a number and what stands behind it. A single comma or dot is the decimal mark; where both stand there, the last is; white space
    /// groups digits. Powers of ten are written 1e-3, 1×10^-3 or 1*10^-3.
    /// </summary>
    public static bool TryRead(string typed, out decimal value, out string rest)
    {
        (value, rest) = (0, "");
        var text = typed.Trim().Replace('\u2212', '-').Replace('\u00A0', ' ');
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or ',' || (text[end] is '-' or '+' && end == 0) || (text[end] == ' ' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))))
        {
            end++;
        }

        if (Plain(text[..end]) is not { } number)
        {
            return false;
        }

        rest = text[end..].TrimStart();
        if (Exponent(rest) is var (power, length))
        {
            rest = rest[length..].TrimStart();
            return TryScale(number, power, out value);
        }

        value = number;
        return true;
    }

    /// <summary>The shortest way to write it, with a dot.</summary>
    public static string Write(decimal value) => value.ToString("0.#############################", CultureInfo.InvariantCulture);

    /// <summary>The same as whoever reads the page writes numbers: with a comma in Vietnamese.</summary>
    public static string Show(decimal value) => value.ToString("0.#############################", CultureInfo.CurrentCulture);

    /// <summary>A number and nothing else.</summary>
    public static decimal? Read(string typed) => TryRead(typed, out var value, out var rest) && rest.Length == 0 ? value : null;

    private static decimal? Plain(string text)
    {
        var digits = text.Replace(" ", "", StringComparison.Ordinal);
        var mark = digits.LastIndexOfAny(['.', ',']);
        if (mark >= 0)
        {
            // Several of the same sign can only group: 1.250.000 has no decimals.
            var grouping = digits.Count(c => c == digits[mark]) > 1;
            var whole = digits[..mark].Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
            digits = grouping ? whole + digits[(mark + 1)..] : $"{whole}.{digits[(mark + 1)..]}";
        }

        return digits.Any(char.IsAsciiDigit) && decimal.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private static (int Power, int Length)? Exponent(string rest)
    {
        foreach (var mark in (ReadOnlySpan<string>)["e", "E", "×10^", "x10^", "*10^", "·10^"])
        {
            if (!rest.StartsWith(mark, StringComparison.Ordinal))
            {
                continue;
            }

            var end = mark.Length;
            while (end < rest.Length && (char.IsAsciiDigit(rest[end]) || (end == mark.Length && rest[end] is '-' or '+')))
            {
                end++;
            }

            if (int.TryParse(rest[mark.Length..end], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power))
            {
                return (power, end);
            }
        }

        return null;
    }

    private static bool TryScale(decimal number, int power, out decimal value)
    {
        value = number;
        if (Math.Abs(power) > 28)
        {
            return number == 0;
        }

        try
        {
            for (var step = 0; step < Math.Abs(power); step++)
            {
                value = power > 0 ? value * 10 : value / 10;
            }

            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }
}

/// <summary>Fractions as people write them.</summary>
internal static class Percent
{
    /// <summary>A half is <c>50</c>.</summary>
    public static string Write(decimal fraction) => Numbers.Write(Math.Round(fraction * 100, 5));

    /// <summary>Null where it is no number.</summary>
    public static decimal? Read(string text) => Numbers.Read(text) is { } percent and >= -1000 and <= 1000 ? Math.Round(percent / 100, 7) : null;
}
