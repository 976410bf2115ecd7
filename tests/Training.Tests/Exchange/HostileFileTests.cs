using System.IO.Compression;
using System.Text;
using Training.Exchange.Files;

namespace Training.Tests.Exchange;

/// <summary>Files that somebody made to hurt: each is refused with its reason, before a parser sees it or by the parser, never by luck (IMP-1 to IMP-3).</summary>
public sealed class HostileFileTests
{
    private static readonly byte[] Good = Importing.Xlsx(["Name"], ["x"]);

    public static TheoryData<string, string> Parts => new()
    {
        { "xl/vbaProject.bin", "File.Macros" },
        { "xl/externalLinks/externalLink1.xml", "File.Macros" },
        { "xl/embeddings/oleObject1.bin", "File.Macros" },
        { "xl/activeX/activeX1.xml", "File.Macros" },
        { "xl/connections.xml", "File.Macros" },
        { "xl/macrosheets/sheet1.xml", "File.Macros" },
        { "../../etc/passwd", "File.Zip" },
        { "/absolute.xml", "File.Zip" },
        { "xl\\workbook2.xml", "File.Zip" },
        { "C:/x.xml", "File.Zip" },
        { "XL/WORKBOOK.XML", "File.Zip" },
    };

    [Theory, MemberData(nameof(Parts))]
    public void Xlsx_WithSuchAPart_IsRefused(string part, string reason) => Refused(reason, "a.xlsx", With(part, "x"u8.ToArray()));

    [Fact]
    public void Xlsx_MacroTypeUnderAnotherName_IsRefused()
        => Refused("File.Macros", "a.xlsx", Rewrite("[Content_Types].xml", text => text.Replace("spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main", StringComparison.Ordinal)));

    [Theory]
    [InlineData("a.xlsm")]
    [InlineData("a.xlsb")]
    public void Name_OfAMacroFile_IsRefused(string name) => Refused("File.Macros", name, Good);

    [Fact]
    public void Xlsx_OnePartThatUnpacksToMuch_IsRefusedWhileReading()
    {
        // 40 MB of zeros are packed into 40 KB.
        Refused("File.Zip", "a.xlsx", With("xl/media/image1.png", new byte[40 * 1024 * 1024]));
    }

    [Fact]
    public void Xlsx_ManyPartsBelowTheRatio_AreRefusedInSum()
    {
        // A little noise in each part keeps it below the ratio: none is suspicious by itself.
        var noise = new byte[1024 * 1024];
        new Random(1).NextBytes(noise);
        byte[] part = [.. noise.Select((b, index) => index % 32 == 0 ? b : (byte)0)];
        Refused("File.Zip", "a.xlsx", WithMany(Good, 152, part));
    }

    [Fact]
    public void Xlsx_TooManyParts_IsRefused() => Refused("File.Zip", "a.xlsx", WithMany(Good, 300, []));

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]>")]
    [InlineData("<!DOCTYPE x SYSTEM \"file:///etc/passwd\">")]
    public void Xlsx_WithDtd_IsRefused(string dtd)
    {
        Refused("File.Broken", "a.xlsx", Rewrite("sheet1.xml", text => WithDtd(text, dtd)));
        Refused("File.Broken", "a.xlsx", Rewrite("workbook.xml", text => WithDtd(text, dtd)));
    }

    [Fact]
    public void Xlsx_NotAWorkbook_IsRefused()
    {
        Refused("File.Kind", "a.xlsx", "Name\r\nx"u8.ToArray());
        Refused("File.Broken", "a.xlsx", [.. "PK\u0003\u0004"u8, .. new byte[100]]);
        Refused("File.Broken", "a.xlsx", Rewrite("sheet1.xml", text => text[..^20]));
        Refused("File.OldExcel", "a.xlsx", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1]);
        Refused("File.OldExcel", "a.xls", "x"u8.ToArray());
        Refused("File.Kind", "a.exe", "MZ"u8.ToArray());
        Refused("File.Kind", "a.csv", Good);
        Refused("File.Broken", "a.xlsx", Zip(("x.xml", "<x/>"u8.ToArray())));
    }

    [Fact]
    public void Xlsx_RowsColumnsAndSharedStrings_HaveLimits()
    {
        Refused("File.Columns", "a.xlsx", Importing.Xlsx([.. Enumerable.Range(0, 2000).Select(n => $"c{n}")]));
        Refused("File.Rows", "a.xlsx", Importing.Xlsx([.. Enumerable.Repeat(new[] { "x" }, FileLimits.Rows + 2)]));
        Refused("File.Rows", "a.xlsx", Rewrite("sheet1.xml", text => Insert(text, string.Concat(Enumerable.Range(10, FileLimits.Rows * 2).Select(n => $"<x:row r=\"{n}\"/>")))));
    }

    [Fact]
    public void Xlsx_ReferenceToAStringThatIsNotThere_IsRefused()
        => Refused("File.Broken", "a.xlsx", Rewrite("sheet1.xml", text => Insert(text, "<x:row r=\"9\"><x:c r=\"A9\" t=\"s\"><x:v>7</x:v></x:c></x:row>")));

    [Fact]
    public void Csv_Hostile_IsRefused()
    {
        Refused("File.Columns", "a.csv", Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, 2000).Select(n => $"c{n}"))));
        Refused("File.Nul", "a.csv", "Name\r\na\0b"u8.ToArray());
        Refused("File.Encoding", "a.csv", [.. "Name\r\n"u8, 0xC3, 0x28]);
        Refused("File.Quotes", "a.csv", "Name\r\n\"never closed\r\nx\r\n"u8.ToArray());
        Refused("File.Rows", "a.csv", Encoding.UTF8.GetBytes("Name\r\n" + string.Concat(Enumerable.Repeat("x\r\n", FileLimits.Rows + 1))));
        Refused("File.Quotes", "a.csv", Encoding.UTF8.GetBytes("Name\r\n\"" + new string('x', 2 * 1024 * 1024)));
    }

    private static void Refused(string reason, string name, byte[] content)
        => Assert.Equal(reason, Assert.Throws<FileRefused>(() => TableFile.Read(name, content)).Key);

    private static string WithDtd(string xml, string dtd) => xml.StartsWith("<?xml", StringComparison.Ordinal) ? xml.Insert(xml.IndexOf("?>", StringComparison.Ordinal) + 2, dtd) : dtd + xml;

    private static string Insert(string sheet, string rows) => sheet.Replace("</x:sheetData>", rows + "</x:sheetData>", StringComparison.Ordinal);

    private static byte[] With(string part, byte[] content) => With(Good, part, content);

    private static byte[] With(byte[] file, string part, byte[] content) => Edit(file, archive => Add(archive, part, content));

    private static byte[] WithMany(byte[] file, int count, byte[] content) => Edit(file, archive =>
    {
        for (var number = 0; number < count; number++)
        {
            Add(archive, $"xl/many{number}.bin", content);
        }
    });

    private static byte[] Rewrite(string name, Func<string, string> change) => Edit(Good, archive =>
    {
        var entry = archive.Entries.Single(e => e.FullName.EndsWith(name, StringComparison.Ordinal));
        string text;
        using (var reader = new StreamReader(entry.Open()))
        {
            text = reader.ReadToEnd();
        }

        var changed = change(text);
        Assert.NotEqual(text, changed);
        var full = entry.FullName;
        entry.Delete();
        Add(archive, full, Encoding.UTF8.GetBytes(changed));
    });

    private static byte[] Edit(byte[] file, Action<ZipArchive> edit)
    {
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            edit(archive);
        }

        return stream.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] parts)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                Add(archive, name, content);
            }
        }

        return stream.ToArray();
    }

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        using var stream = archive.CreateEntry(name).Open();
        stream.Write(content);
    }
}
