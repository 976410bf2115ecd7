using System.Text;
using Training.Questions.Formats;
using Training.Questions.Model;

namespace Training.Questions.Gift;

/// <summary>Writes what <see cref="GiftReader"/> reads, and says what GIFT has no place for.</summary>
internal static class GiftWriter
{
    public static Writing Write(IEnumerable<NamedQuestion> questions)
    {
        var file = new StringBuilder();
        var omissions = new List<Omission>();
        foreach (var question in questions)
        {
            if (WhyNot(question.Body) is { } reason)
            {
                omissions.Add(new Omission(question.Name, Loss.Whole, reason));
                continue;
            }

            omissions.AddRange(Missing(question.Body).Select(key => new Omission(question.Name, Loss.Part, key)));
            Append(file, question);
        }

        return new Writing(file.ToString(), omissions);
    }

    private static string? WhyNot(QuestionBody body) => body switch
    {
        Cloze => "Omission.Cloze",
        HotSpot => "Omission.HotSpot",
        Vignette => "Omission.Vignette",
        Matching matching when matching.Pairs.Any(pair => HasArrow(pair.Prompt)) => "Omission.Gift.Arrow",
        ShortText text when text.Answers.Any(answer => answer.Text.Contains("->", StringComparison.Ordinal) || HasArrow(answer.Feedback)) => "Omission.Gift.Arrow",
        Ordering ordering when ordering.Items.Any(item => item.Vi.StartsWith("//", StringComparison.Ordinal)) => "Omission.Gift.Slashes",
        _ => null,
    };

    private static bool HasArrow(Words? words) => words is not null && (words.Vi.Contains("->", StringComparison.Ordinal) || words.En?.Contains("->", StringComparison.Ordinal) == true);

    private static IEnumerable<string> Missing(QuestionBody body)
    {
        if (body.Hints.Count > 0)
        {
            yield return "Omission.Hints";
        }

        if (body.Penalty != 0)
        {
            yield return "Omission.Penalty";
        }

        if (body is SingleChoice { Shuffle: false } or MultipleChoice { Shuffle: false } or Matching { Shuffle: false })
        {
            yield return "Omission.Shuffle";
        }

        if (body is ShortText { MatchCase: true })
        {
            yield return "Omission.MatchCase";
        }

        if (body is ShortText { IgnoreDiacritics: true })
        {
            yield return "Omission.Diacritics";
        }

        if (body is Numeric { Units.Count: > 0 } or Numeric { UnitRule: not UnitRule.None })
        {
            yield return "Omission.Units";
        }

        if (body is Essay essay && (essay.Rubric.Count > 0 || essay.MarkerNotes is not null || essay.Template is not null))
        {
            yield return "Omission.Rubric";
        }
    }

    private static void Append(StringBuilder file, NamedQuestion question)
    {
        var body = question.Body;
        var format = GiftWording.FormatOf(body.Text);
        if (question.Tags.Count > 0)
        {
            file.Append("// ").AppendJoin(' ', question.Tags.Select(tag => $"[tag:{tag.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal)}]")).Append('\n');
        }

        file.Append("::").Append(GiftWording.Escape(question.Name)).Append("::").Append(GiftWording.Write(body.Text)).Append('{');
        switch (body)
        {
            case SingleChoice single:
                AppendOptions(file, single.Options, format, single: true);
                break;
            case MultipleChoice multiple:
                AppendOptions(file, multiple.Options, format, single: false);
                break;
            case TrueFalse truth:
                AppendTruth(file, truth, format);
                break;
            case Matching matching:
                file.Append('\n').AppendJoin("", matching.Pairs.Select(pair => $"\t={GiftWording.Write(pair.Prompt, format)} -> {GiftWording.Write(pair.Match)}\n"));
                break;
            case Ordering ordering:
                file.Append(">0 ALL VERTICAL ").Append(OrderingRules.Write(ordering.Rule)).Append(" SHOW none\n").AppendJoin("", ordering.Items.Select(item => GiftWording.Write(item) + "\n"));
                break;
            case ShortText text:
                file.Append('\n').AppendJoin("", text.Answers.Select(answer => $"\t=%{Percent.Write(answer.Fraction)}%{GiftWording.Write(new Words(answer.Text), format)}{Comment(answer.Feedback, format)}\n"));
                break;
            case Numeric numeric:
                file.Append("#\n").AppendJoin("", numeric.Answers.Select(answer => $"\t=%{Percent.Write(answer.Fraction)}%{Numbers.Write(answer.Value)}:{Numbers.Write(answer.Tolerance)}{Comment(answer.Feedback, format)}\n"));
                file.Append(numeric.Otherwise is null ? "" : $"\t~{Comment(numeric.Otherwise, format)}\n");
                break;
        }

        if (body.Feedback is not null)
        {
            file.Append("\t####").Append(GiftWording.Write(body.Feedback, format)).Append('\n');
        }

        file.Append("}\n\n");
    }

    private static void AppendOptions(StringBuilder file, IReadOnlyList<Option> options, GiftFormat format, bool single)
    {
        file.Append('\n');
        foreach (var option in options)
        {
            file.Append(single && option.Fraction == 1 ? "\t=" : option.Fraction == 0 && !option.Text.Vi.StartsWith('%') ? "\t~" : $"\t~%{Percent.Write(option.Fraction)}%")
                .Append(GiftWording.Write(option.Text, format)).Append(Comment(option.Feedback, format)).Append('\n');
        }
    }

    private static void AppendTruth(StringBuilder file, TrueFalse truth, GiftFormat format)
    {
        var (right, wrong) = truth.Answer ? (truth.WhenTrue, truth.WhenFalse) : (truth.WhenFalse, truth.WhenTrue);
        file.Append(truth.Answer ? "TRUE" : "FALSE");
        if (right is not null || wrong is not null)
        {
            file.Append('#').Append(GiftWording.Write(wrong, format));
        }

        file.Append(Comment(right, format)).Append(truth.Feedback is null ? "" : "\n");
    }

    private static string Comment(Words? words, GiftFormat format) => words is null ? "" : "#" + GiftWording.Write(words, format);
}
