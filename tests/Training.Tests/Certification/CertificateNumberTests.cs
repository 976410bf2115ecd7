using FsCheck;
using FsCheck.Fluent;
using Training.Certification.Issuing;

namespace Training.Tests.Certification;

public sealed class CertificateNumberTests
{
    private const string Characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static TheoryData<string> Samples => [.. new[]
    {
        CertificateNumber.Make(1, 2026, "DEMO-B005"),
        CertificateNumber.Make(9999, 2031, "B24"),
        CertificateNumber.Make(10000, 2026, "cho-ray"),
        CertificateNumber.Make(128, 2026, "BV-108"),
        CertificateNumber.Make(7, 2027, "0"),
    }];

    [Fact]
    public void Make_Parts_AsPrinted()
    {
        var number = CertificateNumber.Make(1, 2026, "demo-b005");
        Assert.Equal("0001/2026/DEMO-B005-", number[..^1]);
        Assert.True(CertificateNumber.IsConsistent(number));
    }

    [Theory]
    // Published examples of other implementations of ISO/IEC 7064, MOD 37-2.
    [InlineData("G123489654321", 'Y')]
    [InlineData("12CD", '6')]
    public void CheckCharacter_KnownNumbers_AsOthersComputeThem(string body, char expected) => Assert.Equal(expected, CertificateNumber.CheckCharacter(body));

    [Theory]
    [MemberData(nameof(Samples))]
    public void IsConsistent_EveryWrongCharacter_IsNoticed(string number)
    {
        Assert.True(CertificateNumber.IsConsistent(number));
        var wrong = from at in Enumerable.Range(0, number.Length)
                    where Characters.Contains(number[at], StringComparison.Ordinal)
                    from other in Characters
                    where other != number[at]
                    select number[..at] + other + number[(at + 1)..];
        Assert.All(wrong, changed => Assert.False(CertificateNumber.IsConsistent(changed), changed));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void IsConsistent_EverySwapOfNeighbours_IsNoticed(string number)
    {
        // Neighbours among letters and digits: a slash or a dash between two does not hide their swap.
        int[] places = [.. Enumerable.Range(0, number.Length).Where(at => Characters.Contains(number[at], StringComparison.Ordinal))];
        var swapped = from pair in places.Zip(places.Skip(1))
                      where number[pair.First] != number[pair.Second]
                      select number[..pair.First] + number[pair.Second] + number[(pair.First + 1)..pair.Second] + number[pair.First] + number[(pair.Second + 1)..];
        Assert.All(swapped, changed => Assert.False(CertificateNumber.IsConsistent(changed), changed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("0001/2026/DEMO-B005")]
    [InlineData("0001/2026/DEMO-B005-")]
    [InlineData("0001/2026/DEMO-B005-??")]
    [InlineData("0001/2026/DEMO-B005?")]
    public void IsConsistent_OtherForms_AreRefused(string number) => Assert.False(CertificateNumber.IsConsistent(number));

    [Fact]
    public void IsConsistent_AnyNumber_FitsAndNoticesAnyWrongDigit()
    {
        var numbers = from number in Gen.Choose(1, 99999)
                      from year in Gen.Choose(2000, 2099)
                      from code in Gen.Elements([.. Characters.Select(c => c.ToString()), "-"]).ArrayOf()
                      select (number, year, code: string.Concat(code));
        Prop.ForAll(
                numbers.ToArbitrary(),
                input => CertificateNumber.Make(input.number, input.year, input.code) is var made
                    && CertificateNumber.IsConsistent(made)
                    && !CertificateNumber.IsConsistent((char)('0' + (made[0] - '0' + 1) % 10) + made[1..]))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }
}
