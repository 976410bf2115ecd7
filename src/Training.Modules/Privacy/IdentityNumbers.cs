using System.Text.RegularExpressions;

namespace Training.Modules;

/// <summary>Numbers that belong to one person, however they are grouped. Works on folded text.</summary>
internal static partial class IdentityNumbers
{
    private const int Shortest = 9;
    private const int Longest = 15;
    private const int ContextLength = 28;

    private static readonly string[] Devices = ["lot", "ref", "udi", "gtin", "serial", "so lo", "catalog", "sku"];

    public static bool IsIn(string folded)
    {
        if (InsuranceCard().IsMatch(folded))
        {
            return true;
        }

        var text = Timestamp().Replace(Date().Replace(folded, match => IsPartOfMore(folded, match) ? match.Value : "/"), "/");
        foreach (Match run in Run().Matches(text))
        {
            if (IsIdentity(text, run))
            {
                return true;
            }
        }

        return false;
    }

    // 09.12.34.56.78 begins like a day and is a phone number.
    private static bool IsPartOfMore(string text, Match match)
    {
        var end = match.Index + match.Length;
        var behind = text.AsSpan(end, Math.Min(4, text.Length - end)).TrimStart(' ');
        var before = text.AsSpan(Math.Max(0, match.Index - 4), Math.Min(4, match.Index)).TrimEnd(' ');
        return (behind is ['.' or '-', .. var next] && next.TrimStart(' ') is [>= '0' and <= '9', ..])
            || (before is [.. var last, '.' or '-'] && last.TrimEnd(' ') is [.., >= '0' and <= '9']);
    }

    private static bool IsIdentity(string text, Match run)
    {
        var before = text[Math.Max(0, run.Index - ContextLength)..run.Index];
        var groups = Digits().Matches(run.Value).Select(m => m.Value).ToArray();
        if (groups.Any(g => g.Length >= Shortest))
        {
            var word = before.TrimEnd(' ', ':', '.', '#', '(', ')', '0', '1');
            return !Devices.Any(device => word.EndsWith(device, StringComparison.Ordinal));
        }

        if (Announced().IsMatch(before))
        {
            return true;
        }

        var after = text[(run.Index + run.Length)..Math.Min(text.Length, run.Index + run.Length + 8)].TrimStart();
        var money = groups[^1] == "000" || after.StartsWith("dong", StringComparison.Ordinal) || after.StartsWith("vnd", StringComparison.Ordinal) || after.StartsWith("d ", StringComparison.Ordinal);
        var spaced = run.Value.Contains(' ', StringComparison.Ordinal);
        for (var first = 0; first < groups.Length; first++)
        {
            var number = "";
            for (var last = first; last < groups.Length && number.Length + groups[last].Length <= Longest; last++)
            {
                number += groups[last];
                if (number.Length >= Shortest && HasShape(number, groups[first..(last + 1)], spaced, money))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool HasShape(string number, string[] groups, bool spaced, bool money)
    {
        // Digit by digit: nobody writes a measurement like that.
        if (groups.All(g => g.Length == 1))
        {
            return true;
        }

        // As on the card: province, century and sex, year, number.
        if (number.Length == 12 && number[0] == '0' && groups.Any(g => g.Length > 2))
        {
            return true;
        }

        // The first digit may be set off: 0 912 345 678.
        if (groups.Skip(1).Any(g => g.Length == 1))
        {
            return false;
        }

        return Phone().IsMatch(number)
            || (number.Length == 9 && groups.All(g => g.Length == 3) && !money && (number[0] == '0' || !spaced));
    }

    [GeneratedRegex(@"\b[a-z]{2}[ .\-]{0,3}[1-5](?:[ .\-]{0,3}\d){12}\b", RegexOptions.NonBacktracking)]
    private static partial Regex InsuranceCard();

    // The day of a case, also written with spaces where the year has four digits.
    [GeneratedRegex(
        @"\b(?:(?:0?[1-9]|[12]\d|3[01])(?: ?[/.\-] ?(?:0?[1-9]|1[0-2]) ?[/.\-] ?(?:(?:19|20)\d{2}|\d{2})| (?:0?[1-9]|1[0-2]) (?:19|20)\d{2})|(?:19|20)\d{2}[/.\-](?:0?[1-9]|1[0-2])[/.\-](?:0?[1-9]|[12]\d|3[01]))\b",
        RegexOptions.NonBacktracking)]
    private static partial Regex Date();

    // As cameras and machines name files: 20261012_153045.
    [GeneratedRegex(@"\b20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[ _\-]?(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?\b", RegexOptions.NonBacktracking)]
    private static partial Regex Timestamp();

    [GeneratedRegex(@"\d(?:[ .()\-–_·]{0,3}\d){8,}", RegexOptions.NonBacktracking)]
    private static partial Regex Run();

    [GeneratedRegex(@"\d+", RegexOptions.NonBacktracking)]
    private static partial Regex Digits();

    // Prefixes in use since 2018; landlines have eleven digits.
    [GeneratedRegex(@"^(?:(?:0|84|0084)(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)\d{7}|(?:0|84)2\d{9})$", RegexOptions.NonBacktracking)]
    private static partial Regex Phone();

    [GeneratedRegex(@"\b(?:cccd|cmnd|cmtnd|cmt|can cuoc|chung minh|dinh danh|sdt|dt|dien thoai|phone|tel|mobile|zalo|lien he|bhyt|bhxh|bao hiem|ho chieu)\b[^0-9\n]{0,16}$", RegexOptions.NonBacktracking)]
    private static partial Regex Announced();
}
