using System.Text.Json.Nodes;
using Training.Modules;

namespace Training.Tests.Modules;

public sealed class RecipeTableTests
{
    private readonly RecipeStepContext _context = new(new JsonObject { ["file"] = "samples.csv" }, new RecipeFiles(Path.GetTempPath(), new ModuleCatalog([])), "test.recipe.json");

    [Fact]
    public void Read_Rows_CellsByColumnTrimmed()
    {
        var row = Assert.Single(Read("key,name_vi\n hcm , Hồ Chí Minh \n"));
        Assert.Equal("hcm", row["key"]);
        Assert.Equal("Hồ Chí Minh", row["name_vi"]);
        Assert.Equal("", row["not_there"]);
        Assert.Empty(_context.Problems);
    }

    [Theory]
    [InlineData("key,name_vi\nhcm,\"Chợ Rẫy, cơ sở \"\"2\"\"\"\n", "Chợ Rẫy, cơ sở \"2\"")]
    [InlineData("key,name_vi\r\nhcm,Chợ Rẫy\r\n", "Chợ Rẫy")]
    [InlineData("\uFEFFkey,name_vi\nhcm,Chợ Rẫy", "Chợ Rẫy")]
    [InlineData("key,name_vi\nhcm,\"hai\ndòng\"\n", "hai\ndòng")]
    [InlineData("key,name_vi\nhcm,\n", "")]
    [InlineData("key,name_vi\nhcm,BV A; BV B; BV C; BV D\n", "BV A; BV B; BV C; BV D")]
    [InlineData("key;name_vi\nhcm;Chợ Rẫy, cơ sở 2\n", "Chợ Rẫy, cơ sở 2")]
    public void Read_WaysToWriteACell_AreUnderstood(string text, string expected) => Assert.Equal(expected, Assert.Single(Read(text))["name_vi"]);

    [Fact]
    public void Read_RowNumbers_CountTheHeader() => Assert.Equal([2, 3, 4], Read("key,name_vi\na,A\nb,B\nc,C\n").Select(row => row.Number));

    [Fact]
    public void Read_WithoutColumns_NamesEachMissingOne()
    {
        Assert.Empty(Read("name\nA\n"));
        Assert.Equal(["samples.csv: column 'key' is missing", "samples.csv: column 'name_vi' is missing"], _context.Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void Read_BlankLinesAndLongCells_RowsAreLinesOfTheFile()
    {
        var rows = Read("key,name_vi\n\na,A\n\n\nb,\"B\nB\"\nc,C\n");
        Assert.Equal([("a", 3), ("b", 6), ("c", 8)], rows.Select(row => (row["key"], row.Number)));
        Assert.Empty(_context.Problems);
    }

    [Theory]
    [InlineData("key,name_vi\na,A\nb,\"B\nc,C\nd,D\n", 3)]
    [InlineData("key,name_vi\na,A\nb,Bệnh viện \"B\"\n", 3)]
    [InlineData("key,name_vi\na,\"A\"B\n", 2)]
    public void Read_BadQuotes_SwallowNothingAndNameTheRow(string text, int row)
    {
        Assert.Empty(Read(text));
        Assert.Equal(("samples.csv", row), (Assert.Single(_context.Problems).File, _context.Problems[0].Row));
    }

    [Fact]
    public void Read_RowsOfWrongLength_AreNamedAndTheOthersRead()
    {
        var rows = Read("key,name_vi\na,A\nb\nc,C,x\nd,D\n");
        Assert.Equal(["a", "d"], rows.Select(row => row["key"]));
        Assert.Equal(
            ["samples.csv, row 3: has 1 cells where the header has 2", "samples.csv, row 4: has 3 cells where the header has 2"],
            _context.Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void Read_ColumnTwice_IsAProblem()
    {
        Assert.Empty(Read("key,name_vi,key\na,A,b\n"));
        Assert.Equal("samples.csv: column 'key' is there twice", Assert.Single(_context.Problems).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("key,name_vi\n")]
    [InlineData("key,name_vi")]
    public void Read_NothingToRead_GivesNoRows(string text)
    {
        Assert.Empty(Read(text));
        Assert.Empty(_context.Problems);
    }

    [Theory]
    [InlineData("12", 12)]
    [InlineData("0", 0)]
    [InlineData("-1", null)]
    [InlineData("1.5", null)]
    [InlineData("1 000", null)]
    [InlineData("99999999999", null)]
    [InlineData("", null)]
    [InlineData("twelve", null)]
    public void Number32_Cell_WholeNumberOrNull(string cell, int? expected)
        => Assert.Equal(expected, new RecipeRow(2, new Dictionary<string, string> { ["count"] = cell }).Number32("count"));

    [Fact]
    public void ReadTable_FileThatIsNotThere_IsAProblem()
    {
        Assert.Empty(_context.ReadTable("key"));
        Assert.Contains("samples.csv: there is no such file", Assert.Single(_context.Problems).ToString(), StringComparison.Ordinal);
    }

    private IReadOnlyList<RecipeRow> Read(string text) => RecipeTable.Read(_context, text, ["key", "name_vi"]);
}
