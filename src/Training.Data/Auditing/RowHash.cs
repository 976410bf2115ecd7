using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Training.Data;

/// <summary>Hashes of rows in one form, whatever the database: name and value of each changed column, in the order of the names.</summary>
internal static class RowHash
{
    public static byte[] Of(IReadOnlyList<IProperty> columns, PropertyValues values)
    {
        var row = new StringBuilder();
        foreach (var column in columns)
        {
            row.Append(CultureInfo.InvariantCulture, $"{column.Name}={CanonicalJson.Write(values[column] is { } value ? Text(value) : null)}\n");
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(row.ToString()));
    }

    /// <summary>Two steps of one row.</summary>
    public static byte[]? Join(byte[]? first, byte[]? second) => (first, second) switch
    {
        (null, _) => second,
        (_, null) => first,
        _ => SHA256.HashData([.. first, .. second]),
    };

    /// <summary>
    /// HMAC with the salt of the entry's details: once those are erased, nobody can try out which name or number stood in the row.
    /// </summary>
    public static string Digest(byte[] salt, IReadOnlyList<RowChange> rows, Func<RowChange, byte[]?> side)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.Table}\0{row.Key}\0{(side(row) is { } hash ? Convert.ToHexStringLower(hash) : "-")}\n");
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(text.ToString())));
    }

    public static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        bool truth => truth ? "true" : "false",
        byte[] bytes => Convert.ToHexStringLower(bytes),
        DateTimeOffset time => time.UtcTicks.ToString(CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        System.Collections.IEnumerable items => string.Join('\u001F', items.Cast<object?>().Select(Text)),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
