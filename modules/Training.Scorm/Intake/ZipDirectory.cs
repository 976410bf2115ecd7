using System.Buffers.Binary;
using Training.Modules;

namespace Training.Scorm.Intake;

/// <summary>A file in an archive: where its packed bytes lie, and what its headers claim.</summary>
internal sealed record ZipFile(string Name, bool IsFolder, bool IsDeflated, uint Checksum, long PackedBytes, long ClaimedBytes, long HeaderAt)
{
    /// <summary>Where the packed bytes begin.</summary>
    public long DataAt { get; init; }
}

/// <summary>
/// Reads the list of files of a ZIP archive (APPNOTE 6.3.10) entry by entry and refuses everything that a package has no need of. The framework's
/// reader would keep the whole list in memory before its first entry can be looked at, and would not see that two entries share their bytes.
/// </summary>
internal sealed class ZipDirectory
{
    private const uint EntrySignature = 0x02014b50;

    private const uint HeaderSignature = 0x04034b50;

    private const uint EndSignature = 0x06054b50;

    private const int EndBytes = 22;

    private const int EntryBytes = 46;

    private const int HeaderBytes = 30;

    private const int Unix = 3;

    private const int MacOs = 19;

    private const int RegularFile = 8;

    private const int Folder = 4;

    private readonly Stream _zip;
    private readonly int _most;

    private ZipDirectory(Stream zip, int most) => (_zip, _most) = (zip, most);

    /// <summary>The files in the order of their bytes.</summary>
    /// <exception cref="RuleViolation">The archive is broken, or nothing that the site unpacks.</exception>
    public static IReadOnlyList<ZipFile> Read(Stream zip, int most)
    {
        try
        {
            return new ZipDirectory(zip, most).Read();
        }
        catch (EndOfStreamException)
        {
            throw new RuleViolation("Zip.Broken");
        }
    }

    private static RuleViolation Broken() => new("Zip.Broken");

    private List<ZipFile> Read()
    {
        var (count, at, end) = FindEnd();
        var names = new ZipNames();
        var files = new List<ZipFile>(count);
        Span<byte> fixedPart = stackalloc byte[EntryBytes];
        _zip.Position = at;
        using var list = new BufferedStream(new Section(_zip, end - at), 64 * 1024);
        for (var i = 0; i < count; i++)
        {
            list.ReadExactly(fixedPart);
            if (BinaryPrimitives.ReadUInt32LittleEndian(fixedPart) != EntrySignature)
            {
                throw Broken();
            }

            var name = new byte[U16(fixedPart, 28)];
            list.ReadExactly(name);
            Skip(list, U16(fixedPart, 30) + U16(fixedPart, 32));
            files.Add(Entry(fixedPart, names.Take(name)));
        }

        return list.ReadByte() >= 0 ? throw Broken() : Place(files, at);
    }

    private static ZipFile Entry(ReadOnlySpan<byte> entry, (string Name, bool IsFolder) name)
    {
        var (flags, method) = (U16(entry, 8), U16(entry, 10));
        if ((flags & 0b10_0000_0100_0001) != 0)
        {
            throw new RuleViolation("Zip.Encrypted");
        }

        if (method is not (0 or 8))
        {
            throw new RuleViolation("Zip.Method", name.Name);
        }

        // The upper byte says by which system's rules the attributes are to be read; a link is a kind of file there.
        var kind = (int)(U32(entry, 38) >> 28);
        if (entry[5] is Unix or MacOs && kind is not (0 or RegularFile or Folder))
        {
            throw new RuleViolation("Zip.Link", name.Name);
        }

        var (packed, claimed, at) = (U32(entry, 20), U32(entry, 24), U32(entry, 42));
        if (packed == uint.MaxValue || claimed == uint.MaxValue || at == uint.MaxValue)
        {
            throw new RuleViolation("Zip.Zip64");
        }

        return U16(entry, 34) != 0 || (name.IsFolder && (claimed != 0 || packed > 2)) || (method == 0 && packed != claimed)
            ? throw Broken()
            : new ZipFile(name.Name, name.IsFolder, method == 8, U32(entry, 16), packed, claimed, at);
    }

    private static int U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static void Skip(Stream stream, int bytes)
    {
        Span<byte> rest = stackalloc byte[512];
        for (; bytes > 0; bytes -= Math.Min(bytes, rest.Length))
        {
            stream.ReadExactly(rest[..Math.Min(bytes, rest.Length)]);
        }
    }

    // The end must be the end: what stands behind or before the archive would be another file for another reader.
    private (int Count, long At, long End) FindEnd()
    {
        var tail = new byte[Math.Min(_zip.Length, EndBytes + ushort.MaxValue)];
        _zip.Position = _zip.Length - tail.Length;
        _zip.ReadExactly(tail);
        for (var i = tail.Length - EndBytes; i >= 0; i--)
        {
            var end = tail.AsSpan(i);
            if (U32(end, 0) != EndSignature || U16(end, 20) != end.Length - EndBytes)
            {
                continue;
            }

            var (count, size, at) = (U16(end, 10), U32(end, 12), U32(end, 16));
            if (count == ushort.MaxValue || size == uint.MaxValue || at == uint.MaxValue)
            {
                throw new RuleViolation("Zip.Zip64");
            }

            var endAt = _zip.Length - tail.Length + i;
            if (count > _most)
            {
                throw new RuleViolation("Zip.Files", _most);
            }

            return U16(end, 4) != 0 || U16(end, 6) != 0 || U16(end, 8) != count || at + size != endAt || size > PackageLimits.DirectoryBytes ? throw Broken() : (count, at, endAt);
        }

        throw new RuleViolation("Zip.None");
    }

    // Each entry has a header of its own before its bytes. It must say the same, and no byte may belong to two.
    private List<ZipFile> Place(List<ZipFile> files, long listAt)
    {
        files.Sort((a, b) => a.HeaderAt.CompareTo(b.HeaderAt));
        var free = 0L;
        Span<byte> header = stackalloc byte[HeaderBytes];
        for (var i = 0; i < files.Count; i++)
        {
            var file = files[i];
            if (file.HeaderAt < free)
            {
                throw new RuleViolation("Zip.Overlap", file.Name);
            }

            if (i == 0 && file.HeaderAt != 0)
            {
                throw Broken();
            }

            _zip.Position = file.HeaderAt;
            _zip.ReadExactly(header);
            var name = new byte[U16(header, 26)];
            _zip.ReadExactly(name);
            var data = file.HeaderAt + HeaderBytes + name.Length + U16(header, 28);
            if (U32(header, 0) != HeaderSignature || (U16(header, 8) == 8) != file.IsDeflated || (U16(header, 6) & 1) != 0 || new ZipNames().Take(name).Name != file.Name)
            {
                throw Broken();
            }

            free = data + file.PackedBytes;
            if (free > listAt)
            {
                throw new RuleViolation("Zip.Overlap", file.Name);
            }

            files[i] = file with { DataAt = data };
        }

        return files;
    }
}
