namespace Training.Scorm.Intake;

/// <summary>The checksum of ZIP (ISO 3309).</summary>
internal struct Crc32()
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i => Enumerable.Range(0, 8).Aggregate((uint)i, (value, _) => (value & 1) == 0 ? value >> 1 : (value >> 1) ^ Polynomial))];

    private uint _value = uint.MaxValue;

    public readonly uint Value => ~_value;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var value = _value;
        foreach (var b in bytes)
        {
            value = (value >> 8) ^ Table[(byte)(value ^ b)];
        }

        _value = value;
    }
}
