namespace Training.Exchange.Files;

/// <summary>Decides by name and content together which reader a file gets.</summary>
internal static class TableFile
{
    public static IReadOnlyList<string> Extensions { get; } = [".xlsx", ".csv"];

    /// <exception cref="FileRefused">The content is not what the name says, or not to be had.</exception>
    public static void CheckKind(string fileName, ReadOnlySpan<byte> start)
    {
        var extension = Path.GetExtension(fileName).ToLowerInvariant();
        if (extension is ".xlsm" or ".xlsb" or ".xltm" or ".xlam")
        {
            throw new FileRefused("File.Macros");
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) || extension == ".xls")
        {
            throw new FileRefused("File.OldExcel");
        }

        var zip = start.StartsWith("PK\u0003\u0004"u8);
        if (!Extensions.Contains(extension) || zip != (extension == ".xlsx"))
        {
            throw new FileRefused("File.Kind");
        }
    }

    public static SourceTable Read(string fileName, byte[] content)
    {
        CheckKind(fileName, content);
        return Path.GetExtension(fileName).Equals(".xlsx", StringComparison.OrdinalIgnoreCase) ? XlsxFile.Read(content) : CsvFile.Read(content);
    }
}
