using Microsoft.Extensions.Localization;
using Training.Workflows.Expressions;

namespace Training.Workflows.Bpmn;

/// <summary>What a step says about itself, as people read it.</summary>
internal static class StepSentences
{
    /// <param name="detail">What is said.</param>
    /// <param name="texts">The sentences.</param>
    /// <param name="meaning">What a name of the site means.</param>
    public static string Say(this StepDetail detail, IStringLocalizer texts, Func<string, string> meaning)
        => texts[detail.Key, [.. detail.Arguments.Select(argument => IsTime(detail.Key) ? Duration(texts, argument) : meaning(argument))]];

    /// <summary>A duration as people say it; any other text as it is.</summary>
    public static string Duration(IStringLocalizer texts, string text)
    {
        if (IsoDuration.Read(text) is not { IsPositive: true } duration)
        {
            return text;
        }

        var time = duration.Time;
        (string Key, int Count)[] parts =
        [
            ("Duration.Months", duration.Months), ("Duration.Days", duration.Days), ("Duration.Hours", (int)time.TotalHours), ("Duration.Minutes", time.Minutes), ("Duration.Seconds", time.Seconds),
        ];
        return string.Join(' ', parts.Where(part => part.Count > 0).Select(part => texts[part.Key, part.Count].Value));
    }

    private static bool IsTime(string key) => key.StartsWith("Step.Due", StringComparison.Ordinal) || key.StartsWith("Step.When", StringComparison.Ordinal);
}
