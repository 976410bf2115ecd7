namespace Training.Identity.Sessions;

/// <summary>Browser and system, as far as their own names tell, so that people know their sessions apart.</summary>
internal static class DeviceName
{
    // The first that fits: most browsers also name those they resemble.
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("coc_coc", "Coc Coc"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"),
         ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    public static string Of(string? userAgent)
    {
        string[] parts = [First(Browsers, userAgent), First(Systems, userAgent)];
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }

    private static string First((string Mark, string Name)[] known, string? userAgent)
        => known.FirstOrDefault(k => userAgent?.Contains(k.Mark, StringComparison.Ordinal) == true).Name ?? "";
}
