using System.Buffers.Binary;
using System.Buffers.Text;
using Microsoft.AspNetCore.Http;
using Training.Modules;

namespace Training.Logbook.Api;

/// <summary>Where a list goes on: the keys of its last row. Programs send it back as it is; what it is made of may change.</summary>
internal static class Cursor
{
    private const int IdBytes = 16;
    private const int PlaceBytes = 1 + sizeof(long) + IdBytes;

    public static string Of(Guid id) => Base64Url.EncodeToString(id.ToByteArray(bigEndian: true));

    public static string Of(bool late, DateTimeOffset since, Guid id)
    {
        Span<byte> place = stackalloc byte[PlaceBytes];
        place[0] = late ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64BigEndian(place[1..], since.UtcTicks);
        id.TryWriteBytes(place[(1 + sizeof(long))..], bigEndian: true, out _);
        return Base64Url.EncodeToString(place);
    }

    /// <exception cref="RuleViolation">It is no cursor of such a list.</exception>
    public static Guid? Id(string? after) => after is null ? null : new Guid(Bytes(after, IdBytes), bigEndian: true);

    /// <inheritdoc cref="Id"/>
    public static (bool Late, DateTimeOffset Since, Guid Id)? Place(string? after)
    {
        if (after is null)
        {
            return null;
        }

        var place = Bytes(after, PlaceBytes);
        var ticks = BinaryPrimitives.ReadInt64BigEndian(place.AsSpan(1));
        return place[0] > 1 || ticks < 0 || ticks > DateTimeOffset.MaxValue.Ticks
            ? throw Wrong()
            : (place[0] == 1, new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(place.AsSpan(1 + sizeof(long)), bigEndian: true));
    }

    /// <exception cref="RuleViolation">It is too small or too large.</exception>
    public static int Size(int? limit) => (limit ?? Modules.Api.DefaultLimit) is var size and >= 1 and <= Modules.Api.MaxLimit
        ? size
        : throw new RuleViolation("Api.Limit", Modules.Api.MaxLimit) { Field = "limit", Status = StatusCodes.Status400BadRequest };

    private static byte[] Bytes(string after, int length)
    {
        var bytes = new byte[length + 1];
        return Base64Url.IsValid(after, out var decoded) && decoded == length && Base64Url.TryDecodeFromChars(after, bytes, out _) ? bytes[..length] : throw Wrong();
    }

    private static RuleViolation Wrong() => new("Api.Cursor") { Field = "after", Status = StatusCodes.Status400BadRequest };
}
