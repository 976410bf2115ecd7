using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Primitives;
using Training.Modules;
using Training.Questions.Bank;
using Training.Questions.Marking;
using Training.Questions.Model;

namespace Training.Questions.Attempts;

/// <summary>
/// What stands in the fields of one question, as the browser has it: also half an order and half a number come back to whoever goes on. What it means is said by
/// <see cref="AnswerForm"/>. Stored as JSON, by the part of a field's name behind that of its question; always the same text for the same content.
/// </summary>
internal sealed class AnswerFields
{
    /// <summary>Of the stored text.</summary>
    public const int MostCharacters = 48_000;

    /// <summary>Names the field in which a learner says how sure they are.</summary>
    public const string Certainty = ".certainty";

    private const int MostFields = 200;
    private const int MostValues = 60;
    private const int LongestName = 40;

    // Shorter than any identity that the screen knows.
    private const int ShortestText = 6;

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly SortedDictionary<string, string[]> _values;

    private AnswerFields(SortedDictionary<string, string[]> values) => _values = values;

    public static AnswerFields None { get; } = new(new(StringComparer.Ordinal));

    public bool IsEmpty => _values.Count == 0;

    /// <summary>Something was answered, whatever it is worth.</summary>
    public bool HasAnswer => _values.Keys.Any(name => name != Certainty);

    /// <summary>1, 2 or 3; null where they did not say.</summary>
    public int? CertaintyLevel => Values(Certainty) is [{ Length: 1 } said] && said[0] is >= '1' and <= '3' ? said[0] - '0' : null;

    /// <summary>The name of the fields of a question.</summary>
    public static string NameOf(int number) => $"a{number}";

    /// <summary>From a form; null where it is more than any question asks for.</summary>
    public static AnswerFields? Of(IEnumerable<KeyValuePair<string, StringValues>> form, string name)
        => Of(form.Where(field => field.Key == name || field.Key.StartsWith(name + ".", StringComparison.Ordinal)).Select(field => KeyValuePair.Create(field.Key[name.Length..], (IReadOnlyList<string?>)field.Value.ToArray())));

    /// <summary>By the parts of the names; null where it is more than any question asks for.</summary>
    public static AnswerFields? Of(IEnumerable<KeyValuePair<string, IReadOnlyList<string?>>> fields)
    {
        var values = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var (name, all) in fields)
        {
            if (all is null || name.Length > LongestName || (name.Length > 0 && name[0] != '.') || all.Count > MostValues || values.Count >= MostFields)
            {
                return null;
            }

            string[] given = [.. all.Where(value => !string.IsNullOrEmpty(value)).Select(value => Clean(value!))];
            if (given.Length > 0)
            {
                values[name] = given;
            }
        }

        var read = new AnswerFields(values);
        return read.ToJson().Length <= MostCharacters ? read : null;
    }

    public static AnswerFields Parse(string json)
        => json.Length == 0 ? None : new AnswerFields(new(JsonSerializer.Deserialize<Dictionary<string, string[]>>(json, Options)!, StringComparer.Ordinal));

    public string ToJson() => IsEmpty ? "" : JsonSerializer.Serialize(_values, Options);

    public IReadOnlyList<string?> Values(string suffix) => _values.GetValueOrDefault(suffix, []);

    /// <summary>The fields of a question, filled.</summary>
    public AnswerForm Form(LearnerView view, int number)
    {
        var name = NameOf(number);
        return new AnswerForm(view, name, field => Values(field[name.Length..]));
    }

    /// <summary>The answer by the places of the body; null where nothing was answered.</summary>
    public Response? Read(QuestionBody asked, long seed) => Presentation.Restore(asked, seed, Form(Presentation.Show(asked, seed), 1).Read());

    /// <summary>Nothing but what the site itself had put into the fields.</summary>
    public bool IsUntouched(QuestionBody body) => !IsEmpty && _values.All(field => field.Value is [var only] && Initial(body, "").Any(first => first.Suffix == field.Key && Clean(first.Text) == only));

    /// <summary>What in it looks like the identity of a patient; null where nothing does.</summary>
    public IdentityFinding? Identity() => _values.Values.SelectMany(values => values).Where(value => value.Length >= ShortestText).Select(PatientIdentityScreen.Find).FirstOrDefault(finding => finding is not null);

    private static IEnumerable<(string Suffix, string Text)> Initial(QuestionBody body, string suffix) => body switch
    {
        Essay { Template: { } template } => [(suffix, template.Vi), (suffix, template.En ?? template.Vi)],
        Vignette vignette => vignette.Parts.Index().SelectMany(part => Initial(part.Item.Body, $"{suffix}.p{part.Index}")),
        _ => [],
    };

    // PostgreSQL stores no zero character, and a lone half of a character is none.
    private static string Clean(string value) => new string([.. value.EnumerateRunes().Where(rune => rune.Value != 0).SelectMany(rune => rune.ToString())]).ReplaceLineEndings("\n");
}
