using Microsoft.AspNetCore.DataProtection;
using Training.Identity.Appointments;
using Training.Identity.People;
using Training.Modules;

namespace Training.Tests.Identity;

public sealed class PersonRulesTests : IDisposable
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("training-keys-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(null, null, "Missing")]
    [InlineData("1", null, "Open")]
    [InlineData("1", 91, "Valid")]
    [InlineData("1", 90, "Soon")]
    [InlineData("1", 31, "Soon")]
    [InlineData("1", 30, "Urgent")]
    [InlineData("1", 0, "Urgent")]
    [InlineData("1", -1, "Expired")]
    public void Licence_DaysLeft(string? number, int? daysLeft, string expected)
        => Assert.Equal(expected, Licence.StateOn(Today, number, daysLeft is { } days ? Today.AddDays(days) : null).ToString());

    [Theory]
    [InlineData(0, 10, 11, null, false)]
    [InlineData(0, 10, 10, null, true)]
    [InlineData(0, null, 500, null, true)]
    [InlineData(20, null, 0, 19, false)]
    [InlineData(20, null, 0, 20, true)]
    public void Appointments_Overlap_WhereADayIsCommon(int from, int? to, int otherFrom, int? otherTo, bool expected)
    {
        static DateOnly? Day(int? number) => number is { } days ? Today.AddDays(days) : null;
        Assert.Equal(expected, AppointmentRules.Overlap(Day(from)!.Value, Day(to), Day(otherFrom)!.Value, Day(otherTo)));
        Assert.Equal(expected, AppointmentRules.Overlap(Day(otherFrom)!.Value, Day(otherTo), Day(from)!.Value, Day(to)));
    }

    [Theory]
    [InlineData("001085012345", "001085012345")]
    [InlineData(" 001 085 012 345 ", "001085012345")]
    [InlineData("001.085.012-345", "001085012345")]
    [InlineData("00108501234", null)]
    [InlineData("0010850123456", null)]
    [InlineData("00108501234x", null)]
    [InlineData("٠٠١٠٨٥٠١٢٣٤٥", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void NationalId_Normalize(string? typed, string? expected) => Assert.Equal(expected, NationalIds.Normalize(typed));

    [Theory]
    [InlineData("000085000000", 1985, true)]
    [InlineData("000185000000", 1985, true)]
    [InlineData("000285000000", 1985, false)]
    [InlineData("000203000000", 2003, true)]
    [InlineData("000084000000", 1985, false)]
    public void NationalId_FitsBirth(string number, int year, bool expected) => Assert.Equal(expected, NationalIds.FitsBirth(number, new DateOnly(year, 6, 1)));

    [Fact]
    public void NationalId_Set_SealsAndMasks()
    {
        var ids = new NationalIds(new SecretBox(new EphemeralDataProtectionProvider()), new LookupHash(_folder));
        var person = new Person { Key = "x", FullName = "X", Title = "" };

        ids.Set(person, "000085012345");

        Assert.Equal("********2345", ids.Masked(person.NationalIdSealed));
        Assert.DoesNotContain("012345", person.NationalIdSealed, StringComparison.Ordinal);
        Assert.Equal(ids.HashOf("000085012345"), person.NationalIdHash);
        var before = person.NationalIdSealed;
        ids.Set(person, "000085012345");
        Assert.Equal(before, person.NationalIdSealed);
        ids.Set(person, null);
        Assert.Null(person.NationalIdSealed);
        Assert.Null(person.NationalIdHash);
        Assert.Null(ids.Masked(null));
    }

    [Theory]
    [InlineData("012345/HNO-CCHN", "012345hnocchn")]
    [InlineData(" 012345 / hno - cchn ", "012345hnocchn")]
    [InlineData("012345/ĐNAI-GPHN", "012345dnaigphn")]
    [InlineData("", null)]
    [InlineData(" / ", null)]
    [InlineData(null, null)]
    public void Licence_Key_IgnoresWritingHabits(string? number, string? expected) => Assert.Equal(expected, Person.LicenceKeyOf(number));
}
