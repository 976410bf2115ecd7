using System.Globalization;
using System.Text.Json;
using Training.Scorm.Manifests;

namespace Training.Scorm.Running;

/// <summary>What a part finds when it is opened: who learns, what the manifest says, and what it stored the last time.</summary>
internal static class StartingData
{
    // About one sitting only.
    private static readonly string[] Forgotten = ["cmi.core.session_time", "cmi.core.exit", "cmi.session_time", "cmi.exit"];

    public static Dictionary<string, string> Of(Standard standard, Part part, ScoState? state, string learnerId, string learnerName, bool preview)
    {
        var stored = Read(state);
        var data = stored.Where(element => !Forgotten.Contains(element.Key)).ToDictionary();
        var core = standard == Standard.Scorm12 ? "cmi.core." : "cmi.";
        data[core + (standard == Standard.Scorm12 ? "student_id" : "learner_id")] = learnerId;
        data[core + (standard == Standard.Scorm12 ? "student_name" : "learner_name")] = learnerName;
        data[core + "credit"] = preview ? "no-credit" : "credit";
        data[core + (standard == Standard.Scorm12 ? "lesson_mode" : "mode")] = preview ? "browse" : "normal";
        data[core + "entry"] = EntryOf(state, stored);
        data[core + "total_time"] = Durations.Write(standard, (state?.EarlierSeconds ?? 0) + (state?.SittingSeconds ?? 0));
        Add(data, "cmi.launch_data", part.LaunchData);
        if (standard == Standard.Scorm12)
        {
            Add(data, "cmi.student_data.mastery_score", Text(part.PassingPercent));
            Add(data, "cmi.student_data.max_time_allowed", part.MaxTime);
            Add(data, "cmi.student_data.time_limit_action", part.TimeLimitAction);
        }
        else
        {
            Add(data, "cmi.scaled_passing_score", Text(part.PassingPercent / 100));
            Add(data, "cmi.completion_threshold", Text(part.CompletionThreshold));
            Add(data, "cmi.time_limit_action", part.TimeLimitAction);
        }

        return data;
    }

    public static Dictionary<string, string> Read(ScoState? state) => state is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(state.DataJson)!;

    /// <summary>
    /// A sitting that was suspended is taken up again; so is one that just stopped, since the learner's browser may have. What was ended otherwise
    /// is shown again with what it holds, and is neither.
    /// </summary>
    private static string EntryOf(ScoState? state, Dictionary<string, string> stored) => state is null or { DataJson: "{}" } ? "ab-initio"
        : !state.Ended || (stored.GetValueOrDefault("cmi.core.exit") ?? stored.GetValueOrDefault("cmi.exit")) is "suspend" or "logout" ? "resume"
        : "";

    private static void Add(Dictionary<string, string> data, string name, string? value)
    {
        if (value is { Length: > 0 })
        {
            data[name] = value;
        }
    }

    private static string? Text(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture);
}
