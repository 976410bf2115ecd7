namespace Training.Media.Audio;

/// <summary>The checksum of a page of Ogg (RFC 3533): CRC-32 with polynomial 04C11DB7, not reflected, beginning with 0.</summary>
internal static class OggChecksum
{
    private const uint Polynomial = 0x04C11DB7;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(index =>
    {
        var value = (uint)index << 24;
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value << 1) ^ ((value & 0x80000000) != 0 ? Polynomial : 0);
        }

        return value;
    })];

    /// <summary>Of a page whose own four bytes of checksum are zero.</summary>
    public static uint Of(ReadOnlySpan<byte> page)
    {
        var sum = 0u;
        foreach (var octet in page)
        {
            sum = (sum << 8) ^ Table[(sum >> 24) ^ octet];
        }

        return sum;
    }
}
