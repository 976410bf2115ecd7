using Training.Questions.Formats;
using Training.Questions.Model;

namespace Training.Tests.Questions;

/// <summary>Questions from a seed, valid ones, with everything in their texts that a format could trip over.</summary>
internal sealed class QuestionMaker(int seed)
{
    private static readonly string[] Pieces =
    [
        "Nhồi máu cơ tim", "ST chênh lên ≥ 2 mm", "đặt stent", "50 %", "{1:SA:=x}", "a = b", "~", "#", "##", "\\", "\\n", "::", ":", "[html]", "[plain]", "<b>đậm</b>", "x < y & z > 1",
        "&lt;", "&amp;", "&nbsp;", "\"ngoặc\"", "'", "]]>", "<![CDATA[", "//", "$CATEGORY: a/b", "{", "}", "=", "  ", " ", "\n", "%50%", "*", "日本", "🫀", "Ð", "ằ", "|", "||", "_____", "TRUE", "-3.5",
        "[[", "]]", "->", "<span lang=\"vi\" class=\"multilang\">", "####", "...", "@", "\\}", "0,5",
    ];

    private readonly Random _random = new(seed);

    public NamedQuestion Any(IReadOnlyList<QuestionKind> kinds, FileFormat format)
    {
        while (true)
        {
            var body = Body(kinds[_random.Next(kinds.Count)], format);
            if (Validation.Check(body).Count == 0)
            {
                return new NamedQuestion(Line(), body, [.. Enumerable.Range(0, _random.Next(3)).Select(_ => Short(Line())).Distinct()]);
            }
        }
    }

    /// <summary>Everything the type has, whether a format holds it or not.</summary>
    public QuestionBody Full(QuestionKind kind) => kind switch
    {
        QuestionKind.HotSpot => new HotSpot { Text = Text(), Image = new string('a', 64), Alternative = Text(), Regions = [.. Rows(2, 5).Select((name, at) => new Region(name, at % 2 == 0 ? RegionShape.Rectangle : RegionShape.Ellipse, 40, 40, 10 + at, 12, at == 0 ? 1 : 0, Maybe()))] },
        QuestionKind.Vignette => new Vignette { Text = Text(), Parts = [.. Enumerable.Range(0, 3).Select(at => new VignettePart(Body((QuestionKind)_random.Next(8), FileFormat.MoodleXml), at + 1))] },
        QuestionKind.Essay => new Essay { Text = Text(), MarkerNotes = Maybe(), Template = Maybe(), Rubric = [.. Rows(1, 3).Select(name => new Criterion(name, [new RubricLevel(Text(), 0), new RubricLevel(Text(), 2)]))] },
        _ => Body(kind, FileFormat.MoodleXml),
    };

    public Response Answer(QuestionBody body) => body switch
    {
        SingleChoice or MultipleChoice or TrueFalse => new Chosen([.. Enumerable.Range(0, _random.Next(4)).Select(_ => _random.Next(-1, 8))]),
        Matching => new Matched([.. Enumerable.Range(0, _random.Next(7)).Select(_ => _random.Next(3) == 0 ? (int?)null : _random.Next(-1, 8))]),
        Ordering => new Ordered([.. Enumerable.Range(0, _random.Next(7)).Select(_ => _random.Next(7))]),
        HotSpot => _random.Next(2) == 0 ? new Pointed(_random.Next(-1, 6)) : new Pointed(null, _random.Next(-10, 110), _random.Next(-10, 110)),
        Cloze cloze => new Filled([.. cloze.Gaps.Select(_ => _random.Next(2) == 0 ? Line() : "0")]),
        Vignette vignette => new Answered([.. vignette.Parts.Select(part => _random.Next(4) == 0 ? null : Answer(part.Body))]),
        _ => new Typed(_random.Next(2) == 0 ? Line() : $"{_random.Next(-100, 100)},{_random.Next(99)}", _random.Next(3) == 0 ? "mg" : null),
    };

    public Words Text() => Words.Of(Raw(6), _random.Next(3) == 0 ? Raw(4) : null) is { IsEmpty: false } words ? words : new Words("Chẩn đoán nào phù hợp?");

    public string Line() => Words.Clean(Raw(4)).Replace('\n', ' ') is { Length: > 0 } line ? line : "Câu hỏi";

    private QuestionBody Body(QuestionKind kind, FileFormat format)
    {
        var xml = format == FileFormat.MoodleXml;
        var shuffle = !xml || _random.Next(2) == 0;
        QuestionBody body = kind switch
        {
            QuestionKind.Single => new SingleChoice { Text = Text(), Shuffle = shuffle, Options = [.. Rows(2, 5).Select((text, at) => new Option(text, at == 0 ? 1 : Wrong(), Maybe()))] },
            QuestionKind.Multiple => Multiple(shuffle),
            QuestionKind.TrueFalse => new TrueFalse { Text = Text(), Answer = _random.Next(2) == 0, WhenTrue = Maybe(), WhenFalse = Maybe() },
            QuestionKind.Matching => Pairs(shuffle, xml),
            QuestionKind.Ordering => new Ordering { Text = Text(), Rule = (OrderingRule)_random.Next(4), Items = [.. Rows(2, 6).Where(row => xml || !row.Vi.StartsWith("//", StringComparison.Ordinal))] },
            QuestionKind.ShortText => new ShortText { Text = Text(), MatchCase = xml && _random.Next(2) == 0, Answers = Answers(xml) },
            QuestionKind.Numeric => Number(xml),
            QuestionKind.Cloze => Gaps(),
            _ => new Essay { Text = Text(), MarkerNotes = xml ? Maybe() : null, Template = xml ? Maybe() : null },
        };
        return body with { Feedback = Maybe(), Hints = xml ? [.. Enumerable.Range(0, _random.Next(3)).Select(_ => Text())] : [], Penalty = xml ? new[] { 0, 0.1m, 0.3333333m, 1 }[_random.Next(4)] : 0 };
    }

    private MultipleChoice Multiple(bool shuffle)
    {
        var rows = Rows(3, 6);
        var right = _random.Next(1, rows.Count);
        return new MultipleChoice { Text = Text(), Shuffle = shuffle, Options = [.. rows.Select((text, at) => new Option(text, at < right ? Math.Round(1m / right, 7) : Wrong(), Maybe()))] };
    }

    private Matching Pairs(bool shuffle, bool xml)
    {
        var prompts = Rows(2, 5).Where(row => xml || !$"{row.Vi}{row.En}".Contains("->", StringComparison.Ordinal)).ToArray();
        return new Matching { Text = Text(), Shuffle = shuffle, Pairs = [.. prompts.Select(prompt => new Pair(prompt, Text())), .. Enumerable.Range(0, _random.Next(2)).Select(_ => new Pair(null, Text()))] };
    }

    private IReadOnlyList<TextAnswer> Answers(bool arrows) =>
    [
        .. Enumerable.Range(0, _random.Next(1, 4)).Select(at => new TextAnswer(Line(), at == 0 ? 1 : 0.5m, Maybe()))
            .Where(answer => arrows || !$"{answer.Text}{answer.Feedback?.Vi}{answer.Feedback?.En}".Contains("->", StringComparison.Ordinal)),
    ];

    private Numeric Number(bool xml) => new()
    {
        Text = Text(),
        Answers = Numbers(),
        Otherwise = Maybe(),
        Units = xml && _random.Next(2) == 0 ? [new Unit("mmHg", 1), new Unit("kPa", 0.133322m)] : [],
    };

    private IReadOnlyList<NumberAnswer> Numbers() => [.. Enumerable.Range(0, _random.Next(1, 3)).Select(at => new NumberAnswer(_random.Next(-5000, 5000) / 100m, _random.Next(0, 50) / 10m, at == 0 ? 1 : 0.25m, Maybe()))];

    private Cloze Gaps()
    {
        var gaps = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => _random.Next(3) switch
        {
            0 => (Gap)new ChoiceGap { Weight = _random.Next(1, 4), Options = [.. Rows(2, 4).Select((text, at) => new Option(text, at == 0 ? 1 : Wrong(), Maybe()))] },
            1 => new TextGap { Weight = _random.Next(1, 4), MatchCase = _random.Next(2) == 0, Answers = Answers(true) },
            _ => new NumberGap { Weight = _random.Next(1, 4), Answers = Numbers() },
        }).ToArray();
        return new Cloze { Text = Words.Of(string.Concat(gaps.Select((_, at) => $"{Text().Vi} [[{at + 1}]] ")) + Text().Vi)!, Gaps = gaps };
    }

    private IReadOnlyList<Words> Rows(int least, int most) => [.. Enumerable.Range(0, _random.Next(least, most + 1)).Select(_ => Text())];

    private decimal Wrong() => new[] { 0, 0, -0.5m, -0.3333333m }[_random.Next(4)];

    private Words? Maybe() => _random.Next(2) == 0 ? null : Text();

    private string Raw(int most) => string.Concat(Enumerable.Range(0, _random.Next(1, most + 1)).Select(_ => Pieces[_random.Next(Pieces.Length)] + (_random.Next(2) == 0 ? " " : "")));

    private static string Short(string text) => Words.Clean(text.Length <= FileLimits.TagLength ? text : text[..50]);
}
