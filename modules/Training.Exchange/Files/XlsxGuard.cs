using System.IO.Compression;

namespace Training.Exchange.Files;

/// <summary>
/// Looks at a workbook as the ZIP archive it is, before any parser does: unpacks every part once, counting, and refuses what no list of
/// names needs: macros, links to other workbooks, embedded objects.
/// </summary>
internal static class XlsxGuard
{
    private static readonly string[] Refused = ["vbaproject", "vbadata", "/externallinks/", "/embeddings/", "/activex/", "/macrosheets/", "/dialogsheets/", "/querytables/", "connections.xml", "/ctrlprops/"];

    public static void Check(byte[] content)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count > FileLimits.Entries)
            {
                throw new FileRefused("File.Zip");
            }

            CheckNames(archive);
            var total = 0L;
            var buffer = new byte[64 * 1024];
            foreach (var entry in archive.Entries)
            {
                total += Unpack(entry, FileLimits.UnpackedBytes - total, buffer);
            }

            if (archive.GetEntry("[Content_Types].xml") is { } types && ReadText(types).Contains("macroEnabled", StringComparison.OrdinalIgnoreCase))
            {
                throw new FileRefused("File.Macros");
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or NotSupportedException or IOException)
        {
            throw new FileRefused("File.Broken");
        }
    }

    private static void CheckNames(ZipArchive archive)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in archive.Entries.Select(entry => entry.FullName))
        {
            if (!names.Add(name) || name.StartsWith('/') || name.Contains("..", StringComparison.Ordinal) || name.AsSpan().IndexOfAny("\\:\0") >= 0)
            {
                throw new FileRefused("File.Zip");
            }

            if (Refused.Any(part => ("/" + name).Contains(part, StringComparison.OrdinalIgnoreCase)))
            {
                throw new FileRefused("File.Macros");
            }
        }
    }

    private static long Unpack(ZipArchiveEntry entry, long allowed, byte[] buffer)
    {
        using var stream = entry.Open();
        var unpacked = 0L;
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            unpacked += read;
            if (unpacked > allowed || (unpacked > FileLimits.SmallPart && unpacked > FileLimits.Ratio * Math.Max(1, entry.CompressedLength)))
            {
                throw new FileRefused("File.Zip");
            }
        }

        return unpacked;
    }

    private static string ReadText(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }
}
