using System.Text;
using Training.Identity.Factors;

namespace Training.Tests.Identity;

public sealed class TotpTests
{
    private static readonly byte[] Seed = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B, SHA-1, the last six of its eight digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Code_OfTheStandardsVectors(long seconds, string code)
        => Assert.Equal(code, Totp.CodeAt(Seed, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Fact]
    public void Step_IsFoundOneBeforeAndOneAfterAndNoFurther()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var step = Totp.StepAt(now);
        foreach (var (away, found) in new[] { (-2, false), (-1, true), (0, true), (1, true), (2, false) })
        {
            Assert.Equal(found ? step + away : null, Totp.StepOf(Seed, Totp.CodeAt(Seed, step + away), now));
        }

        Assert.Null(Totp.StepOf(Seed, "", now));
        Assert.Null(Totp.StepOf(Seed, Totp.CodeAt(Seed, step) + "0", now));
        Assert.Equal(step, Totp.StepOf(Seed, Totp.CodeAt(Seed, step).Insert(3, " "), now));
    }

    // RFC 4648, section 10, without padding.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base32_OfTheStandardsVectors(string plain, string encoded)
    {
        Assert.Equal(encoded, Base32.Encode(Encoding.ASCII.GetBytes(plain)));
        Assert.Equal(plain, Encoding.ASCII.GetString(Base32.Decode(encoded)));
    }
}
