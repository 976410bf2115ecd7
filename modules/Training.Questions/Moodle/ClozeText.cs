using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Training.Questions.Formats;
using Training.Questions.Gift;
using Training.Questions.Model;

namespace Training.Questions.Moodle;

/// <summary>
/// Gaps as Moodle writes them inside a text: <c>{1:SHORTANSWER:=right~%50%nearly#why}</c> (docs.moodle.org: Embedded Answers (Cloze) question type).
/// Authors of the bank write the same between the braces.
/// </summary>
internal static partial class ClozeText
{
    // Stands for a bar that does not part the languages.
    private const char Bar = '\u0003';

    // Moodle's names with ours; whether a list lies flat, stands or is shuffled there makes no difference here.
    private static readonly Dictionary<string, string> Kinds = new (string Kind, string[] Names)[]
    {
        ("SA", ["SHORTANSWER", "SA", "MW"]),
        ("SAC", ["SHORTANSWER_C", "SAC", "MWC"]),
        ("NM", ["NUMERICAL", "NM"]),
        ("MC", ["MULTICHOICE", "MC", "MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH", "MULTICHOICE_S", "MCS", "MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS"]),
    }.SelectMany(known => known.Names.Select(name => (name, known.Kind))).ToDictionary(known => known.name, known => known.Kind, StringComparer.OrdinalIgnoreCase);

    /// <summary>The text with its places, and the gaps; or why not, with the line inside the text.</summary>
    public static (Words? Text, IReadOnlyList<Gap> Gaps, Finding? Problem) Read(string raw, bool plain, ref HtmlText.Lost lost)
    {
        var gaps = new List<Gap>();
        var text = new StringBuilder();
        var (at, line, counted) = (0, 0, 0);
        foreach (Match open in Opening().Matches(raw))
        {
            if (open.Index < at)
            {
                continue;
            }

            line += raw.AsSpan(counted..open.Index).Count('\n');
            counted = open.Index;
            var name = open.Groups["kind"].Value;
            if (!Kinds.TryGetValue(name, out var kind))
            {
                return (null, [], new Finding(line, Loss.Whole, "Finding.Cloze.Kind", name));
            }

            var end = EndOf(raw, open.Index + open.Length);
            if (end < 0)
            {
                return (null, [], new Finding(line, Loss.Whole, "Finding.Cloze.Open"));
            }

            var weight = int.TryParse(open.Groups["weight"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? Math.Clamp(given, 1, 100) : 1;
            if (GapOf(kind, weight, Split(raw[(open.Index + open.Length)..end]), !plain, ref lost) is not { } gap)
            {
                return (null, [], new Finding(line, Loss.Whole, "Finding.Cloze.Answers", gaps.Count + 1));
            }

            gaps.Add(gap);
            text.Append(raw, at, open.Index - at).Append(CultureInfo.InvariantCulture, $"[[{gaps.Count}]]");
            at = end + 1;
        }

        text.Append(raw, at, raw.Length - at);
        if (gaps.Count == 0)
        {
            return (null, [], new Finding(0, Loss.Whole, "Finding.Cloze.NoGaps"));
        }

        return (plain ? Words.Of(text.ToString()) : HtmlText.Read(text.ToString(), ref lost), gaps, null);
    }

    /// <summary>
    /// The answers of a gap, one in a line: <c>=right</c>, <c>%50%nearly</c>, <c>~wrong</c>, each with <c># why</c> behind it and, where there is
    /// English, <c>|| right</c>. Null where a number is none.
    /// </summary>
    public static Gap? OfLines(string kind, int weight, string lines)
    {
        var lost = HtmlText.Lost.Nothing;
        var answers = Words.Clean(lines).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.StartsWith('~') ? line[1..] : line.StartsWith('=') || line.StartsWith('%') || kind == "MC" ? line : "=" + line);
        return GapOf(kind, weight, [.. answers.SelectMany(answer => Split(answer))], false, ref lost);
    }

    /// <summary>The opposite of <see cref="OfLines"/>.</summary>
    public static string ToLines(Gap gap) => string.Join('\n', AnswersOf(gap).Select(answer =>
        (answer.Fraction == 1 ? "=" : answer.Fraction == 0 ? "~" : $"%{Percent.Write(answer.Fraction)}%") + Both(answer.Text) + (answer.Feedback is null ? "" : " # " + Both(answer.Feedback))));

    public static string KindOf(Gap gap) => gap switch { ChoiceGap => "MC", NumberGap => "NM", TextGap { MatchCase: true } => "SAC", _ => "SA" };

    /// <summary>A gap as Moodle reads it, inside of HTML.</summary>
    public static string Write(Gap gap)
    {
        var kind = gap switch { ChoiceGap => "MULTICHOICE", NumberGap => "NUMERICAL", TextGap { MatchCase: true } => "SHORTANSWER_C", _ => "SHORTANSWER" };
        return $"{{{gap.Weight}:{kind}:" + string.Join('~', AnswersOf(gap).Select(answer =>
            (answer.Fraction == 1 ? "=" : $"%{Percent.Write(answer.Fraction)}%") + Escape(HtmlText.Write(answer.Text)) + (answer.Feedback is null ? "" : "#" + Escape(HtmlText.Write(answer.Feedback))))) + "}";
    }

    private static IEnumerable<(Words Text, decimal Fraction, Words? Feedback)> AnswersOf(Gap gap) => gap switch
    {
        ChoiceGap choice => choice.Options.Select(option => (option.Text, option.Fraction, option.Feedback)),
        TextGap text => text.Answers.Select(answer => (new Words(answer.Text), answer.Fraction, answer.Feedback)),
        NumberGap number => number.Answers.Select(answer => (new Words($"{Numbers.Write(answer.Value)}:{Numbers.Write(answer.Tolerance)}"), answer.Fraction, answer.Feedback)),
        _ => [],
    };

    private static Gap? GapOf(string kind, int weight, IReadOnlyList<Answer> answers, bool html, ref HtmlText.Lost lost)
    {
        var read = new List<(Words Text, decimal Fraction, Words? Feedback)>();
        foreach (var answer in answers)
        {
            if ((html ? HtmlText.Read(answer.Text.Replace(Bar, '|'), ref lost) : OfBoth(answer.Text)) is not { } text)
            {
                return null;
            }

            read.Add((text, answer.Fraction, answer.Feedback is null ? null : html ? HtmlText.Read(answer.Feedback.Replace(Bar, '|'), ref lost) : OfBoth(answer.Feedback)));
        }

        if (read.Count == 0)
        {
            return null;
        }

        if (kind == "NM")
        {
            var numbers = read.Where(answer => answer.Text.Vi != "*").Select(answer => (Range: GiftQuestion.Range(answer.Text.Vi), answer.Fraction, answer.Feedback)).ToArray();
            return numbers.Any(number => number.Range is null)
                ? null
                : new NumberGap { Weight = weight, Answers = [.. numbers.Select(number => new NumberAnswer(number.Range!.Value.Value, number.Range.Value.Tolerance, number.Fraction, number.Feedback))] };
        }

        return kind == "MC"
            ? new ChoiceGap { Weight = weight, Options = [.. read.Select(answer => new Option(answer.Text, answer.Fraction, answer.Feedback))] }
            : new TextGap { Weight = weight, MatchCase = kind == "SAC", Answers = [.. read.Select(answer => new TextAnswer(answer.Text.Vi.Replace('\n', ' '), answer.Fraction, answer.Feedback))] };
    }

    // A closing brace, a tilde and a hash with a backslash before them are characters.
    private static List<Answer> Split(string text)
    {
        var answers = new List<Answer>();
        var (current, comment, isComment) = (new StringBuilder(), new StringBuilder(), false);
        for (var at = 0; at <= text.Length; at++)
        {
            if (at == text.Length || text[at] == '~')
            {
                Add(answers, current.ToString(), isComment ? comment.ToString() : null);
                (current, comment, isComment) = (new StringBuilder(), new StringBuilder(), false);
            }
            else if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '}' or '~' or '#' or '/' or '"' or '\\' or '=' or '%' or '|')
            {
                // Marked, so that an escaped sign at the beginning is none.
                at++;
                (isComment ? comment : current).Append(current.Length == 0 && !isComment && text[at] is '=' or '%' ? "\u0002" : "").Append(text[at] == '|' ? Bar : text[at]);
            }
            else if (text[at] == '#' && !isComment && !IsEntity(text, at))
            {
                isComment = true;
            }
            else
            {
                (isComment ? comment : current).Append(text[at]);
            }
        }

        return answers;
    }

    private static bool IsEntity(string text, int at) => at > 0 && text[at - 1] == '&';

    private static void Add(List<Answer> answers, string text, string? comment)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0 && comment is null)
        {
            return;
        }

        var fraction = 0m;
        if (trimmed.StartsWith('='))
        {
            (fraction, trimmed) = (1, trimmed[1..]);
        }
        else if (Weight().Match(trimmed) is { Success: true } weight)
        {
            (fraction, trimmed) = (Math.Round(decimal.Parse(weight.Groups[1].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture) / 100, 7), trimmed[weight.Length..]);
        }

        answers.Add(new Answer(trimmed.Replace("\u0002", "", StringComparison.Ordinal), fraction, comment));
    }

    private static int EndOf(string raw, int from)
    {
        for (var at = from; at < raw.Length; at++)
        {
            if (raw[at] == '\\')
            {
                at++;
            }
            else if (raw[at] == '}')
            {
                return at;
            }
        }

        return -1;
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            escaped.Append(c is '}' or '~' or '#' or '\\' ? $"\\{c}" : c is '=' or '%' && escaped.Length == 0 ? $"\\{c}" : c.ToString());
        }

        return escaped.ToString();
    }

    private static string Both(Words words)
    {
        var text = Line(words.Vi) + (words.En is null ? "" : " || " + Line(words.En));
        return text.StartsWith('=') || text.StartsWith('%') ? "\\" + text : text;
    }

    private static string Line(string text) => text.Replace('\n', ' ').Replace("\\", "\\\\", StringComparison.Ordinal).Replace("~", "\\~", StringComparison.Ordinal).Replace("#", "\\#", StringComparison.Ordinal).Replace("||", "\\|\\|", StringComparison.Ordinal);

    private static Words? OfBoth(string text)
    {
        var both = text.Split("||", 2);
        return Words.Of(both[0].Replace(Bar, '|'), both.Length > 1 ? both[1].Replace(Bar, '|') : null);
    }

    private sealed record Answer(string Text, decimal Fraction, string? Feedback);

    [GeneratedRegex(@"\{(?<weight>[0-9]{0,3}):(?<kind>[A-Za-z_]{2,20}):", RegexOptions.NonBacktracking)]
    private static partial Regex Opening();

    [GeneratedRegex("^%(-?[0-9]{1,3}(?:\\.[0-9]{1,7})?)%")]
    private static partial Regex Weight();
}
