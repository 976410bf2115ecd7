using Training.Media.Contracts;
using Training.Modules;

namespace Training.Media.Intake;

/// <summary>
/// What the name of a file promises. It is held against the content: a name that says something else, or that hides what some program would run, is a
/// file that somebody did not mean to send.
/// </summary>
internal static class SentName
{
    private static readonly Dictionary<string, (Format Format, MediaKind Kind)> Endings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["jpg"] = (Format.Jpeg, MediaKind.Image),
        ["jpeg"] = (Format.Jpeg, MediaKind.Image),
        ["png"] = (Format.Png, MediaKind.Image),
        ["webp"] = (Format.WebP, MediaKind.Image),
        ["heic"] = (Format.Heic, MediaKind.Image),
        ["heif"] = (Format.Heic, MediaKind.Image),
        ["pdf"] = (Format.Pdf, MediaKind.Pdf),
        ["ogg"] = (Format.Ogg, MediaKind.Audio),
        ["oga"] = (Format.Ogg, MediaKind.Audio),
        ["opus"] = (Format.Ogg, MediaKind.Audio),
        ["m4a"] = (Format.Mp4, MediaKind.Audio),
        ["weba"] = (Format.WebM, MediaKind.Audio),
        ["mp4"] = (Format.Mp4, MediaKind.Video),
        ["m4v"] = (Format.Mp4, MediaKind.Video),
        ["webm"] = (Format.WebM, MediaKind.Video),
    };

    // What a server, a browser or Windows would run, wherever it stands in a name.
    private static readonly HashSet<string> Active = new(StringComparer.OrdinalIgnoreCase)
    {
        "html", "htm", "xhtml", "shtml", "svg", "xml", "xsl", "js", "mjs", "css", "php", "php5", "phtml", "phar", "asp", "aspx", "cshtml", "jsp", "cgi", "pl", "py", "rb", "sh", "exe", "dll",
        "com", "bat", "cmd", "msi", "scr", "vbs", "ps1", "hta", "jar", "swf", "lnk", "url", "htaccess", "zip",
    };

    /// <summary>As browsers offer it to people.</summary>
    public static string Accept { get; } = string.Join(',', Endings.Keys.Select(ending => "." + ending));

    /// <summary>What a file of this name has to be.</summary>
    /// <exception cref="RuleViolation">No such file is taken.</exception>
    public static (Format Format, MediaKind Kind) Read(string name)
    {
        var parts = name.Split('.', StringSplitOptions.TrimEntries);
        if (name.Any(char.IsControl) || parts.Length < 2 || !Endings.TryGetValue(parts[^1], out var promised))
        {
            throw new RuleViolation("Upload.OtherKind") { Field = "Input.File" };
        }

        return parts[1..^1].Any(Active.Contains) ? throw new RuleViolation("Upload.TwoEndings") { Field = "Input.File" } : promised;
    }
}
