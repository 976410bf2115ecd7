using Training.Modules;

namespace Training.Activities.Content;

/// <summary>What people write, as it is kept.</summary>
internal static class ActivityText
{
    /// <summary>NFC, without white space around and with one kind of line end; null where nothing is left.</summary>
    public static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.ReplaceLineEndings("\n").Trim().Normalize();

    /// <exception cref="RuleViolation">It holds something that looks as if it were about a patient.</exception>
    public static void Screen(string? text, string field)
    {
        if (PatientIdentityScreen.Find(text) is { } finding)
        {
            throw new RuleViolation($"Identity.{finding}") { Field = field };
        }
    }

    /// <summary>The paragraphs of a plain text.</summary>
    public static IEnumerable<string> Paragraphs(string text) => text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>A name in Vietnamese, and in English behind a bar where there is one: <c>Chỉ định | Indication</c>.</summary>
    public static (string Vi, string? En) Bilingual(string line)
        => line.IndexOf('|', StringComparison.Ordinal) is var at and >= 0 ? (line[..at].Trim(), Clean(line[(at + 1)..])) : (line.Trim(), null);

    /// <summary>The same the other way round.</summary>
    public static string Join(string vi, string? en) => en is null ? vi : $"{vi} | {en}";
}
