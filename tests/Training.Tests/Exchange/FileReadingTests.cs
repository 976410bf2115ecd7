using System.Text;
using Training.Exchange.Files;

namespace Training.Tests.Exchange;

public sealed class FileReadingTests
{
    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    public void Csv_Separators_AreSeen(string separator)
    {
        var table = CsvFile.Read(Encoding.UTF8.GetBytes($"Mã{separator}Tên{separator}Ghi chú\r\n01{separator}\"a{separator}b\"{separator}\"x \"\"y\"\"\"\r\n"));

        Assert.Equal(["01", $"a{separator}b", "x \"y\""], table.Rows[1].Cells.Select(cell => cell.Text));
    }

    [Fact]
    public void Csv_Encodings_AreSeen()
    {
        foreach (var encoding in new Encoding[] { new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            byte[] content = [.. encoding.GetPreamble(), .. encoding.GetBytes("Họ và tên,Từ ngày\r\nĐặng Thị Huyền,01/02/2024\r\n")];
            var table = CsvFile.Read(content);
            Assert.Equal(["Họ và tên", "Từ ngày"], table.Rows[0].Cells.Select(cell => cell.Text));
            Assert.Equal(["Đặng Thị Huyền", "01/02/2024"], table.Rows[1].Cells.Select(cell => cell.Text));
        }
    }

    [Fact]
    public void Csv_LinesInsideQuotesAndEmptyOnes_KeepTheNumberAnEditorShows()
    {
        var table = CsvFile.Read("A,B\r\n\r\n\"1\r\n2\",x\r\n,\r\ny,z"u8.ToArray());

        Assert.Equal([1, 3, 6], table.Rows.Select(row => row.Number));
    }

    [Fact]
    public void Csv_CellThatBeginsLikeAFormula_IsOne()
        => Assert.Equal([CellNature.Formula, CellNature.Text, CellNature.Text], CsvFile.Read("A,B,C\r\n=1+1,'=1+1,+84 912 345 678"u8.ToArray()).Rows[1].Cells.Select(cell => cell.Nature));

    [Fact]
    public void Xlsx_Cells_KeepZerosAndGaps()
    {
        var table = XlsxFile.Read(Importing.Xlsx(["A", "B", "C"], ["007", "", "x"], [], ["", "y"]));

        Assert.Equal([1, 2, 4], table.Rows.Select(row => row.Number));
        Assert.Equal(["007", "", "x"], table.Rows[1].Cells.Select(cell => cell.Text));
        Assert.Equal(["", "y"], table.Rows[2].Cells.Select(cell => cell.Text));
    }
}
