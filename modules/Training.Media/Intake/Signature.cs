namespace Training.Media.Intake;

/// <summary>What a file says it is, by its first bytes. Names and content types are what anybody may write.</summary>
internal enum Format
{
    Unknown,
    Jpeg,
    Png,
    WebP,
    Heic,
    Pdf,
    Ogg,
    WebM,
    Mp4,
    Dicom,
}

internal static class Signature
{
    /// <summary>As much of the file as is looked at.</summary>
    public const int Length = 132;

    private const int DicomPreamble = 128;

    // Main brands of still pictures in HEIF; whatever else is in such boxes must prove to be sound.
    private static readonly byte[][] Pictures = [.. new[] { "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1" }.Select(System.Text.Encoding.ASCII.GetBytes)];

    public static Format Of(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return Format.Jpeg;
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return Format.Png;
        }

        if (start.StartsWith("%PDF-"u8))
        {
            return Format.Pdf;
        }

        if (start.StartsWith("OggS"u8))
        {
            return Format.Ogg;
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]))
        {
            return Format.WebM;
        }

        if (start.Length >= 12 && start.StartsWith("RIFF"u8) && start[8..].StartsWith("WEBP"u8))
        {
            return Format.WebP;
        }

        if (start.Length >= 12 && start[4..].StartsWith("ftyp"u8))
        {
            var brand = start[8..12].ToArray();
            return Pictures.Any(picture => picture.AsSpan().SequenceEqual(brand)) ? Format.Heic : Format.Mp4;
        }

        return IsDicom(start) ? Format.Dicom : Format.Unknown;
    }

    // With the preamble of the standard, or without it: then the first element is of group 2 or 8, with an even, small length.
    private static bool IsDicom(ReadOnlySpan<byte> start) => (start.Length >= DicomPreamble + 4 && start[DicomPreamble..].StartsWith("DICM"u8))
        || (start.Length >= 8 && start[0] is 2 or 8 && start[1] == 0 && start[3] == 0
            && ((char.IsAsciiLetterUpper((char)start[4]) && char.IsAsciiLetterUpper((char)start[5])) || (start[4] % 2 == 0 && start[6] == 0 && start[7] == 0)));
}
