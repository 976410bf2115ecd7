using Training.Questions.Formats;
using Training.Questions.Gift;
using Training.Questions.Model;

namespace Training.Questions.Moodle;

/// <summary>One question of a Moodle XML file.</summary>
internal sealed class MoodleQuestion(Node node, string? category, ReportBuilder report)
{
    // What these say is how Moodle shows a question, or what it is called there.
    private static readonly HashSet<string> Silent =
    [
        "name", "questiontext", "generalfeedback", "penalty", "hidden", "idnumber", "hint", "tags", "coursetags", "answernumbering", "showstandardinstruction", "shownumcorrect", "single",
        "shuffleanswers", "usecase", "answer", "subquestion", "units", "unitgradingtype", "unitpenalty", "showunits", "unitsleft", "responseformat", "responserequired",
        "responsefieldlines", "attachments", "attachmentsrequired", "graderinfo", "responsetemplate", "layouttype", "selecttype", "selectcount", "gradingtype", "showgrading",
        "numberingstyle", "defaultgrade", "qtype", "versionid", "minwordlimit", "maxwordlimit", "maxbytes", "filetypeslist", "responseattachments",
    ];

    private static readonly HashSet<string> Combined = ["correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"];

    private readonly List<Finding> _parts = [];
    private HtmlText.Lost _lost;
    private bool _markdown;

    public void Read()
    {
        if (Body(node.Attributes.GetValueOrDefault("type") ?? "") is not { } body)
        {
            return;
        }

        foreach (var child in node.Children.Where(child => !Silent.Contains(child.Name)))
        {
            if (!Combined.Contains(child.Name))
            {
                Part(child.Line, "Finding.Xml.Element", child.Name);
            }
            else if (child.Value("text") is { Length: > 0 })
            {
                Part(child.Line, "Finding.Combined");
            }
        }

        if (GiftQuestion.Decimal(node.Value("defaultgrade") ?? "1") is not 1)
        {
            Part(node.Child("defaultgrade")!.Line, "Finding.Grade", node.Value("defaultgrade")!);
        }

        if (node.Value("idnumber") is { Length: > 0 } number)
        {
            Part(node.Child("idnumber")!.Line, "Finding.IdNumber", number);
        }

        Lost();
        var tags = node.Children.Where(child => child.Name is "tags" or "coursetags").SelectMany(child => child.All("tag")).Select(tag => tag.Value("text") ?? tag.Text);
        report.Add(new FoundQuestion(node.Line, node.Value("name") ?? "", body, [.. tags, .. category is null ? Array.Empty<string>() : [category]]), _parts);
    }

    private QuestionBody? Body(string type)
    {
        if (type is "cloze" or "multianswer")
        {
            return Cloze();
        }

        if (Wording(node.Child("questiontext")) is not { } text)
        {
            return Refuse(node.Line, "Finding.NoText");
        }

        if (type is not ("multichoice" or "truefalse" or "shortanswer" or "numerical" or "matching" or "match" or "ordering" or "essay"))
        {
            return type == "description" ? Refuse(node.Line, "Finding.Gift.Description") : Refuse(node.Line, "Finding.Xml.Type", type.Length == 0 ? "?" : type);
        }

        var body = type switch
        {
            "multichoice" => Choices(text),
            "truefalse" => Truth(text),
            "shortanswer" => Typed(text),
            "numerical" => Number(text),
            "ordering" => Order(text),
            "essay" => new Essay { Text = text, MarkerNotes = Wording(node.Child("graderinfo")), Template = Wording(node.Child("responsetemplate")) },
            _ => Pairs(text),
        };
        return body is null ? null : WithCommon(body);
    }

    private QuestionBody WithCommon(QuestionBody body) => body with
    {
        Feedback = Wording(node.Child("generalfeedback")),
        Hints = [.. node.All("hint").Select(Wording).OfType<Words>()],
        Penalty = Penalty(),
    };

    // Moodle writes a penalty for every question; without hints and with its usual value it means nothing that anybody chose.
    private decimal Penalty() => Math.Round(Math.Clamp(GiftQuestion.Decimal(node.Value("penalty") ?? "0") ?? 0, 0, 1), 7);

    private Cloze? Cloze()
    {
        var element = node.Child("questiontext");
        var raw = Raw(element);
        if (raw.Length == 0)
        {
            Refuse(node.Line, "Finding.NoText");
            return null;
        }

        var found = ClozeText.Read(raw, element!.Attributes.GetValueOrDefault("format") is "plain_text", ref _lost);
        if (found.Problem is { } problem)
        {
            Refuse(element.Line + problem.Line, problem.Key, problem.Arguments);
            return null;
        }

        Files(element);
        return (Cloze)WithCommon(new Cloze { Text = found.Text!, Gaps = found.Gaps });
    }

    private QuestionBody? Choices(Words text)
    {
        if (Options(out var options) is { } refused)
        {
            return Refuse(refused.Line, refused.Key, refused.Arguments);
        }

        var shuffle = Truthy(node.Value("shuffleanswers") ?? "true");
        return Truthy(node.Value("single") ?? "true")
            ? new SingleChoice { Text = text, Options = options, Shuffle = shuffle }
            : new MultipleChoice { Text = text, Options = options, Shuffle = shuffle };
    }

    private Finding? Options(out List<Option> options)
    {
        options = [];
        foreach (var answer in node.All("answer"))
        {
            if (Fraction(answer) is not { } fraction)
            {
                return new Finding(answer.Line, Loss.Whole, "Finding.Fraction", answer.Attributes.GetValueOrDefault("fraction") ?? "");
            }

            if (Wording(answer) is not { } words)
            {
                return new Finding(answer.Line, Loss.Whole, "Finding.EmptyAnswer");
            }

            options.Add(new Option(words, fraction, Wording(answer.Child("feedback"))));
        }

        return null;
    }

    private QuestionBody? Truth(Words text)
    {
        var answers = node.All("answer").ToLookup(answer => Raw(answer).Trim().ToLowerInvariant());
        if (answers["true"].FirstOrDefault() is not { } yes || answers["false"].FirstOrDefault() is not { } no)
        {
            return Refuse(node.Line, "Finding.Truth");
        }

        return new TrueFalse { Text = text, Answer = Fraction(yes) > Fraction(no), WhenTrue = Wording(yes.Child("feedback")), WhenFalse = Wording(no.Child("feedback")) };
    }

    private QuestionBody? Typed(Words text)
    {
        if (Options(out var options) is { } refused)
        {
            return Refuse(refused.Line, refused.Key, refused.Arguments);
        }

        return new ShortText { Text = text, MatchCase = Truthy(node.Value("usecase") ?? "0"), Answers = [.. options.Select(option => new TextAnswer(option.Text.Vi.Replace('\n', ' '), option.Fraction, option.Feedback))] };
    }

    private QuestionBody? Number(Words text)
    {
        var numbers = new List<NumberAnswer>();
        Words? otherwise = null;
        foreach (var answer in node.All("answer"))
        {
            var (raw, feedback) = (Raw(answer).Trim(), Wording(answer.Child("feedback")));
            if (raw is "*" or "")
            {
                otherwise ??= feedback;
            }
            else if (GiftQuestion.Decimal(raw) is { } value && GiftQuestion.Decimal(answer.Value("tolerance") is { Length: > 0 } written ? written : "0") is { } tolerance && Fraction(answer) is { } fraction)
            {
                numbers.Add(new NumberAnswer(value, tolerance, fraction, feedback));
            }
            else
            {
                return Refuse(answer.Line, "Finding.Number", raw.Length > 60 ? raw[..60] + "…" : raw);
            }
        }

        var units = new List<Unit>();
        foreach (var unit in node.Child("units")?.All("unit") ?? [])
        {
            if (GiftQuestion.Decimal(unit.Value("multiplier") ?? "") is not { } multiplier)
            {
                return Refuse(unit.Line, "Finding.Number", unit.Value("multiplier") ?? "");
            }

            units.Add(new Unit(Words.Clean(unit.Value("unit_name")), multiplier));
        }

        // showunits 3: no unit is asked for; unitgradingtype 0: it may be left out.
        var rule = units.Count == 0 || node.Value("showunits") is "3" ? UnitRule.None : node.Value("unitgradingtype") is "1" or "2" ? UnitRule.Required : UnitRule.Optional;
        return new Numeric
        {
            Text = text,
            Answers = numbers,
            Otherwise = otherwise,
            Units = units,
            UnitRule = rule,
            UnitPenalty = Math.Round(Math.Clamp(GiftQuestion.Decimal(node.Value("unitpenalty") ?? "") ?? 0.1m, 0, 1), 7),
        };
    }

    private QuestionBody? Pairs(Words text)
    {
        var pairs = new List<Pair>();
        foreach (var pair in node.All("subquestion"))
        {
            if (pair.Child("answer") is not { } answer || Bare(answer) is not { } match)
            {
                return Refuse(pair.Line, "Finding.EmptyAnswer");
            }

            pairs.Add(new Pair(Wording(pair), match));
        }

        return new Matching { Text = text, Pairs = pairs, Shuffle = Truthy(node.Value("shuffleanswers") ?? "true") };
    }

    private Ordering Order(Words text)
    {
        var rule = OrderingRule.AbsolutePosition;
        if (node.Value("gradingtype") is { Length: > 0 } word)
        {
            if (OrderingRules.Find(word) is { } known)
            {
                rule = known;
            }
            else
            {
                Part(node.Child("gradingtype")!.Line, "Finding.Ordering.Rule", word);
            }
        }

        if (node.Value("selecttype") is { } select && OrderingRules.IsSubset(select))
        {
            Part(node.Child("selecttype")!.Line, "Finding.Ordering.Subset");
        }

        return new Ordering { Text = text, Rule = rule, Items = [.. node.All("answer").Select(Wording).OfType<Words>()] };
    }

    private static bool Truthy(string text) => text.ToLowerInvariant() is "1" or "true" or "yes";

    private static decimal? Fraction(Node answer) => GiftQuestion.Decimal(answer.Attributes.GetValueOrDefault("fraction") ?? "0") is { } percent && Math.Abs(percent) <= 1000 ? Math.Round(percent / 100, 7) : null;

    private static string Raw(Node? element) => (element?.Child("text") ?? element)?.Text ?? "";

    private Words? Wording(Node? element)
    {
        if (element is null)
        {
            return null;
        }

        Files(element);
        var raw = Raw(element);
        switch (element.Attributes.GetValueOrDefault("format"))
        {
            case "plain_text":
                return Words.Of(raw);
            case "markdown":
                _markdown |= raw.AsSpan().IndexOfAny("*_`#[") >= 0;
                return Words.Of(raw);
            case "html":
                return HtmlText.Read(raw, ref _lost);
            default:
                return HtmlText.LooksLikeHtml(raw) ? HtmlText.Read(raw, ref _lost) : Words.Of(raw);
        }
    }

    // Matches have no format: they are plain, but for the mark of the languages.
    private Words? Bare(Node element)
    {
        var raw = Raw(element);
        return HtmlText.IsInLanguages(raw) ? HtmlText.Read(raw, ref _lost) : Words.Of(raw);
    }

    private void Files(Node element)
    {
        if (element.Child("file") is not null)
        {
            _lost |= HtmlText.Lost.Media;
        }
    }

    private void Lost()
    {
        if (_lost.HasFlag(HtmlText.Lost.Media))
        {
            Part(node.Line, "Finding.Media");
        }

        if (_lost.HasFlag(HtmlText.Lost.Formatting) || _markdown)
        {
            Part(node.Line, "Finding.Formatting");
        }
    }

    private void Part(int line, string key, params object[] arguments) => _parts.Add(new Finding(line, Loss.Part, key, arguments));

    private QuestionBody? Refuse(int line, string key, params object[] arguments)
    {
        report.Add(new Finding(line, Loss.Whole, key, arguments));
        return null;
    }
}
