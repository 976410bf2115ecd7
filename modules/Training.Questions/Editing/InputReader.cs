using Training.Questions.Model;
using Training.Questions.Moodle;

namespace Training.Questions.Editing;

/// <summary>Makes a body of what was typed. What can not be read is a reason; everything else is left to <see cref="Validation"/>.</summary>
internal sealed class InputReader(QuestionInput input)
{
    private readonly List<Reason> _reasons = [];

    public IReadOnlyList<Reason> Reasons => _reasons;

    /// <param name="kind">What the form is of.</param>
    /// <param name="image">Hash of the picture, new or as before; empty where there is none.</param>
    /// <param name="parts">Of a vignette, which are written by themselves.</param>
    public QuestionBody Read(QuestionKind kind, string image, IReadOnlyList<VignettePart> parts)
    {
        var text = Words.Of(input.Text, input.TextEn) ?? new Words("");
        RowInput[] rows = [.. input.Rows.Where(row => !row.IsBlank)];
        QuestionBody body = kind switch
        {
            QuestionKind.Single => new SingleChoice { Text = text, Shuffle = input.Shuffle, Options = Options(rows, row => row.Right ? 1 : 0) },
            QuestionKind.Multiple => new MultipleChoice { Text = text, Shuffle = input.Shuffle, Options = Options(rows, Share(rows)) },
            QuestionKind.TrueFalse => Truth(text),
            QuestionKind.Matching => new Matching { Text = text, Shuffle = input.Shuffle, Pairs = [.. rows.Select(row => new Pair(Words.Of(row.Text, row.TextEn), Words.Of(row.Match, row.MatchEn) ?? new Words("")))] },
            QuestionKind.Ordering => new Ordering { Text = text, Rule = input.Rule, Items = [.. rows.Select(row => Words.Of(row.Text, row.TextEn)).OfType<Words>()] },
            QuestionKind.ShortText => new ShortText { Text = text, MatchCase = input.MatchCase, IgnoreDiacritics = input.IgnoreDiacritics, Answers = [.. rows.Select((row, at) => new TextAnswer(Words.Clean(row.Text).Replace('\n', ' '), Fraction(row, at, 1), Feedback(row)))] },
            QuestionKind.Numeric => Number(text, rows),
            QuestionKind.Cloze => new Cloze { Text = text, Gaps = [.. rows.Select(Gap).OfType<Gap>()] },
            QuestionKind.HotSpot => new HotSpot { Text = text, Image = image, Alternative = Both(input.Alternative), Regions = [.. rows.Select(Region)] },
            QuestionKind.Essay => new Essay { Text = text, MarkerNotes = Both(input.MarkerNotes), Template = Both(input.Template), Rubric = [.. rows.Select(Criterion)] },
            _ => new Vignette { Text = text, Parts = parts },
        };
        return body with
        {
            Feedback = Words.Of(input.Feedback, input.FeedbackEn),
            Hints = [.. LinesOf(input.Hints).Select(Both).OfType<Words>()],
            Penalty = PercentOf(input.Penalty, 0, "Reason.Penalty.Number"),
        };
    }

    private TrueFalse Truth(Words text)
    {
        if (input.Answer is null)
        {
            _reasons.Add(new Reason("Reason.Truth.Missing"));
        }

        return new TrueFalse { Text = text, Answer = input.Answer ?? false, WhenTrue = Both(input.WhenTrue), WhenFalse = Both(input.WhenFalse) };
    }

    private IReadOnlyList<Option> Options(IReadOnlyList<RowInput> rows, Func<RowInput, decimal> usual)
        => [.. rows.Select((row, at) => new Option(Words.Of(row.Text, row.TextEn) ?? new Words(""), Fraction(row, at, usual(row)), Feedback(row)))];

    // Where no percentages are given, the right ones share the mark and the wrong ones take as much away: choosing everything brings nothing.
    private static Func<RowInput, decimal> Share(IReadOnlyList<RowInput> rows)
    {
        var (right, wrong) = (rows.Count(row => row.Right), rows.Count(row => !row.Right));
        return row => row.Right ? Math.Round(1m / right, 7) : -Math.Round(1m / wrong, 7);
    }

    private decimal Fraction(RowInput row, int at, decimal usual)
    {
        if (string.IsNullOrWhiteSpace(row.Percent))
        {
            return usual;
        }

        if (Percent.Read(row.Percent.Replace("%", "", StringComparison.Ordinal)) is { } fraction)
        {
            return fraction;
        }

        _reasons.Add(new Reason("Reason.Percent.Number", at + 1));
        return usual;
    }

    private Numeric Number(Words text, IReadOnlyList<RowInput> rows)
    {
        var answers = new List<NumberAnswer>();
        foreach (var (at, row) in rows.Index())
        {
            if (Numbers.Read(row.Number ?? "") is not { } value || (string.IsNullOrWhiteSpace(row.Tolerance) ? 0 : Numbers.Read(row.Tolerance)) is not { } tolerance)
            {
                _reasons.Add(new Reason("Reason.Number", at + 1));
                continue;
            }

            answers.Add(new NumberAnswer(value, tolerance, Fraction(row, at, 1), Feedback(row)));
        }

        return new Numeric
        {
            Text = text,
            Answers = answers,
            Otherwise = Both(input.Otherwise),
            Units = [.. LinesOf(input.Units).Select(Unit).OfType<Unit>()],
            UnitRule = input.UnitRule,
            UnitPenalty = PercentOf(input.UnitPenalty, 0.1m, "Reason.Penalty.Number"),
        };
    }

    private Unit? Unit(string line)
    {
        var equals = line.LastIndexOf('=');
        if (equals < 0)
        {
            return new Unit(line, 1);
        }

        if (Numbers.Read(line[(equals + 1)..]) is { } multiplier)
        {
            return new Unit(line[..equals].Trim(), multiplier);
        }

        _reasons.Add(new Reason("Reason.Unit.Line", line));
        return null;
    }

    private Gap? Gap(RowInput row, int at)
    {
        var gap = ClozeText.OfLines(row.Kind is "MC" or "SAC" or "NM" ? row.Kind : "SA", row.Weight, row.Lines ?? "");
        if (gap is null)
        {
            _reasons.Add(new Reason("Reason.Gap.Lines", at + 1));
        }

        return gap is TextGap text ? text with { IgnoreDiacritics = row.IgnoreDiacritics } : gap;
    }

    private Region Region(RowInput row, int at)
    {
        var numbers = new[] { row.X, row.Y, row.Width, row.Height }.Select(text => Numbers.Read(text ?? "")).ToArray();
        if (numbers.Any(number => number is null))
        {
            _reasons.Add(new Reason("Reason.Region.Number", at + 1));
        }

        return new Region(Words.Of(row.Text, row.TextEn) ?? new Words(""), row.Shape, numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 1, numbers[3] ?? 1, Fraction(row, at, row.Right ? 1 : 0), Feedback(row));
    }

    private Criterion Criterion(RowInput row, int at)
    {
        var levels = new List<RubricLevel>();
        foreach (var line in LinesOf(row.Lines))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && Numbers.Read(line[..equals]) is { } points && Both(line[(equals + 1)..]) is { } level)
            {
                levels.Add(new RubricLevel(level, points));
            }
            else
            {
                _reasons.Add(new Reason("Reason.Level.Line", at + 1, line));
            }
        }

        return new Criterion(Words.Of(row.Text, row.TextEn) ?? new Words(""), levels);
    }

    private decimal PercentOf(string? text, decimal usual, string reason)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return usual;
        }

        if (Percent.Read(text.Replace("%", "", StringComparison.Ordinal)) is { } fraction)
        {
            return fraction;
        }

        _reasons.Add(new Reason(reason));
        return usual;
    }

    private static Words? Feedback(RowInput row) => Words.Of(row.Feedback, row.FeedbackEn);

    /// <summary>English stands behind two bars.</summary>
    private static Words? Both(string? text)
    {
        var both = (text ?? "").Split("||", 2);
        return Words.Of(both[0], both.Length > 1 ? both[1] : null);
    }

    private static string[] LinesOf(string? text) => Words.Clean(text).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
