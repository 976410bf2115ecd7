using System.Globalization;
using System.Text;
using System.Xml;
using Training.Questions.Formats;
using Training.Questions.Model;

namespace Training.Questions.Moodle;

/// <summary>Writes what <see cref="MoodleReader"/> reads, and says what Moodle XML has no place for.</summary>
internal sealed class MoodleWriter
{
    private readonly XmlWriter _xml;

    private MoodleWriter(XmlWriter xml) => _xml = xml;

    public static Writing Write(IEnumerable<NamedQuestion> questions)
    {
        var file = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        var omissions = new List<Omission>();
        using (var xml = XmlWriter.Create(file, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.None }))
        {
            var writer = new MoodleWriter(xml);
            xml.WriteStartElement("quiz");
            foreach (var question in questions)
            {
                if (question.Body is HotSpot or Vignette)
                {
                    omissions.Add(new Omission(question.Name, Loss.Whole, question.Body is HotSpot ? "Omission.HotSpot" : "Omission.Vignette"));
                    continue;
                }

                omissions.AddRange(Missing(question.Body).Select(key => new Omission(question.Name, Loss.Part, key)));
                writer.Append(question);
            }

            xml.WriteEndElement();
        }

        return new Writing(file.Append('\n').ToString(), omissions);
    }

    private static IEnumerable<string> Missing(QuestionBody body)
    {
        if (body is ShortText { IgnoreDiacritics: true } || (body is Cloze cloze && cloze.Gaps.Any(gap => gap is TextGap { IgnoreDiacritics: true })))
        {
            yield return "Omission.Diacritics";
        }

        if (body is Cloze { Text.En: not null })
        {
            yield return "Omission.ClozeEnglish";
        }

        if (body is Essay { Rubric.Count: > 0 })
        {
            yield return "Omission.Rubric";
        }
    }

    private void Append(NamedQuestion question)
    {
        var body = question.Body;
        _xml.WriteStartElement("question");
        _xml.WriteAttributeString("type", TypeOf(body));
        Text("name", question.Name);
        if (body is Cloze cloze)
        {
            Html("questiontext", Embedded(cloze));
        }
        else
        {
            Wording("questiontext", body.Text);
        }

        Wording("generalfeedback", body.Feedback);
        _xml.WriteElementString("penalty", Numbers.Write(body.Penalty));
        AppendBody(body);
        foreach (var hint in body.Hints)
        {
            Wording("hint", hint);
        }

        if (question.Tags.Count > 0)
        {
            _xml.WriteStartElement("tags");
            foreach (var tag in question.Tags)
            {
                Text("tag", tag);
            }

            _xml.WriteEndElement();
        }

        _xml.WriteEndElement();
    }

    private static string TypeOf(QuestionBody body) => body switch
    {
        SingleChoice or MultipleChoice => "multichoice",
        TrueFalse => "truefalse",
        Matching => "matching",
        Ordering => "ordering",
        ShortText => "shortanswer",
        Numeric => "numerical",
        Cloze => "cloze",
        _ => "essay",
    };

    private void AppendBody(QuestionBody body)
    {
        switch (body)
        {
            case SingleChoice single:
                AppendChoices(single.Options, true, single.Shuffle);
                break;
            case MultipleChoice multiple:
                AppendChoices(multiple.Options, false, multiple.Shuffle);
                break;
            case TrueFalse truth:
                Answer(new Words("true"), truth.Answer ? 1 : 0, truth.WhenTrue);
                Answer(new Words("false"), truth.Answer ? 0 : 1, truth.WhenFalse);
                break;
            case Matching matching:
                AppendPairs(matching);
                break;
            case Ordering ordering:
                AppendOrder(ordering);
                break;
            case ShortText text:
                _xml.WriteElementString("usecase", text.MatchCase ? "1" : "0");
                foreach (var answer in text.Answers)
                {
                    Answer(new Words(answer.Text), answer.Fraction, answer.Feedback);
                }

                break;
            case Numeric numeric:
                AppendNumber(numeric);
                break;
            case Essay essay:
                _xml.WriteElementString("responseformat", "editor");
                Wording("graderinfo", essay.MarkerNotes);
                Wording("responsetemplate", essay.Template);
                break;
        }
    }

    private void AppendChoices(IReadOnlyList<Option> options, bool single, bool shuffle)
    {
        _xml.WriteElementString("single", single ? "true" : "false");
        _xml.WriteElementString("shuffleanswers", shuffle ? "true" : "false");
        foreach (var option in options)
        {
            Answer(option.Text, option.Fraction, option.Feedback);
        }
    }

    private void AppendPairs(Matching matching)
    {
        _xml.WriteElementString("shuffleanswers", matching.Shuffle ? "true" : "false");
        foreach (var (prompt, match) in matching.Pairs)
        {
            _xml.WriteStartElement("subquestion");
            Format(prompt);
            _xml.WriteElementString("text", prompt is null ? "" : Written(prompt));
            Text("answer", Written(match));
            _xml.WriteEndElement();
        }
    }

    private void AppendOrder(Ordering ordering)
    {
        _xml.WriteElementString("layouttype", "VERTICAL");
        _xml.WriteElementString("selecttype", "ALL");
        _xml.WriteElementString("selectcount", "0");
        _xml.WriteElementString("gradingtype", OrderingRules.Write(ordering.Rule));
        _xml.WriteElementString("showgrading", "SHOW");
        foreach (var item in ordering.Items)
        {
            Answer(item, 1, null);
        }
    }

    private void AppendNumber(Numeric numeric)
    {
        foreach (var answer in numeric.Answers)
        {
            Answer(new Words(Numbers.Write(answer.Value)), answer.Fraction, answer.Feedback, answer.Tolerance);
        }

        if (numeric.Otherwise is not null)
        {
            Answer(new Words("*"), 0, numeric.Otherwise, 0);
        }

        if (numeric.Units.Count > 0)
        {
            _xml.WriteStartElement("units");
            foreach (var unit in numeric.Units)
            {
                _xml.WriteStartElement("unit");
                _xml.WriteElementString("multiplier", Numbers.Write(unit.Multiplier));
                _xml.WriteElementString("unit_name", unit.Name);
                _xml.WriteEndElement();
            }

            _xml.WriteEndElement();
        }

        // Taken off the whole mark (2), as the bank does.
        _xml.WriteElementString("unitgradingtype", numeric.UnitRule == UnitRule.Required ? "2" : "0");
        _xml.WriteElementString("unitpenalty", Numbers.Write(numeric.UnitPenalty));
        _xml.WriteElementString("showunits", numeric.UnitRule == UnitRule.None ? "3" : "0");
    }

    // A brace that opens no gap is written so that it can not.
    private static string Embedded(Cloze cloze) => Validation.Place().Replace(
        HtmlText.Encode(cloze.Text.Vi).Replace("{", "&#123;", StringComparison.Ordinal),
        place => ClozeText.Write(cloze.Gaps[int.Parse(place.Groups[1].ValueSpan, CultureInfo.InvariantCulture) - 1]));

    private void Answer(Words text, decimal fraction, Words? feedback, decimal? tolerance = null)
    {
        _xml.WriteStartElement("answer");
        _xml.WriteAttributeString("fraction", Percent.Write(fraction));
        Format(text);
        _xml.WriteElementString("text", Written(text));
        if (feedback is not null)
        {
            Wording("feedback", feedback);
        }

        if (tolerance is { } known)
        {
            _xml.WriteElementString("tolerance", Numbers.Write(known));
        }

        _xml.WriteEndElement();
    }

    private void Wording(string element, Words? words)
    {
        _xml.WriteStartElement(element);
        Format(words);
        _xml.WriteElementString("text", words is null ? "" : Written(words));
        _xml.WriteEndElement();
    }

    private void Html(string element, string html)
    {
        _xml.WriteStartElement(element);
        _xml.WriteAttributeString("format", "html");
        _xml.WriteElementString("text", html);
        _xml.WriteEndElement();
    }

    private void Text(string element, string text)
    {
        _xml.WriteStartElement(element);
        _xml.WriteElementString("text", text);
        _xml.WriteEndElement();
    }

    private void Format(Words? words) => _xml.WriteAttributeString("format", words?.En is null ? "plain_text" : "html");

    private static string Written(Words words) => words.En is null ? words.Vi : HtmlText.Write(words);
}
