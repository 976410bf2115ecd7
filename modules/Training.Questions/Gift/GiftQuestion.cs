using System.Globalization;
using Training.Questions.Formats;
using Training.Questions.Model;

namespace Training.Questions.Gift;

/// <summary>One question of a GIFT file.</summary>
internal sealed class GiftQuestion(GiftText block, IReadOnlyList<string> tags, ReportBuilder report)
{
    private readonly List<Finding> _parts = [];
    private HtmlText.Lost _lost;
    private bool _markdown;
    private GiftFormat _format;

    public void Read()
    {
        var (name, text) = Name();
        var open = text.IndexOf("{");
        var close = text.IndexOf("}");
        if (open < 0 && close < 0)
        {
            Refuse(block.Line, "Finding.Gift.Description");
            return;
        }

        if (open < 0 || close < open || (text.IndexOf("{", open + 1) is > 0 and var inner && inner < close))
        {
            Refuse(open < 0 ? text[close].Line : text[open].Line, "Finding.Gift.Braces");
            return;
        }

        if (text.IndexOf("{", close) is > 0 and var second)
        {
            Refuse(text[second].Line, "Finding.Gift.TwoBlocks");
            return;
        }

        var answers = text[(open + 1)..close].Trim();
        var asked = Asked(text[..open], text[(close + 1)..]);
        if (asked is null)
        {
            Refuse(block.Line, "Finding.NoText");
            return;
        }

        Words? feedback = null;
        if (answers.LastIndexOf("####") is >= 0 and var mark)
        {
            (feedback, answers) = (Wording(answers[(mark + 4)..]), answers[..mark].Trim());
        }

        if (Body(asked, feedback, answers) is { } body)
        {
            Lost();
            report.Add(new FoundQuestion(block.Line, name, body, tags), _parts);
        }
    }

    private (string Name, GiftText Text) Name()
    {
        if (!block.StandsAt("::", 0) || block.IndexOf("::", 2) is not (>= 0 and var end))
        {
            return ("", block);
        }

        return (block[2..end].ToString().Trim(), block[(end + 2)..].Trim());
    }

    // Answers inside of a sentence stand where a line is to be seen.
    private Words? Asked(GiftText before, GiftText after)
    {
        if (after.IsBlank)
        {
            (var only, _format) = GiftWording.Read(before, GiftFormat.Moodle, ref _lost, ref _markdown);
            return only;
        }

        GiftChar[] line = [.. Enumerable.Repeat(new GiftChar('_', true, block.Line), 5)];
        (var words, _format) = GiftWording.Read(new GiftText(before.Chars.Concat(line).Concat(after.Chars).ToArray()), GiftFormat.Moodle, ref _lost, ref _markdown);
        return words;
    }

    private QuestionBody? Body(Words text, Words? feedback, GiftText answers)
    {
        if (answers.Length == 0)
        {
            return new Essay { Text = text, Feedback = feedback };
        }

        if (answers[0].Is('#'))
        {
            return Number(text, feedback, answers[1..]);
        }

        if (answers[0].Is('>'))
        {
            return Order(text, feedback, answers[1..]);
        }

        if (answers.IndexOf("~") >= 0)
        {
            return Choices(text, feedback, answers);
        }

        if (answers.IndexOf("=") >= 0 && answers.IndexOf("->") >= 0)
        {
            return Pairs(text, feedback, answers);
        }

        var hash = answers.IndexOf("#");
        return (hash < 0 ? answers : answers[..hash]).ToString().Trim().ToUpperInvariant() switch
        {
            "T" or "TRUE" => Truth(text, feedback, answers, true),
            "F" or "FALSE" => Truth(text, feedback, answers, false),
            _ => Typed(text, feedback, answers),
        };
    }

    private QuestionBody? Choices(Words text, Words? feedback, GiftText answers)
    {
        var pieces = Pieces(answers, "~=");
        if (pieces[0].Control is null)
        {
            return Refuse(pieces[0].Line, "Finding.Gift.BeforeAnswer", Short(pieces[0].Text));
        }

        var options = new List<Option>();
        foreach (var (control, piece, line) in pieces)
        {
            var rest = piece;
            var fraction = control == '=' ? 1 : Weight(ref rest) ?? 0;
            var (answer, comment) = Commented(rest);
            if (Wording(answer) is not { } words)
            {
                return Refuse(line, "Finding.EmptyAnswer");
            }

            options.Add(new Option(words, fraction, comment));
        }

        return pieces.Any(piece => piece.Control == '=')
            ? new SingleChoice { Text = text, Feedback = feedback, Options = options }
            : new MultipleChoice { Text = text, Feedback = feedback, Options = options };
    }

    private QuestionBody? Pairs(Words text, Words? feedback, GiftText answers)
    {
        var pairs = new List<Pair>();
        foreach (var (_, piece, line) in Pieces(answers, "="))
        {
            var arrow = piece.IndexOf("->");
            if (arrow < 0)
            {
                return Refuse(line, "Finding.Gift.NoArrow", Short(piece));
            }

            if (Wording(piece[(arrow + 2)..], GiftFormat.Moodle) is not { } match)
            {
                return Refuse(line, "Finding.EmptyAnswer");
            }

            pairs.Add(new Pair(Wording(piece[..arrow]), match));
        }

        return new Matching { Text = text, Feedback = feedback, Pairs = pairs };
    }

    private TrueFalse Truth(Words text, Words? feedback, GiftText answers, bool truth)
    {
        var first = answers.IndexOf("#");
        var second = first < 0 ? -1 : answers.IndexOf("#", first + 1);
        var wrong = first < 0 ? null : Wording(second < 0 ? answers[(first + 1)..] : answers[(first + 1)..second]);
        var right = second < 0 ? null : Wording(answers[(second + 1)..]);
        return new TrueFalse { Text = text, Feedback = feedback, Answer = truth, WhenTrue = truth ? right : wrong, WhenFalse = truth ? wrong : right };
    }

    private QuestionBody? Typed(Words text, Words? feedback, GiftText answers)
    {
        var typed = new List<TextAnswer>();
        foreach (var (_, piece, line) in Pieces(answers, "="))
        {
            var rest = piece;
            var fraction = Weight(ref rest) ?? 1;
            var (answer, comment) = Commented(rest);
            if (Wording(answer) is not { } words)
            {
                return Refuse(line, "Finding.EmptyAnswer");
            }

            typed.Add(new TextAnswer(words.Vi.Replace('\n', ' '), fraction, comment));
        }

        return new ShortText { Text = text, Feedback = feedback, Answers = typed };
    }

    private QuestionBody? Number(Words text, Words? feedback, GiftText answers)
    {
        Words? otherwise = null;
        if (answers.IndexOf("~") is >= 0 and var wrong)
        {
            otherwise = Commented(answers[(wrong + 1)..]).Comment;
            answers = answers[..wrong];
        }

        var numbers = new List<NumberAnswer>();
        foreach (var (_, piece, line) in Pieces(answers, "="))
        {
            var rest = piece;
            var fraction = Weight(ref rest) ?? 1;
            var (answer, comment) = Commented(rest);
            if (answer.ToString().Trim() == "*")
            {
                otherwise ??= comment;
            }
            else if (Range(answer.ToString()) is { } range)
            {
                numbers.Add(new NumberAnswer(range.Value, range.Tolerance, fraction, comment));
            }
            else
            {
                return Refuse(line, "Finding.Number", Short(answer));
            }
        }

        return new Numeric { Text = text, Feedback = feedback, Answers = numbers, Otherwise = otherwise };
    }

    private Ordering Order(Words text, Words? feedback, GiftText answers)
    {
        var lines = Lines(answers);
        var rule = OrderingRule.AbsolutePosition;
        foreach (var word in lines[0].ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (OrderingRules.IsSubset(word))
            {
                Part(block.Line, "Finding.Ordering.Subset");
            }
            else if (OrderingRules.Find(word) is { } known)
            {
                rule = known;
            }
            else if (OrderingRules.IsOther(word))
            {
                Part(block.Line, "Finding.Ordering.Rule", word);
            }
        }

        return new Ordering { Text = text, Feedback = feedback, Rule = rule, Items = [.. lines.Skip(1).Select(line => Wording(line, GiftFormat.Moodle)).OfType<Words>()] };
    }

    internal static (decimal Value, decimal Tolerance)? Range(string text)
    {
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots > 0)
        {
            return Decimal(text[..dots]) is { } least && Decimal(text[(dots + 2)..]) is { } most && least <= most ? ((least / 2) + (most / 2), (most / 2) - (least / 2)) : null;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            ? Decimal(text[..colon]) is { } value && Decimal(text[(colon + 1)..]) is >= 0 and var tolerance ? (value, tolerance) : null
            : Decimal(text) is { } exact ? (exact, 0) : null;
    }

    internal static decimal? Decimal(string text) => decimal.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static List<(char? Control, GiftText Text, int Line)> Pieces(GiftText text, string controls)
    {
        var pieces = new List<(char?, GiftText, int)>();
        var (begin, control, line) = (0, (char?)null, text.Line);
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && !(controls.Contains(text[at].Value, StringComparison.Ordinal) && !text[at].Escaped))
            {
                continue;
            }

            var piece = text[begin..at].Trim();
            if (control is not null || piece.Length > 0)
            {
                pieces.Add((control, piece, control is null ? piece.Line : line));
            }

            (begin, control, line) = (at + 1, at < text.Length ? text[at].Value : null, at < text.Length ? text[at].Line : line);
        }

        return pieces;
    }

    private static List<GiftText> Lines(GiftText text)
    {
        var lines = new List<GiftText>();
        var begin = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at == text.Length || text[at].Is('\n'))
            {
                lines.Add(text[begin..at].Trim());
                begin = at + 1;
            }
        }

        return lines;
    }

    // %50% or %-33.33333% before an answer.
    private static decimal? Weight(ref GiftText text)
    {
        if (text.Length == 0 || !text[0].Is('%') || text.IndexOf("%", 1) is not (> 1 and < 14 and var end) || Decimal(text[1..end].ToString()) is not { } percent || Math.Abs(percent) > 1000)
        {
            return null;
        }

        text = text[(end + 1)..];
        return Math.Round(percent / 100, 7);
    }

    private (GiftText Answer, Words? Comment) Commented(GiftText text) => text.IndexOf("#") is >= 0 and var hash ? (text[..hash], Wording(text[(hash + 1)..])) : (text, null);

    private Words? Wording(GiftText text) => Wording(text, _format);

    private Words? Wording(GiftText text, GiftFormat inherited) => GiftWording.Read(text, inherited, ref _lost, ref _markdown).Words;

    private void Lost()
    {
        if (_lost.HasFlag(HtmlText.Lost.Media))
        {
            Part(block.Line, "Finding.Media");
        }

        if (_lost.HasFlag(HtmlText.Lost.Formatting) || _markdown)
        {
            Part(block.Line, "Finding.Formatting");
        }
    }

    private void Part(int line, string key, params object[] arguments) => _parts.Add(new Finding(line, Loss.Part, key, arguments));

    private QuestionBody? Refuse(int line, string key, params object[] arguments)
    {
        report.Add(new Finding(line, Loss.Whole, key, arguments));
        return null;
    }

    private static string Short(GiftText text) => text.Trim().ToString() is var all && all.Length > 60 ? all[..60] + "…" : text.Trim().ToString();
}
