using System.Globalization;
using Training.Workflows.Expressions;

namespace Training.Tests.Workflows.Expressions;

public sealed class ParserTests
{
    public static TheoryData<string, string> Refused { get; } = new()
    {
        { "", "Empty 0" },
        { "  \t\n", "Empty 0" },
        { "=", "Empty 0" },
        { "= =1", "Unexpected 2 =" },
        { "==1", "Unexpected 1 =" },
        { "= n ? 1", "UnexpectedCharacter 4 ?" },
        { "n & 1", "UnexpectedCharacter 2 &" },
        { "n ! 1", "UnexpectedCharacter 2 !" },
        { "\0", "UnexpectedCharacter 0 U+0000" },
        { "🐈", "UnexpectedCharacter 0 U+D83D" },
        { "“a”", "UnexpectedCharacter 0 “" },
        { "_a", "UnexpectedCharacter 0 _" },
        { ".5", "UnexpectedCharacter 0 ." },
        { "1.", "UnexpectedCharacter 1 ." },
        { "1.2.3", "UnexpectedCharacter 3 ." },
        { "1e5", "Unexpected 1 e5" },
        { "12abc", "Unexpected 2 abc" },
        { "1 + 99999999999999999999999999999999", "BadNumber 4 99999999999999999999999999999999" },
        { "t = \"abc", "UnterminatedText 4" },
        { "t = 'abc\"", "UnterminatedText 4" },
        { "'a\\'", "UnterminatedText 0" },
        { "'a\\x'", "BadEscape 2 \\x" },
        { "'\\u12'", "BadEscape 1 \\u" },
        { "'\\", "BadEscape 1 \\" },
        { "n +", "UnexpectedEnd 3" },
        { "n + )", "Unexpected 4 )" },
        { "(n", "UnexpectedEnd 2" },
        { "(n]", "Expected 2 ) ]" },
        { "n)", "Unexpected 1 )" },
        { "n n", "Unexpected 2 n" },
        { "n not in [1]", "Unexpected 2 not" },
        { "1 < n < 3", "Chained 6 <" },
        { "n = 4 = b", "Chained 6 =" },
        { "n in [1] in [b]", "Chained 9 in" },
        { "b and", "UnexpectedEnd 5" },
        { "and b", "Unexpected 0 and" },
        { "n = not b", "Unexpected 4 not" },
        { "[1,]", "Unexpected 3 ]" },
        { "n in [1", "UnexpectedEnd 7" },
        { "n in (1, 2)", "Expected 7 ) ," },
        { "x", "UnknownVariable 0 x" },
        { "= x", "UnknownVariable 2 x" },
        { "N = 4", "UnknownVariable 0 N" },
        { "AND", "UnknownVariable 0 AND" },
        { "defined(x)", "UnknownVariable 8 x" },
        { "today", "UnknownVariable 0 today" },
        { "1 + foo(1)", "UnknownFunction 4 foo" },
        { "Size(l)", "UnknownFunction 0 Size" },
        { "n(1)", "UnknownFunction 0 n" },
        { "today(1)", "ArgumentCount 0 today 0 1" },
        { "1 + min(1)", "ArgumentCount 4 min 2 1" },
        { "date()", "ArgumentCount 0 date 1 0" },
        { "defined(n, n)", "ArgumentCount 0 defined 1 2" },
        { "size(t)", "ArgumentKind 5 size Texts Text" },
        { "size( [1])", "ItemKind 7 Text Number" },
        { "count(l, 1)", "ArgumentKind 9 count Text Number" },
        { "min(1, t)", "ArgumentKind 7 min Number Text" },
        { "lower(b)", "ArgumentKind 6 lower Text Boolean" },
        { "date(t)", "LiteralNeeded 5 date" },
        { "date(2026)", "LiteralNeeded 5 date" },
        { "defined(1)", "VariableNeeded 8 defined" },
        { "defined((n))", "" },
        { "d > date('2026-02-29')", "BadDate 9 2026-02-29" },
        { "date('22/11/2026')", "BadDate 5 22/11/2026" },
        { "date('2026-11-22T00:00:00Z')", "BadDate 5 2026-11-22T00:00:00Z" },
        { "instant('2026-11-22')", "BadInstant 8 2026-11-22" },
        { "instant('2026-11-22T24:00:00Z')", "BadInstant 8 2026-11-22T24:00:00Z" },
        { "duration('2 days')", "BadDuration 9 2 days" },
        { "['a', 1]", "ItemKind 6 Text Number" },
        { "[1, 2]", "ItemKind 1 Text Number" },
        { "n in []", "OperandKinds 2 in Number Texts" },
        { "n in l", "OperandKinds 2 in Number Texts" },
        { "n = t", "OperandKinds 2 = Number Text" },
        { "d = i", "OperandKinds 2 = Date Instant" },
        { "b and n", "OperandKind 2 and Boolean Number" },
        { "n or b", "OperandKind 2 or Boolean Number" },
        { "t + t", "OperandKinds 2 + Text Text" },
        { "p + d", "OperandKinds 2 + Duration Date" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void Text_ThatDoesNotHold_IsRefusedWithItsPlace(string text, string error)
    {
        if (error.Length == 0)
        {
            Sample.Parse(text);
            return;
        }

        Assert.Throws<ExpressionError>(() => Sample.Parse(text));
        Assert.Equal(error, Sample.Error(text));
    }

    [Theory]
    [InlineData("=n+1", "5")]
    [InlineData("  =  n + 1  ", "5")]
    [InlineData("\n n\t+\r\n1", "5")]
    [InlineData("'it''", null)]
    [InlineData("'\\'\\\"\\\\\\n\\r\\t\\u00e0'", "'\"\\\n\r\tà")]
    [InlineData("\"a'b\"", "a'b")]
    [InlineData("'a\nb'", "a\nb")]
    [InlineData("lower('BỆNH VIỆN')", "bệnh viện")]
    [InlineData("today()", "2026-11-23")]
    [InlineData("now()", "2026-11-22T20:30:00Z")]
    [InlineData("size(l)", "3")]
    [InlineData("size([])", "0")]
    [InlineData("count(l, t)", "2")]
    [InlineData("count(l, 'y tá')", "0")]
    [InlineData("min(n, 3.5) + max(-1, -2)", "2.5")]
    [InlineData("defined(n)", "true")]
    [InlineData("defined(l0)", "false")]
    [InlineData("date('2026-11-22') + duration('P1D') = today()", "true")]
    public void Text_ThatHolds_HasAResult(string text, string? stored)
    {
        if (stored is null)
        {
            Assert.Throws<ExpressionError>(() => Sample.Parse(text));
            return;
        }

        Assert.Equal(stored, Sample.Evaluate(text).Stored);
    }

    [Fact]
    public void Variables_AreThoseThatAreNamed()
    {
        var expression = Sample.Parse("= defined(n0) and t in l or n in [n, 3]");
        Assert.Equal(["l", "n", "n0", "t"], expression.Variables.Order());
        Assert.Equal(ValueKind.Boolean, expression.Kind);
        Assert.Equal("= defined(n0) and t in l or n in [n, 3]", expression.Text);
        Assert.Empty(Sample.Parse("1 + 1").Variables);
    }

    [Fact]
    public void Variable_OfAnotherKindThanDeclared_IsAnError()
    {
        var error = Assert.Throws<ExpressionError>(() => Sample.Parse("1 + n").Evaluate(_ => Value.Of("4"), Sample.Now));
        Assert.Equal(("Expression.OtherKind", 4), (error.Reason, error.Position));
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("soCa_2", true)]
    [InlineData("tổng", true)]
    [InlineData("size", true)]
    [InlineData("", false)]
    [InlineData("_a", false)]
    [InlineData("2a", false)]
    [InlineData("a-b", false)]
    [InlineData("a b", false)]
    [InlineData("and", false)]
    [InlineData("true", false)]
    public void Name_IsLettersDigitsAndUnderscores(string text, bool isName)
    {
        Assert.Equal(isName, Expression.IsName(text));
        if (isName)
        {
            Assert.Equal(ValueKind.Date, Expression.Parse(text, new Dictionary<string, ValueKind> { [text] = ValueKind.Date }).Kind);
        }
    }

    [Fact]
    public void Length_UpToTheLimit()
    {
        Assert.Equal(2000, Sample.Evaluate(new string(' ', 1996) + "2000").Number);
        Assert.Equal("TooLong 2000 2000", Sample.Error(new string(' ', 1997) + "2000"));
        Assert.Equal("TooLong 2000 2000", Sample.Error(new string('(', 1_000_000)));
    }

    [Theory]
    [InlineData("(", "n", ")", 0)]
    [InlineData("not ", "b", "", 0)]
    [InlineData("-", "n", "", 0)]
    [InlineData("min(1,", "n", ")", 3)]
    [InlineData("0 + (", "n", ")", 4)]
    public void Nesting_UpToTheLimit(string open, string inner, string close, int offset)
    {
        Sample.Evaluate(Nested(50));
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"TooDeep {(open.Length * 50) + offset} 50"), Sample.Error(Nested(51)));
        Assert.StartsWith("TooDeep", Sample.Error(Nested(1990 / (open.Length + close.Length))), StringComparison.Ordinal);

        string Nested(int depth) => string.Concat(Enumerable.Repeat(open, depth)) + inner + string.Concat(Enumerable.Repeat(close, depth));
    }

    [Fact]
    public void Chains_AsLongAsTheTextMayBe_NeedLittleStack()
    {
        Exception? trouble = null;
        var thread = new Thread(
            () => trouble = Record.Exception(() =>
            {
                Assert.Equal(1000, Sample.Evaluate(string.Join('+', Enumerable.Repeat(1, 1000))).Number);
                Assert.True(Sample.Evaluate(string.Join(" or ", Enumerable.Repeat("not b", 220)) + " or b").IsTrue);
                Assert.Equal(999, Sample.Evaluate($"size([{string.Join("", Enumerable.Repeat("t,", 990))}t])+8").Number);
            }),
            maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(trouble);
    }
}
