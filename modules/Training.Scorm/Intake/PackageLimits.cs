using System.ComponentModel.DataAnnotations;

namespace Training.Scorm.Intake;

/// <summary>Section <c>Scorm</c> of the settings: how much a package may be. Counted while reading; what a header of the archive says is believed nowhere.</summary>
internal sealed class PackageLimits
{
    /// <summary>No setting allows more, so that the page can name the limit of its request.</summary>
    public const int MostMegabytes = 200;

    public const int RequestBytes = (MostMegabytes + 1) * Mega;

    /// <summary>An unpacked size up to this is small, however well it was packed: in bytes.</summary>
    public const int SmallBytes = Mega;

    /// <summary>Unpacked bytes for one packed byte, beyond <see cref="SmallBytes"/>.</summary>
    public const int Ratio = 100;

    /// <summary>Folders inside each other.</summary>
    public const int Depth = 16;

    /// <summary>Of a name with its folders, in bytes.</summary>
    public const int NameBytes = 400;

    /// <summary>Of the part of the archive that lists its files, in bytes.</summary>
    public const int DirectoryBytes = 8 * Mega;

    private const int Mega = 1024 * 1024;

    /// <summary>The archive as it is sent.</summary>
    [Range(1, MostMegabytes)]
    public int Megabytes { get; set; } = MostMegabytes;

    /// <summary>All files together.</summary>
    [Range(1, 4000)]
    public int UnpackedMegabytes { get; set; } = 600;

    [Range(1, 20_000)]
    public int Files { get; set; } = 5000;

    /// <summary>Packages that this node unpacks at the same time.</summary>
    [Range(1, 16)]
    public int AtOnce { get; set; } = 1;

    public long Bytes => (long)Megabytes * Mega;

    public long UnpackedBytes => (long)UnpackedMegabytes * Mega;
}
