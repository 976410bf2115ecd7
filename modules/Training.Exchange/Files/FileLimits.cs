namespace Training.Exchange.Files;

/// <summary>What a file may ask of us. Every limit is counted while reading, never taken from what the file says about itself.</summary>
internal static class FileLimits
{
    public const int Bytes = 10 * 1024 * 1024;

    /// <summary>Form, field names and boundaries around the file.</summary>
    public const int RequestBytes = Bytes + 64 * 1024;

    public const int Rows = 50_000;

    public const int Columns = 100;

    public const int CellLength = 4_000;

    /// <summary>Parts of a workbook. A file of a spreadsheet program has ten to thirty.</summary>
    public const int Entries = 200;

    public const long UnpackedBytes = 150L * 1024 * 1024;

    /// <summary>Unpacked to packed, of one part above <see cref="SmallPart"/>. Sheets of 50 000 rows stay below 40.</summary>
    public const int Ratio = 100;

    public const long SmallPart = 1024 * 1024;
}

/// <summary>The file as a whole can not be read. The key names a text of this module that says why and what to do.</summary>
internal sealed class FileRefused(string key, params string[] arguments) : Exception(key)
{
    public string Key { get; } = key;

    public IReadOnlyList<string> Arguments { get; } = arguments;
}
