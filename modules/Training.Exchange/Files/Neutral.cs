namespace Training.Exchange.Files;

/// <summary>
/// Keeps a spreadsheet program from running a cell of a CSV file. A cell that begins with one of the characters gets an apostrophe, every
/// one, numbers and telephone numbers too: a rule without exceptions can be reversed. The import takes one such apostrophe away again.
/// </summary>
internal static class Neutral
{
    // The last four are the full-width forms, which some versions take for the plain ones.
    private const string Dangerous = "=+-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20";

    public static string Protect(string cell) => IsDangerous(cell) ? "'" + cell.Replace("\0", "", StringComparison.Ordinal) : cell.Replace("\0", "", StringComparison.Ordinal);

    public static string Restore(string cell) => cell.StartsWith('\'') && IsDangerous(cell) ? cell[1..] : cell;

    // A text that begins with an apostrophe before such a character gets another, so that taking one away gives the text back.
    private static bool IsDangerous(string cell)
    {
        var rest = cell.AsSpan().TrimStart('\'');
        return rest.Length > 0 && Dangerous.Contains(rest[0], StringComparison.Ordinal);
    }
}
