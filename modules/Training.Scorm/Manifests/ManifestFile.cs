using Training.Modules;
using Training.Scorm.Intake;

namespace Training.Scorm.Manifests;

/// <summary>Finds the manifest among the files of a package.</summary>
internal static class ManifestFile
{
    private const string Name = "imsmanifest.xml";

    // Packages of other standards that authors take for SCORM.
    private static readonly (string File, string Standard)[] Others = [("tincan.xml", "xAPI (Tin Can)"), ("cmi5.xml", "cmi5"), ("course.au", "AICC"), ("META-INF/container.xml", "EPUB")];

    /// <exception cref="RuleViolation">There is none, or it can not be read.</exception>
    public static async Task<Course> ReadAsync(string folder, IReadOnlyList<KeptFile> files, CancellationToken ct)
    {
        if (files.FirstOrDefault(file => string.Equals(file.Name, Name, StringComparison.OrdinalIgnoreCase)) is not { } manifest)
        {
            throw Others.FirstOrDefault(other => files.Any(file => string.Equals(file.Name, other.File, StringComparison.OrdinalIgnoreCase))) is { Standard: { } standard }
                ? new RuleViolation("Manifest.Other", standard)
                : files.FirstOrDefault(file => file.Name.EndsWith("/" + Name, StringComparison.OrdinalIgnoreCase)) is { } inside
                    ? new RuleViolation("Manifest.Inside", inside.Name[..^(Name.Length + 1)])
                    : new RuleViolation("Manifest.None");
        }

        if (manifest.Bytes > ManifestXml.Characters)
        {
            throw new RuleViolation("Manifest.TooMuch");
        }

        using var stream = new MemoryStream(await File.ReadAllBytesAsync(Path.Combine(folder, manifest.Hash), ct));
        return new ManifestReader(ManifestXml.Read(stream), files.Select(file => file.Name)).Read();
    }
}
