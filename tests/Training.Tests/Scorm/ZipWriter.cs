using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Training.Scorm.Intake;

namespace Training.Tests.Scorm;

/// <summary>One entry of an archive, with every field open to lies; what is null is told truly.</summary>
internal sealed record ZipEntry(string Name, byte[] Content)
{
    public byte[]? NameBytes { get; init; }

    /// <summary>The name before the bytes, where it differs from the one in the list.</summary>
    public string? OtherName { get; init; }

    public bool Deflated { get; init; } = true;

    /// <summary>Packed bytes that are no packing of the content.</summary>
    public byte[]? Packed { get; init; }

    public ushort? Method { get; init; }

    public ushort Flags { get; init; } = 0x800;

    public uint? Checksum { get; init; }

    public uint? ClaimedBytes { get; init; }

    public uint? ClaimedPacked { get; init; }

    /// <summary>The list says that the entry begins there.</summary>
    public uint? HeaderAt { get; init; }

    public byte System { get; init; }

    public uint Attributes { get; init; }

    public ushort Disk { get; init; }

    /// <summary>Stands in the list only.</summary>
    public bool WithoutHeader { get; init; }
}

/// <summary>Writes archives byte by byte, honest and other ones (APPNOTE 6.3.10, 4.3).</summary>
internal sealed class ZipWriter
{
    private readonly List<ZipEntry> _entries = [];

    public byte[] Before { get; init; } = [];

    public byte[] After { get; init; } = [];

    public byte[] Comment { get; init; } = [];

    public ushort? ClaimedCount { get; init; }

    public uint? ClaimedListBytes { get; init; }

    public uint? ClaimedListAt { get; init; }

    public int? CutTo { get; init; }

    public ZipWriter Add(string name, string content) => Add(new ZipEntry(name, Encoding.UTF8.GetBytes(content)));

    public ZipWriter Add(ZipEntry entry)
    {
        _entries.Add(entry);
        return this;
    }

    public byte[] Write()
    {
        using var zip = new MemoryStream();
        zip.Write(Before);
        var list = new MemoryStream();
        foreach (var entry in _entries)
        {
            WriteEntry(zip, list, entry);
        }

        var at = (uint)zip.Length;
        list.WriteTo(zip);
        var end = new byte[22];
        U32(end, 0, 0x06054b50);
        U16(end, 8, ClaimedCount ?? (ushort)_entries.Count);
        U16(end, 10, ClaimedCount ?? (ushort)_entries.Count);
        U32(end, 12, ClaimedListBytes ?? (uint)list.Length);
        U32(end, 16, ClaimedListAt ?? at);
        U16(end, 20, (ushort)Comment.Length);
        zip.Write(end);
        zip.Write(Comment);
        zip.Write(After);
        return CutTo is { } cut ? zip.ToArray()[..cut] : zip.ToArray();
    }

    public static byte[] Deflate(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            deflate.Write(content);
        }

        return packed.ToArray();
    }

    private static void WriteEntry(MemoryStream zip, MemoryStream list, ZipEntry entry)
    {
        var checksum = new Crc32();
        checksum.Append(entry.Content);
        var packed = entry.Packed ?? (entry.Deflated ? Deflate(entry.Content) : entry.Content);
        var name = entry.NameBytes ?? Encoding.UTF8.GetBytes(entry.Name);
        var method = entry.Method ?? (ushort)(entry.Deflated ? 8 : 0);
        var headerAt = entry.HeaderAt ?? (uint)zip.Length;
        if (!entry.WithoutHeader)
        {
            var first = entry.OtherName is null ? name : Encoding.UTF8.GetBytes(entry.OtherName);
            var header = new byte[30];
            U32(header, 0, 0x04034b50);
            Common(header.AsSpan(4), entry, method, checksum.Value, packed.Length, first.Length);
            zip.Write(header);
            zip.Write(first);
            zip.Write(packed);
        }

        var line = new byte[46];
        U32(line, 0, 0x02014b50);
        line[5] = entry.System;
        Common(line.AsSpan(6), entry, method, checksum.Value, packed.Length, name.Length);
        U16(line, 34, entry.Disk);
        U32(line, 38, entry.Attributes);
        U32(line, 42, headerAt);
        list.Write(line);
        list.Write(name);
    }

    private static void Common(Span<byte> bytes, ZipEntry entry, ushort method, uint checksum, int packed, int name)
    {
        U16(bytes, 0, 20);
        U16(bytes, 2, entry.Flags);
        U16(bytes, 4, method);
        U32(bytes, 10, entry.Checksum ?? checksum);
        U32(bytes, 14, entry.ClaimedPacked ?? (uint)packed);
        U32(bytes, 18, entry.ClaimedBytes ?? (uint)entry.Content.Length);
        U16(bytes, 22, (ushort)name);
    }

    private static void U16(Span<byte> bytes, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes[at..], value);

    private static void U32(Span<byte> bytes, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes[at..], value);
}
