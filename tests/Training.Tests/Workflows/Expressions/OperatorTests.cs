using Training.Workflows.Expressions;

namespace Training.Tests.Workflows.Expressions;

public sealed class OperatorTests
{
    private static readonly string[] Signs = ["or", "and", "=", "==", "!=", "<", "<=", ">", ">=", "in", "+", "-", "*", "/", "%"];

    // Left kind, signs, right kind: result.
    private static readonly Dictionary<(ValueKind, string, ValueKind), ValueKind> Allowed = Read(
        """
        Boolean  | or and = == !=                 | Boolean  | Boolean
        Number   | = == != < <= > >=              | Number   | Boolean
        Text     | = == != < <= > >=              | Text     | Boolean
        Date     | = == != < <= > >=              | Date     | Boolean
        Instant  | = == != < <= > >=              | Instant  | Boolean
        Duration | = == != < <= > >=              | Duration | Boolean
        Texts    | = == !=                        | Texts    | Boolean
        Text     | in                             | Texts    | Boolean
        Number   | + - * / %                      | Number   | Number
        Date     | + -                            | Duration | Date
        Instant  | + -                            | Duration | Instant
        Date     | -                              | Date     | Duration
        Instant  | -                              | Instant  | Duration
        """);

    public static TheoryData<string, string> Results { get; } = new()
    {
        { "1 + 2 * 3", "7" },
        { "(1 + 2) * 3", "9" },
        { "10 - 2 - 3", "5" },
        { "24 / 4 / 3", "2" },
        { "7 % 4 * 2", "6" },
        { "-7 % 4", "-3" },
        { "1 / 4", "0.25" },
        { "1.50 + 0.50", "2" },
        { "0.1 + 0.2 = 0.3", "true" },
        { "-n + 5", "1" },
        { "--n", "4" },
        { "3 - -n", "7" },
        { "n = 4.00", "true" },
        { "n != 4", "false" },
        { "n == 4", "true" },
        { "not b = false", "true" },
        { "not not b", "true" },
        { "not b or b", "true" },
        { "not (b or b)", "false" },
        { "true or false and false", "true" },
        { "(true or false) and false", "false" },
        { "1 < 2 and 2 <= 2 and 3 > 2 and 3 >= 3", "true" },
        { "1 + 1 in [1, 2]", "true" },
        { "n in [1, 2 + 2]", "true" },
        { "n in [1]", "false" },
        { "t in [\"bác sĩ\", 'y tá']", "true" },
        { "t in ['Bác sĩ']", "false" },
        { "t in l", "true" },
        { "'y tá' in l", "false" },
        { "t in []", "false" },
        { "d in [date('2026-01-31')]", "true" },
        { "not t in l", "false" },
        { "l = ['bác sĩ', 'điều dưỡng', 'bác sĩ']", "true" },
        { "l = ['điều dưỡng', 'bác sĩ', 'bác sĩ']", "false" },
        { "[] = []", "true" },
        { "['a', t]", "[\"a\",\"bác sĩ\"]" },
        { "'B' < 'a'", "true" },
        { "'a' < 'á'", "true" },
        { "'a' <= ''", "false" },
        { "d + duration('P1M')", "2026-02-28" },
        { "d + duration('P1M1D')", "2026-03-01" },
        { "date('2028-01-31') + duration('P1M')", "2028-02-29" },
        { "date('2028-02-29') + duration('P1Y')", "2029-02-28" },
        { "date('2026-12-31') + duration('P1D')", "2027-01-01" },
        { "date('2026-03-31') - duration('P1M')", "2026-02-28" },
        { "d - duration('P1W')", "2026-01-24" },
        { "date('2026-03-01') - d", "P29D" },
        { "d - date('2026-03-01')", "-P29D" },
        { "d - d", "PT0S" },
        { "d < date('2026-02-01')", "true" },
        { "i + duration('P1M')", "2026-02-28T01:00:00Z" },
        { "instant('2026-01-31T20:00:00Z') + duration('P1M')", "2026-02-28T20:00:00Z" },
        { "i + duration('PT24H') = i + duration('P1D')", "true" },
        { "i - duration('PT30M')", "2026-01-31T00:30:00Z" },
        { "i - instant('2026-01-30T08:00:00+07:00')", "PT24H" },
        { "i = instant('2026-01-31T01:00:00Z')", "true" },
        { "i = instant('2026-01-31T08:00')", "true" },
        { "p = duration('PT48H')", "true" },
        { "p < duration('P2DT1S')", "true" },
        { "duration('P1Y') = duration('P12M')", "true" },
        { "duration('P1M2D') > duration('P1M1D')", "true" },
        { "duration('P2M2D') > duration('P1M2D')", "true" },
        { "duration('P2M2D') >= duration('P1M1D')", "true" },
        { "d - date('2026-01-01') >= duration('P30D')", "true" },
    };

    public static TheoryData<string, string> Failures { get; } = new()
    {
        { "1 / (n - 4)", "DivisionByZero 2" },
        { "1 % 0", "DivisionByZero 2" },
        { "79228162514264337593543950335 + 1", "TooLarge 30" },
        { "-79228162514264337593543950335 - 1", "TooLarge 31" },
        { "79228162514264337593543950335 * 2", "TooLarge 30" },
        { "1 / 0.0000000000000000000000000001 * 100", "TooLarge 35" },
        { "date('9999-12-31') + duration('P1D')", "TooLarge 19" },
        { "date('0001-01-01') - duration('P1M')", "TooLarge 19" },
        { "i + duration('P2147483647D')", "TooLarge 2" },
        { "i - duration('-P2147483648D')", "TooLarge 2" },
        { "d + duration('PT1H')", "TimeOnDate 2 PT1H" },
        { "d - duration('P1DT1S')", "TimeOnDate 2 P1DT1S" },
        { "duration('P1M') < duration('P30D')", "DurationOrder 16 P1M P30D" },
        { "duration('P1M') = duration('P30D')", "DurationOrder 16 P1M P30D" },
        { "n > 3 and n0 > 3", "NoValue 10 n0" },
        { "n0 > 3 or b", "NoValue 0 n0" },
        { "t0 in ['a']", "NoValue 0 t0" },
        { "t in [t0]", "NoValue 6 t0" },
        { "t in l0", "NoValue 5 l0" },
        { "not b0", "NoValue 4 b0" },
        { "size(l0)", "NoValue 5 l0" },
    };

    [Fact]
    public void Kinds_AllCombinations_OnlyThoseOfTheTable()
    {
        var kinds = Enum.GetValues<ValueKind>();
        foreach (var (left, sign, right) in from left in kinds from sign in Signs from right in kinds select (left, sign, right))
        {
            var text = $"{Sample.NameOf(left)} {sign} {Sample.NameOf(right)}";
            if (Allowed.TryGetValue((left, sign, right), out var result))
            {
                Assert.Equal((text, result), (text, Sample.Parse(text).Kind));
                Assert.Equal((text, result), (text, Sample.Evaluate(text).Kind));
            }
            else
            {
                var error = Assert.Throws<ExpressionError>(() => Sample.Parse(text));
                Assert.Equal((text, 2), (text, error.Position));
                Assert.Contains(error.Reason, new[] { "Expression.OperandKinds", "Expression.OperandKind" });
            }
        }
    }

    [Fact]
    public void Signs_BeforeOneOperand_TakeOneKind()
    {
        foreach (var kind in Enum.GetValues<ValueKind>())
        {
            var name = Sample.NameOf(kind);
            Assert.Equal(kind == ValueKind.Number ? "" : $"OperandKind 2 - Number {kind}", Refusal($"( -{name})"));
            Assert.Equal(kind == ValueKind.Boolean ? "" : $"OperandKind 0 not Boolean {kind}", Refusal($"not {name}"));
        }
    }

    [Fact]
    public void In_ListOfAKind_TakesThatKind()
    {
        var kinds = Enum.GetValues<ValueKind>();
        foreach (var (left, item) in from left in kinds from item in kinds select (left, item))
        {
            var refusal = Refusal($"{Sample.NameOf(left)} in [{Sample.NameOf(item)}]");
            var expected = left == ValueKind.Texts
                ? item == ValueKind.Text ? "OperandKinds 2 in Texts Texts" : $"ItemKind 6 Text {item}"
                : left == item ? "" : $"ItemKind 6 {left} {item}";
            Assert.Equal((left, item, expected), (left, item, refusal));
        }
    }

    [Theory, MemberData(nameof(Results))]
    public void Expression_HasAResult(string text, string stored) => Assert.Equal(stored, Sample.Evaluate(text).Stored);

    [Theory, MemberData(nameof(Failures))]
    public void Expression_FailsForItsValues(string text, string error)
    {
        Sample.Parse(text);
        Assert.Equal(error, Sample.Error(text));
    }

    [Theory]
    [InlineData("defined(n0) and n0 > 1", "false")]
    [InlineData("defined(n) and n > 1", "true")]
    [InlineData("b or n0 > 1", "true")]
    [InlineData("not defined(n0) or n0 > 1", "true")]
    [InlineData("n in [4, n0]", "true")]
    [InlineData("n != 0 and 8 / n = 2", "true")]
    public void Result_CertainBeforeTheEnd_TheRestIsNotAsked(string text, string stored) => Assert.Equal(stored, Sample.Evaluate(text).Stored);

    private static string Refusal(string text)
    {
        try
        {
            Sample.Parse(text);
            return "";
        }
        catch (ExpressionError)
        {
            return Sample.Error(text);
        }
    }

    private static Dictionary<(ValueKind, string, ValueKind), ValueKind> Read(string table)
        => (from line in table.Split('\n')
            let cells = line.Split('|', StringSplitOptions.TrimEntries)
            from sign in cells[1].Split(' ')
            select KeyValuePair.Create((Enum.Parse<ValueKind>(cells[0]), sign, Enum.Parse<ValueKind>(cells[2])), Enum.Parse<ValueKind>(cells[3]))).ToDictionary();
}
