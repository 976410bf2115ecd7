using Training.Modules;

namespace Training.Courses.Enrolments;

/// <summary>Words that people type about learning have no patient in them.</summary>
internal static class ScreenedInput
{
    /// <exception cref="RuleViolation">It looks like the identity of a patient.</exception>
    public static void Check(string? text, string field)
    {
        if (PatientIdentityScreen.Find(text) is { } finding)
        {
            throw new RuleViolation($"Identity.{finding}") { Field = field };
        }
    }
}
