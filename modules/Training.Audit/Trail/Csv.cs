namespace Training.Audit.Trail;

/// <summary>Cells for spreadsheets: quoted as RFC 4180 says, and none is taken for a formula (ASVS 1.2.10).</summary>
internal static class Csv
{
    public static string Line(params IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    internal static string Cell(string? text)
    {
        var safe = text is { Length: > 0 } && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\0' ? "'" + text : text;
        return $"\"{safe?.Replace("\0", "", StringComparison.Ordinal).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
