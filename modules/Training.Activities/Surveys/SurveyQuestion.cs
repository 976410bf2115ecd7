using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Training.Activities.Content;
using Training.Modules;

namespace Training.Activities.Surveys;

internal enum SurveyQuestionKind
{
    /// <summary>From 1 to 5.</summary>
    Scale,

    /// <summary>One of several.</summary>
    One,

    /// <summary>Any of several.</summary>
    Several,

    /// <summary>In one's own words.</summary>
    Words,
}

/// <param name="Key">What answers are stored under; follows from the words, so that it stays where they do.</param>
/// <param name="NameVi">What it says.</param>
/// <param name="NameEn">The same in English.</param>
internal sealed record SurveyOption(string Key, string NameVi, string? NameEn)
{
    [JsonIgnore]
    public string Display => Show.Name(NameVi, NameEn);
}

/// <param name="Key">The same question in two surveys has the same key, and so can be compared.</param>
/// <param name="Kind">How it is answered.</param>
/// <param name="NameVi">What is asked.</param>
/// <param name="NameEn">The same in English.</param>
/// <param name="IsRequired">The survey is not handed in without it.</param>
/// <param name="Options">To choose from; empty for other kinds.</param>
internal sealed record SurveyQuestion(string Key, SurveyQuestionKind Kind, string NameVi, string? NameEn, bool IsRequired, IReadOnlyList<SurveyOption> Options)
{
    public static readonly IReadOnlyList<string> Scale = ["1", "2", "3", "4", "5"];

    [JsonIgnore]
    public string Display => Show.Name(NameVi, NameEn);

    /// <summary>What may be stored as an answer that was chosen.</summary>
    [JsonIgnore]
    public IEnumerable<string> Values => Kind == SurveyQuestionKind.Scale ? Scale : Options.Select(option => option.Key);
}

/// <summary>The questions of a survey, in order.</summary>
internal sealed partial record QuestionList(IReadOnlyList<SurveyQuestion> Questions)
{
    public const int MostQuestions = 40;
    public const int MostOptions = 20;
    public const int NameLength = 500;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static QuestionList None { get; } = new([]);

    public string ToJson() => JsonSerializer.Serialize(Questions, Options);

    public static QuestionList FromJson(string json) => new(JsonSerializer.Deserialize<List<SurveyQuestion>>(json, Options) ?? []);

    /// <summary>As an author writes it; <see cref="Parse"/> reads it again.</summary>
    public string ToText() => string.Join("\n\n", Questions.Select(q => string.Join('\n', q.Options.Select(o => $"- {ActivityText.Join(o.NameVi, o.NameEn)}").Prepend(
        $"{MarkOf(q.Kind)} {ActivityText.Join(q.NameVi, q.NameEn)}{(q.IsRequired ? " *" : "")}"))));

    /// <summary>Reads what an author wrote, and says everything that can not be read.</summary>
    public static (QuestionList List, IReadOnlyList<NotationError> Errors) Parse(string? text)
    {
        var questions = new List<(int Line, SurveyQuestion Question, List<SurveyOption> Options)>();
        var errors = new List<NotationError>();
        void Wrong(int line, string key) => errors.Add(new NotationError(line, key));
        foreach (var (index, line) in (text ?? "").ReplaceLineEndings("\n").Split('\n').Index())
        {
            var (number, written) = (index + 1, line.Trim());
            if (written.Length == 0)
            {
                continue;
            }

            if (Question().Match(written) is { Success: true } match)
            {
                var (vi, en) = ActivityText.Bilingual(match.Groups["name"].Value.TrimEnd('*'));
                vi = vi.Normalize();
                if (vi.Length is 0 or > NameLength || en?.Length > NameLength)
                {
                    Wrong(number, "Survey.Name");
                }

                var kind = match.Groups["kind"].Value switch { "1-5" => SurveyQuestionKind.Scale, "o" => SurveyQuestionKind.One, "x" => SurveyQuestionKind.Several, _ => SurveyQuestionKind.Words };
                var question = new SurveyQuestion(KeyOf($"{kind}\n{vi}"), kind, vi, en, written.EndsWith('*'), []);
                if (questions.Any(q => q.Question.Key == question.Key))
                {
                    Wrong(number, "Survey.Twice");
                }

                questions.Add((number, question, []));
            }
            else if (written[0] is '-' or '–' or '•')
            {
                var (vi, en) = ActivityText.Bilingual(written[1..]);
                vi = vi.Normalize();
                if (questions.Count == 0 || questions[^1].Question.Kind is SurveyQuestionKind.Scale or SurveyQuestionKind.Words)
                {
                    Wrong(number, "Survey.OptionWhere");
                }
                else if (vi.Length is 0 or > NameLength || en?.Length > NameLength)
                {
                    Wrong(number, "Survey.Name");
                }
                else if (questions[^1].Options.Any(o => o.Key == KeyOf(vi)))
                {
                    Wrong(number, "Survey.OptionTwice");
                }
                else
                {
                    questions[^1].Options.Add(new SurveyOption(KeyOf(vi), vi, en));
                }
            }
            else
            {
                Wrong(number, "Survey.NoKind");
            }
        }

        foreach (var (line, question, options) in questions.Where(q => q.Question.Kind is SurveyQuestionKind.One or SurveyQuestionKind.Several))
        {
            if (options.Count is < 2 or > MostOptions)
            {
                Wrong(line, "Survey.HowManyOptions");
            }
        }

        if (questions.Count > MostQuestions)
        {
            Wrong(questions[MostQuestions].Line, "Survey.TooMany");
        }

        return (new QuestionList([.. questions.Select(q => q.Question with { Options = q.Options })]), [.. errors.OrderBy(e => e.Line)]);
    }

    private static string MarkOf(SurveyQuestionKind kind) => kind switch { SurveyQuestionKind.Scale => "[1-5]", SurveyQuestionKind.One => "[o]", SurveyQuestionKind.Several => "[x]", _ => "[_]" };

    // Letters and digits only: it stands in names of fields.
    private static string KeyOf(string words) => CanonicalJson.HashOf(VietnameseText.Fold(words))[..12];

    [GeneratedRegex(@"^[\[(]\s*(?<kind>1-5|o|x|_+)\s*[\])]\s*(?<name>.*)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Question();
}
