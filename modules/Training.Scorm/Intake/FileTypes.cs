using System.Collections.Frozen;

namespace Training.Scorm.Intake;

/// <summary>What a package may hold, and what each file is served as. A file of any other type is left out; some say that the whole is no package.</summary>
internal static class FileTypes
{
    private const string Text = "text/plain; charset=utf-8";

    private static readonly FrozenDictionary<string, string> Served = new Dictionary<string, string>
    {
        [".html"] = "text/html",
        [".htm"] = "text/html",
        [".xhtml"] = "application/xhtml+xml",
        [".css"] = "text/css",
        [".js"] = "text/javascript",
        [".mjs"] = "text/javascript",
        [".json"] = "application/json",
        [".xml"] = "text/xml",
        [".xsd"] = Text,
        [".dtd"] = Text,
        [".txt"] = Text,
        [".csv"] = Text,
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".svg"] = "image/svg+xml",
        [".webp"] = "image/webp",
        [".avif"] = "image/avif",
        [".bmp"] = "image/bmp",
        [".ico"] = "image/x-icon",
        [".woff"] = "font/woff",
        [".woff2"] = "font/woff2",
        [".ttf"] = "font/ttf",
        [".otf"] = "font/otf",
        [".mp3"] = "audio/mpeg",
        [".m4a"] = "audio/mp4",
        [".aac"] = "audio/aac",
        [".ogg"] = "audio/ogg",
        [".oga"] = "audio/ogg",
        [".opus"] = "audio/ogg",
        [".wav"] = "audio/wav",
        [".mp4"] = "video/mp4",
        [".m4v"] = "video/mp4",
        [".webm"] = "video/webm",
        [".ogv"] = "video/ogg",
        [".vtt"] = "text/vtt",
        [".srt"] = Text,
        [".pdf"] = "application/pdf",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Refused = new[]
    {
        ".zip", ".jar", ".7z", ".rar", ".gz", ".tgz", ".bz2", ".xz", ".tar", ".cab", ".iso", ".exe", ".dll", ".so", ".com", ".scr", ".msi", ".bat", ".cmd", ".ps1", ".vbs",
        ".wsf", ".hta", ".lnk", ".sh", ".apk", ".dmg", ".php", ".php3", ".php5", ".phtml", ".phar", ".asp", ".aspx", ".ashx", ".jsp", ".jspx", ".cgi", ".pl", ".py", ".rb",
        ".htaccess", ".cshtml", ".config", ".docm", ".xlsm", ".pptm",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // First bytes of archives and programs, whatever their names say.
    private static readonly byte[][] RefusedBeginnings =
        [[0x50, 0x4b, 3, 4], [0x50, 0x4b, 5, 6], [0x50, 0x4b, 7, 8], [0x1f, 0x8b], [.. "7z"u8, 0xbc, 0xaf], [.. "Rar!"u8], [.. "MZ"u8], [0x7f, .. "ELF"u8], [0xfd, .. "7zXZ"u8], [.. "BZh"u8], [.. "#!"u8], [.. "MSCF"u8]];

    /// <summary>What a stored file is served as.</summary>
    public static string ContentTypeOf(string name) => Served[Path.GetExtension(name)];

    public static bool IsTaken(string name) => Served.ContainsKey(Path.GetExtension(name));

    /// <summary>An archive in the archive, or a program for a server or a machine.</summary>
    public static bool IsRefused(string name) => Refused.Contains(Path.GetExtension(name));

    /// <summary>Whether the first bytes are those of an archive or a program.</summary>
    public static bool IsRefused(ReadOnlySpan<byte> beginning)
    {
        foreach (var refused in RefusedBeginnings)
        {
            if (beginning.StartsWith(refused))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the systems of authors leave in archives and nobody means to send.</summary>
    public static bool IsDebris(string name) => name.StartsWith("__MACOSX/", StringComparison.Ordinal) || name == "__MACOSX"
        || Path.GetFileName(name) is ".DS_Store" or "Thumbs.db" or "desktop.ini";
}
