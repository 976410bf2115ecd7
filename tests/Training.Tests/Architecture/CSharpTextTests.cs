namespace Training.Tests.Architecture;

/// <summary>The rules are only as good as the reading of the files.</summary>
public sealed class CSharpTextTests
{
    [Theory]
    [InlineData("a; // b", "a;     ")]
    [InlineData("a /* b\n c */ d", "a     \n      d")]
    [InlineData("""x = "// no"; // yes""", """x = "// no";       """)]
    [InlineData("""x = "\"// no"; // yes""", """x = "\"// no";       """)]
    [InlineData("""x = @"c:\"; // yes""", """x = @"c:\";       """)]
    [InlineData(""""x = @"""// no"""; // yes"""", """"x = @"""// no""";       """")]
    [InlineData("""x = '"'; // yes""", """x = '"';       """)]
    [InlineData("""x = '\''; // yes""", """x = '\'';       """)]
    [InlineData("""x = '\\'; // yes""", """x = '\\';       """)]
    [InlineData("""x = ""; // yes""", """x = "";       """)]
    [InlineData("x = \"\"\" \"a\" // no \"\"\"; // yes", "x = \"\"\" \"a\" // no \"\"\";       ")]
    [InlineData("""x = $"{f("// no")} // no"; // yes""", """x = $"{f("// no")} // no";       """)]
    [InlineData("""x = $"{{ // no }}"; // yes""", """x = $"{{ // no }}";       """)]
    [InlineData("""x = $"{(y switch { _ => "}" })} // no"; // yes""", """x = $"{(y switch { _ => "}" })} // no";       """)]
    [InlineData("""x = $@"{y}"" // no"; // yes""", """x = $@"{y}"" // no";       """)]
    public void WithoutComments_Code_OnlyCommentsAreBlank(string code, string expected)
        => Assert.Equal(expected, CSharpText.WithoutComments(new SourceFile("a.cs", code)));

    [Theory]
    [InlineData("a.cshtml", "<p>@* b *@<!-- c -->d", "<p>                 d")]
    [InlineData("a.cshtml", "@{\n  // b\n  x = \"//c\";\n}", "@{\n      \n  x = \"//c\";\n}")]
    [InlineData("a.css", "a { } /* b */ c", "a { }         c")]
    [InlineData("a.svg", "<svg><!-- b --></svg>", "<svg>          </svg>")]
    public void WithoutComments_OtherFiles_OnlyCommentsAreBlank(string path, string text, string expected)
        => Assert.Equal(expected, CSharpText.WithoutComments(new SourceFile(path, text)));

    [Fact]
    public void StringsOf_Code_ValuesInTheOrderInWhichTheyEnd()
    {
        const string code = """x = "one"; y = $"{f("two")} x"; @"three" // "four" """;
        var strings = CSharpText.StringsOf(new SourceFile("a.cs", code)).ToArray();
        Assert.Equal(["one", "two", "{f(\"two\")} x", "three"], strings.Select(piece => piece.Value));
        Assert.Equal(["\"one", "\"two", "$\"{f", "@\"thr"], strings.Select(piece => code.Substring(piece.Position, piece.Value[0] == '{' ? 4 : piece.Value == "three" ? 5 : 4)));
    }

    [Fact]
    public void PiecesOf_EveryFileOfTheRepository_BeginAndEndAsTheyShould()
        => Rule.Holds(
            from file in Repository.Files
            where file.Extension == ".cs"
            from piece in CSharpText.PiecesOf(file.Text)
            let text = file.Text[piece.Start..piece.End]
            let manyLines = text.Contains('\n', StringComparison.Ordinal) && !text.TrimStart('$').StartsWith("\"\"\"", StringComparison.Ordinal)
            where piece.Kind == PieceKind.Comment ? !text.StartsWith('/') : manyLines || !text.EndsWith('"')
            select $"{file.At(piece.Start)} was read wrongly: {text}");
}
