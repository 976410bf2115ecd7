namespace Training.Media.Captions;

/// <summary>In which languages captions may be, each once for a film: those of the site, and of the countries that hospitals work with.</summary>
internal static class CaptionLanguages
{
    public static IReadOnlyList<string> All { get; } = ["vi", "en", "fr", "lo", "km", "zh", "ja", "ko"];
}
