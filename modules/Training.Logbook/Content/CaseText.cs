using Training.Modules;

namespace Training.Logbook.Content;

/// <summary>What people write about a case, wherever they do.</summary>
internal static class CaseText
{
    /// <summary>Null where nothing was written.</summary>
    public static string? Of(string? written) => string.IsNullOrWhiteSpace(written) ? null : written.Trim();

    /// <exception cref="RuleViolation">It holds something that looks as if it were about a patient.</exception>
    public static void Screen(string? text, string field)
    {
        if (PatientIdentityScreen.Find(text) is { } finding)
        {
            throw new RuleViolation($"Case.Identity.{finding}") { Field = field };
        }
    }
}
