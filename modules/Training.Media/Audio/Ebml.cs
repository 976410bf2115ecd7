using System.Buffers.Binary;
using System.Numerics;

namespace Training.Media.Audio;

/// <summary>An element of EBML (RFC 8794): id, length, content.</summary>
/// <param name="Id">With its length marker, as the tables of Matroska write it.</param>
/// <param name="From">Where its content begins.</param>
/// <param name="To">Where its content ends; null where the recorder did not know.</param>
internal readonly record struct Element(uint Id, int From, int? To);

/// <summary>Reads and writes elements.</summary>
internal static class Ebml
{
    /// <summary>The element at a place.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="at">Where its id begins.</param>
    /// <param name="limit">Where what it is in ends.</param>
    public static Element Read(ReadOnlySpan<byte> file, int at, int limit)
    {
        var idLength = LengthOf(file[at], 4);
        var id = 0u;
        foreach (var octet in file.Slice(at, idLength))
        {
            id = (id << 8) | octet;
        }

        var (size, sizeLength) = ReadSize(file[(at + idLength)..]);
        var from = at + idLength + sizeLength;
        return size is not { } known ? new Element(id, from, null)
            : known <= (ulong)Math.Max(0, limit - from) ? new Element(id, from, from + (int)known)
            : throw new InvalidDataException("An element is longer than what it is in.");
    }

    /// <summary>The elements of a content.</summary>
    public static List<Element> Children(ReadOnlySpan<byte> file, Element parent)
    {
        var children = new List<Element>();
        var end = parent.To ?? throw new InvalidDataException("An element without a length.");
        for (var at = parent.From; at < end;)
        {
            var child = Read(file, at, end);
            children.Add(child);
            at = child.To ?? throw new InvalidDataException("An element without a length.");
        }

        return children;
    }

    public static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> file, Element element) => file[element.From..(element.To ?? file.Length)];

    public static ulong Number(ReadOnlySpan<byte> content)
    {
        if (content.Length > 8)
        {
            throw new InvalidDataException("A number is too long.");
        }

        var number = 0ul;
        foreach (var octet in content)
        {
            number = (number << 8) | octet;
        }

        return number;
    }

    /// <summary>A size or a track number; null for "unknown".</summary>
    public static (ulong? Value, int Length) ReadSize(ReadOnlySpan<byte> at)
    {
        var length = LengthOf(at[0], 8);
        var value = (ulong)at[0] & ((1ul << (8 - length)) - 1);
        foreach (var octet in at[1..length])
        {
            value = (value << 8) | octet;
        }

        return (value == (1ul << (7 * length)) - 1 ? null : value, length);
    }

    public static void Write(MemoryStream to, uint id, ReadOnlySpan<byte> content)
    {
        Span<byte> head = stackalloc byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(head, id);
        var idLength = 4 - (BitOperations.LeadingZeroCount(id) / 8);
        to.Write(head[(4 - idLength)..4]);

        // Always four bytes for the size: what is kept is small.
        BinaryPrimitives.WriteUInt32BigEndian(head, 0x10000000 | (uint)content.Length);
        to.Write(head[..4]);
        to.Write(content);
    }

    private static int LengthOf(byte first, int most)
        => BitOperations.LeadingZeroCount((uint)first) - 24 + 1 is var length && length <= most ? length : throw new InvalidDataException("No element.");
}
