using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Training.Scorm.Manifests;

namespace Training.Scorm.Running;

/// <summary>
/// Which elements a package may set and with which values: SCORM 1.2 RTE 3.4, SCORM 2004 RTE 4.2. The run-time in the frame has checked them already; whoever
/// writes a request of their own has not. Lengths are those that a system has to support at least, except suspend_data of 1.2, which every
/// authoring tool takes for 64 000 characters and not 4 096.
/// </summary>
internal static partial class DataModel
{
    /// <summary>Of one set of elements; together they are limited by the size of the request.</summary>
    private const int MostInList = 500;

    private const int MostElements = 6000;

    private static readonly FrozenDictionary<string, Func<string, bool>> Of12 = new Dictionary<string, Func<string, bool>>
    {
        ["cmi.suspend_data"] = Text(64_000),
        ["cmi.comments"] = Text(4096),
        ["cmi.core.lesson_location"] = Text(1000),
        ["cmi.core.lesson_status"] = OneOf("passed", "completed", "failed", "incomplete", "browsed", "not attempted"),
        ["cmi.core.exit"] = OneOf("time-out", "suspend", "logout"),
        ["cmi.core.score.raw"] = Number(0, 100),
        ["cmi.core.score.min"] = Number(0, 100),
        ["cmi.core.score.max"] = Number(0, 100),
        ["cmi.core.session_time"] = Durations.Is12,
        ["cmi.student_preference.audio"] = Number(-1, 100),
        ["cmi.student_preference.language"] = Text(255),
        ["cmi.student_preference.speed"] = Number(-100, 100),
        ["cmi.student_preference.text"] = Number(-1, 1),
        ["cmi.objectives.#.id"] = Text(255),
        ["cmi.objectives.#.score.raw"] = Number(0, 100),
        ["cmi.objectives.#.score.min"] = Number(0, 100),
        ["cmi.objectives.#.score.max"] = Number(0, 100),
        ["cmi.objectives.#.status"] = OneOf("passed", "completed", "failed", "incomplete", "browsed", "not attempted"),
        ["cmi.interactions.#.id"] = Text(255),
        ["cmi.interactions.#.objectives.#.id"] = Text(255),
        ["cmi.interactions.#.time"] = Text(20),
        ["cmi.interactions.#.type"] = OneOf("true-false", "choice", "fill-in", "matching", "performance", "sequencing", "likert", "numeric"),
        ["cmi.interactions.#.correct_responses.#.pattern"] = Text(255),
        ["cmi.interactions.#.weighting"] = Number(-100, 100),
        ["cmi.interactions.#.student_response"] = Text(255),
        ["cmi.interactions.#.result"] = value => value is "correct" or "wrong" or "unanticipated" or "neutral" || Number(-1_000_000, 1_000_000)(value),
        ["cmi.interactions.#.latency"] = Durations.Is12,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Func<string, bool>> Of2004 = new Dictionary<string, Func<string, bool>>
    {
        ["cmi.suspend_data"] = Text(64_000),
        ["cmi.location"] = Text(1000),
        ["cmi.completion_status"] = OneOf("completed", "incomplete", "not attempted", "unknown"),
        ["cmi.success_status"] = OneOf("passed", "failed", "unknown"),
        ["cmi.exit"] = OneOf("time-out", "suspend", "logout", "normal"),
        ["cmi.progress_measure"] = Number(0, 1),
        ["cmi.score.scaled"] = Number(-1, 1),
        ["cmi.score.raw"] = Number(-1_000_000, 1_000_000),
        ["cmi.score.min"] = Number(-1_000_000, 1_000_000),
        ["cmi.score.max"] = Number(-1_000_000, 1_000_000),
        ["cmi.session_time"] = Durations.Is2004,
        ["cmi.learner_preference.audio_level"] = Number(0, 1_000_000),
        ["cmi.learner_preference.language"] = Text(250),
        ["cmi.learner_preference.delivery_speed"] = Number(0, 1_000_000),
        ["cmi.learner_preference.audio_captioning"] = OneOf("-1", "0", "1"),
        ["cmi.comments_from_learner.#.comment"] = Text(4200),
        ["cmi.comments_from_learner.#.location"] = Text(250),
        ["cmi.comments_from_learner.#.timestamp"] = Text(40),
        ["cmi.objectives.#.id"] = Text(4000),
        ["cmi.objectives.#.score.scaled"] = Number(-1, 1),
        ["cmi.objectives.#.score.raw"] = Number(-1_000_000, 1_000_000),
        ["cmi.objectives.#.score.min"] = Number(-1_000_000, 1_000_000),
        ["cmi.objectives.#.score.max"] = Number(-1_000_000, 1_000_000),
        ["cmi.objectives.#.success_status"] = OneOf("passed", "failed", "unknown"),
        ["cmi.objectives.#.completion_status"] = OneOf("completed", "incomplete", "not attempted", "unknown"),
        ["cmi.objectives.#.progress_measure"] = Number(0, 1),
        ["cmi.objectives.#.description"] = Text(450),
        ["cmi.interactions.#.id"] = Text(4000),
        ["cmi.interactions.#.type"] = OneOf("true-false", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing", "likert", "numeric", "other"),
        ["cmi.interactions.#.objectives.#.id"] = Text(4000),
        ["cmi.interactions.#.timestamp"] = Text(40),
        ["cmi.interactions.#.correct_responses.#.pattern"] = Text(7800),
        ["cmi.interactions.#.weighting"] = Number(-1_000_000, 1_000_000),
        ["cmi.interactions.#.learner_response"] = Text(7800),
        ["cmi.interactions.#.result"] = value => value is "correct" or "incorrect" or "unanticipated" or "neutral" || Number(-1_000_000, 1_000_000)(value),
        ["cmi.interactions.#.latency"] = Durations.Is2004,
        ["cmi.interactions.#.description"] = Text(450),
    }.ToFrozenDictionary();

    // Set by the site or asked of it; the run-time sends them along, and what they say is not looked at.
    private static readonly string[] OfTheSite =
    [
        "cmi.core.student_id", "cmi.core.student_name", "cmi.core.credit", "cmi.core.entry", "cmi.core.total_time", "cmi.core.lesson_mode", "cmi.launch_data", "cmi.comments_from_lms",
        "cmi.student_data.", "cmi.learner_id", "cmi.learner_name", "cmi.credit", "cmi.entry", "cmi.mode", "cmi.total_time", "cmi.completion_threshold", "cmi.scaled_passing_score",
        "cmi.max_time_allowed", "cmi.time_limit_action", "cmi._version", "cmi.evaluation.", "cmi.version", "adl.", "nav.",
    ];

    /// <summary>Takes what a request sent apart: what a package may set stays, what belongs to the site goes.</summary>
    /// <returns>Null where one element is none, or its value is none that it may have.</returns>
    public static SortedDictionary<string, string>? Check(Standard standard, IReadOnlyDictionary<string, string> sent)
    {
        if (sent.Count > MostElements)
        {
            return null;
        }

        var model = standard == Standard.Scorm12 ? Of12 : Of2004;
        var kept = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in sent)
        {
            if (OfTheSite.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                continue;
            }

            if (name.Length > 120 || !model.TryGetValue(Index().Replace(name, ".#"), out var fits) || !IndicesFit(name))
            {
                return null;
            }

            if (value.Length == 0)
            {
                continue;
            }

            if (!fits(value) || value.Contains('\0', StringComparison.Ordinal))
            {
                return null;
            }

            kept[name] = value;
        }

        return kept;
    }

    private static bool IndicesFit(string name)
        => Index().EnumerateMatches(name) is var found && All(found, name);

    private static bool All(Regex.ValueMatchEnumerator matches, string name)
    {
        foreach (var match in matches)
        {
            if (int.Parse(name.AsSpan(match.Index + 1, match.Length - 1), CultureInfo.InvariantCulture) >= MostInList)
            {
                return false;
            }
        }

        return true;
    }

    private static Func<string, bool> Text(int most) => value => value.Length <= most;

    private static Func<string, bool> OneOf(params string[] words) => value => words.Contains(value);

    private static Func<string, bool> Number(decimal least, decimal most)
        => value => value.Length <= 30 && decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;

    [GeneratedRegex(@"\.[0-9]{1,4}(?=\.)", RegexOptions.CultureInvariant)]
    private static partial Regex Index();
}
