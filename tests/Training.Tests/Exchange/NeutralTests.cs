using Training.Exchange.Files;

namespace Training.Tests.Exchange;

/// <summary>UPL-9: no cell of an exported file is run by a spreadsheet program.</summary>
public sealed class NeutralTests
{
    private static readonly string[] Prefixes = ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"];

    private static readonly string[] Others = ["", "a=b", " =1", "'", "''", "O'Brien", "'quoted'", "84 912", "\"=1\"", "x\r\ny", "a,b;c"];

    [Fact]
    public void Protect_EveryPrefix_GetsAnApostrophe()
    {
        Assert.All(Prefixes, prefix => Assert.StartsWith("'", Neutral.Protect(prefix + "cmd|' /C calc'!A0"), StringComparison.Ordinal));
        Assert.All(Others, text => Assert.Equal(text, Neutral.Protect(text)));
    }

    [Fact]
    public void Restore_WhatWasProtected_GivesTheTextBack()
        => Assert.All(
            Prefixes.Where(prefix => prefix != "\0").SelectMany(prefix => new[] { prefix, prefix + "1+1", "'" + prefix + "1", "''" + prefix }).Concat(Others),
            text => Assert.Equal(text, Neutral.Restore(Neutral.Protect(text))));

    [Fact]
    public void CsvWriter_EveryPrefixInEveryColumn_ReadsBackAndStaysText()
    {
        foreach (var prefix in Prefixes.Where(prefix => prefix is not ("\0" or "\r" or "\n" or "\t")))
        {
            string[] row = [prefix + "1", "a,\"b\"", prefix + "SUM(A1)", prefix];
            using var stream = new MemoryStream();
            using (var writer = new CsvTableWriter(stream))
            {
                writer.Write(["A", "B", "C", "D"]);
                writer.Write(row);
            }

            var raw = System.Text.Encoding.UTF8.GetString(stream.ToArray());
            Assert.EndsWith("\r\n", raw, StringComparison.Ordinal);
            Assert.DoesNotContain(raw.Split("\r\n")[1].Split(','), cell => cell.Trim('"').StartsWith(prefix, StringComparison.Ordinal));
            var read = CsvFile.Read(stream.ToArray());
            Assert.Equal(row, read.Rows[1].Cells.Select(cell => cell.Text));
            Assert.All(read.Rows[1].Cells, cell => Assert.Equal(CellNature.Text, cell.Nature));
        }
    }

    [Fact]
    public void XlsxWriter_EveryPrefixInEveryColumn_HasNoFormula()
    {
        string[] row = [.. Prefixes.Select(prefix => prefix + "1+1")];
        var content = Importing.Xlsx(row);
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(content));
        foreach (var entry in archive.Entries.Where(entry => entry.FullName.EndsWith(".xml", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(entry.Open());
            Assert.DoesNotMatch(@"<(\w+:)?f[ >/]", reader.ReadToEnd());
        }

        var cells = XlsxFile.Read(content).Rows[0].Cells;
        Assert.All(cells, cell => Assert.Equal(CellNature.Text, cell.Nature));
        Assert.Equal(Prefixes.Length, cells.Count);
    }
}
