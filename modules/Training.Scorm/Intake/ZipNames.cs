using System.Globalization;
using System.Text;
using Training.Modules;

namespace Training.Scorm.Intake;

/// <summary>
/// What a file in a package may be called. No name ever becomes a path on the disk; these rules keep it from meaning two things to two readers,
/// and from being shown as another than it is.
/// </summary>
internal sealed class ZipNames
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly HashSet<string> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);

    /// <summary>Checks a name as it stands in the archive.</summary>
    /// <returns>It, normalized, without the slash at the end of a folder's.</returns>
    /// <exception cref="RuleViolation">It is none that a package may have, or there already.</exception>
    public (string Name, bool IsFolder) Take(byte[] bytes)
    {
        if (bytes.Length is 0 or > PackageLimits.NameBytes)
        {
            throw new RuleViolation("Zip.Name.Length", PackageLimits.NameBytes);
        }

        string name;
        try
        {
            name = Strict.GetString(bytes).Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            throw new RuleViolation("Zip.Name.Encoding");
        }

        var isFolder = name.EndsWith('/');
        name = isFolder ? name[..^1] : name;
        var parts = name.Split('/');
        if (name.Any(IsRefused) || parts.Any(part => part.Length == 0 || part[^1] is '.' or ' ' || part[0] == ' '))
        {
            throw new RuleViolation("Zip.Name", Shown(name));
        }

        if (parts.Length > PackageLimits.Depth)
        {
            throw new RuleViolation("Zip.Depth", PackageLimits.Depth);
        }

        AddOnce(name.ToUpperInvariant(), isFolder, name);
        return (name, isFolder);
    }

    /// <summary>A name that is refused, as it can be shown.</summary>
    private static string Shown(string name)
    {
        var plain = string.Concat(name.Select(c => IsRefused(c) && c is not (':' or '\\') ? '?' : c));
        return plain.Length > 80 ? plain[..80] + "…" : plain;
    }

    // Control and format characters (a right-to-left override shows exe.html as lmth.exe), the drive's colon, the other separator.
    private static bool IsRefused(char c) => c is ':' or '\\' || char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private void AddOnce(string folded, bool isFolder, string name)
    {
        for (var slash = folded.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = folded.IndexOf('/', slash + 1))
        {
            _folders.Add(folded[..slash]);
            if (_files.Contains(folded[..slash]))
            {
                throw new RuleViolation("Zip.Twice", Shown(name));
            }
        }

        var isNew = isFolder ? _folders.Add(folded) || !_files.Contains(folded) : _files.Add(folded) && !_folders.Contains(folded);
        if (!isNew || (isFolder && _files.Contains(folded)))
        {
            throw new RuleViolation("Zip.Twice", Shown(name));
        }
    }
}
