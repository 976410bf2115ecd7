using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Training.Modules;

namespace Training.Tests.Privacy;

internal enum LineLabel
{
    /// <summary>Nothing in it says who the patient is.</summary>
    Clean,

    /// <summary>A number or a date that has a form.</summary>
    FormattedId,

    /// <summary>A patient's name.</summary>
    Name,
}

internal sealed record CorpusLine(LineLabel Label, string Text);

/// <summary>Words and sentences that notes are made of. <c>{…}</c> stands for a list or a generator.</summary>
internal sealed record CorpusParts(string[] Clean, string[] WithId, string[] WithName, IReadOnlyDictionary<string, string[]> Lists);

/// <summary>Labelled notes, the same every time: sentences of real notes with invented people, and the ways in which people write them.</summary>
internal sealed partial class ClinicalCorpus(int seed, CorpusParts parts)
{
    private readonly Random _random = new(seed);

    public IReadOnlyList<CorpusLine> Lines(int clean, int ids, int names) =>
    [
        .. Enumerable.Range(0, clean).Select(n => new CorpusLine(LineLabel.Clean, Write(parts.Clean[n % parts.Clean.Length], id: false))),
        .. Enumerable.Range(0, ids).Select(n => new CorpusLine(LineLabel.FormattedId, Write(parts.WithId[n % parts.WithId.Length], id: true))),
        .. Enumerable.Range(0, names).Select(n => new CorpusLine(LineLabel.Name, Write(parts.WithName[n % parts.WithName.Length], id: false))),
    ];

    // Half as they should be, half as people type on a phone.
    private string Write(string template, bool id)
    {
        var text = Fill(template);
        return _random.Next(20) switch
        {
            < 10 => text,
            < 13 => WithoutMarks(text),
            < 14 => text.ToUpperInvariant(),
            < 15 => text.ToLowerInvariant(),
            < 16 => WithoutMarks(text).ToUpperInvariant(),
            < 17 => text.Normalize(NormalizationForm.FormD),
            < 18 => FullWidth(text),
            < 19 => string.Concat(text.Select((c, i) => i % 3 == 1 && char.IsLetterOrDigit(c) ? c + "\u200B" : c.ToString())),
            _ => id ? text.Replace("  ", " ", StringComparison.Ordinal) : string.Concat(text.Select((c, i) => i % 2 == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c))),
        };
    }

    private string Fill(string template)
    {
        for (var depth = 0; depth < 4 && template.Contains('{', StringComparison.Ordinal); depth++)
        {
            template = Slot().Replace(template, slot => ValueOf(slot.Groups[1].Value));
        }

        return template;
    }

    private string ValueOf(string slot) => slot switch
    {
        "cccd" => Grouped($"0{_random.Next(1, 97):00}{_random.Next(0, 4)}{_random.Next(20, 99)}{_random.Next(0, 1_000_000):000000}", [[12], [3, 3, 3, 3], [4, 4, 4], [3, 1, 2, 6], [1]]),
        "cmnd" => Grouped($"0{_random.Next(10, 40)}{_random.Next(0, 1_000_000):000000}", [[9], [3, 3, 3], [1]]),
        "phone" => Grouped($"0{Pick("32", "33", "56", "70", "77", "79", "81", "83", "90", "91", "93", "97", "98")}{_random.Next(0, 10_000_000):0000000}", [[10], [4, 3, 3], [3, 3, 4], [2, 2, 2, 2, 2], [1]]),
        "abroad" => $"+84 {Pick("90", "91", "35", "78")} {_random.Next(100, 999)} {_random.Next(1000, 9999)}",
        "bhyt" => Bhyt(),
        "bhxh" => $"{_random.NextInt64(1_000_000_000, 9_999_999_999)}",
        "mrn" => Pick($"{_random.Next(10, 27)}{_random.Next(0, 1_000_000):000000}", $"{_random.Next(20, 27)}.{_random.Next(0, 1_000_000):000000}", $"BN{_random.Next(10_000, 99_999)}", $"{_random.Next(10, 27)}-{_random.Next(1000, 99_999)}"),
        "birth" => Pick($"{_random.Next(1, 29):00}/{_random.Next(1, 13):00}/{_random.Next(1930, 2020)}", $"{_random.Next(1, 29)}-{_random.Next(1, 13)}-{_random.Next(1930, 2020)}", $"{_random.Next(1, 29)}.{_random.Next(1, 13)}.{_random.Next(1930, 2020)}"),
        "birthyear" => $"{_random.Next(1930, 2020)}",
        "date" => Pick($"{_random.Next(1, 29):00}/{_random.Next(1, 13):00}/{_random.Next(2023, 2027)}", $"{_random.Next(1, 29)}/{_random.Next(1, 13)}", $"{_random.Next(1, 29)}.{_random.Next(1, 13)}.{_random.Next(2023, 2027)}"),
        "year" => $"{_random.Next(2005, 2027)}",
        "n" => $"{_random.Next(2, 30)}",
        "nn" => $"{_random.Next(31, 99)}",
        "nnn" => $"{_random.Next(100, 900)}",
        "age" => $"{_random.Next(18, 95)}",
        "volume" => $"{_random.Next(1, 40) * 50}",
        "thousand" => $"{_random.Next(19, 21) * 100}",
        "x.y" => string.Create(CultureInfo.InvariantCulture, $"{_random.Next(1, 40) / 4.0 + 1:0.0#}"),
        "name" => FullName(),
        _ => Pick(parts.Lists[slot]),
    };

    private string FullName()
    {
        var woman = _random.Next(2) == 0;
        var middle = _random.Next(10) < 5 ? (woman ? "Thị" : "Văn") : Pick(parts.Lists["middle"]);
        return $"{Pick(parts.Lists["family"])} {(_random.Next(10) < 8 ? middle + " " : "")}{Pick(parts.Lists[woman ? "woman" : "man"])}";
    }

    private string Bhyt()
    {
        var (kind, number) = (Pick("DN", "HX", "CH", "NN", "TE", "HT", "GD", "HN", "BT", "CN"), $"{_random.Next(1, 6)}{_random.Next(1, 97):00}{_random.NextInt64(0, 10_000_000_000):0000000000}");
        return _random.Next(3) switch
        {
            0 => kind + number,
            1 => $"{kind} {number[0]} {number[1..3]} {number[3..]}",
            _ => $"{kind}-{number[0]}-{number[1..3]}-{number[3..6]}-{number[6..]}",
        };
    }

    private string Grouped(string digits, int[][] shapes)
    {
        var shape = shapes[_random.Next(shapes.Length)];
        var separator = Pick(" ", ".", "-", " - ");
        if (shape is [1])
        {
            return string.Join(_random.Next(2) == 0 ? " " : ".", digits.ToCharArray());
        }

        var from = 0;
        return string.Join(separator, shape.Select(length => digits[from..(from += length)]));
    }

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];

    private static string WithoutMarks(string text) => ScreenedText.Fold(text) is var folded && folded.Length == text.Length
        ? string.Concat(text.Select((c, i) => char.IsUpper(c) ? char.ToUpperInvariant(folded[i]) : folded[i]))
        : folded;

    private static string FullWidth(string text) => string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + '０') : c));

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Slot();
}
