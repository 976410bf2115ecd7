using System.Globalization;
using Training.Identity.Duplicates;
using Training.Modules;
using Xunit.Abstractions;

namespace Training.Tests.Identity;

public sealed class DuplicateRuleTests(ITestOutputHelper output)
{
    private static readonly Guid A = Guid.CreateVersion7();
    private static readonly Guid B = Guid.CreateVersion7();

    [Theory]
    [InlineData("Trần Văn Nam", "1980-05-06", "Tran Van Nam", "1980-05-06", true, "Sure")]
    [InlineData("Trần Văn Nam", "1980-05-06", "Trần Văn Nam", "1980-05-06", false, "Likely")]
    [InlineData("Trần Văn Nam", "1980-05-06", "Nam Văn Trần", "1980-05-06", false, "Likely")]
    [InlineData("Trần Văn Nam", "1980-05-06", "Trần Văn Nam", "1980-06-05", false, "Possible")]
    [InlineData("Trần Văn Nam", "1980-05-06", "Trần Văn Nam", null, true, "Possible")]
    [InlineData("Trần Văn Nam", "1980-05-06", "Trần Văn Nam", null, false, "None")]
    [InlineData("Trần Văn Nam", "1980-05-06", "Trần Văn Nam", "1980-11-30", true, "None")]
    [InlineData("Trần Văn Nam", "1980-05-06", "Trần Văn Hải Nam", "1980-05-06", false, "Possible")]
    [InlineData("Lý Mỹ Duyên", "1980-05-06", "Lí Mĩ Duyên", "1980-05-06", false, "Possible")]
    [InlineData("Trần Văn Nam", "1980-05-06", "Trần Văn Nma", "1980-05-06", false, "Possible")]
    [InlineData("Trần Văn Nam", "1980-05-06", "Lê Thị Hoa", "1980-05-06", true, "None")]
    public void Judge_NamesAndBirth(string name, string birth, string otherName, string? otherBirth, bool sameHospital, string expected)
    {
        var first = Traits(name, birth, hospital: A);
        var second = Traits(otherName, otherBirth, hospital: sameHospital ? A : B);

        Assert.Equal(expected, DuplicateRule.Judge(first, second).Likelihood.ToString());
        Assert.Equal(expected, DuplicateRule.Judge(second, first).Likelihood.ToString());
    }

    [Fact]
    public void Judge_DifferentIdentityNumbers_AreNeverSure()
    {
        var judged = DuplicateRule.Judge(Traits("Trần Văn Nam", "1980-05-06", hospital: A, national: "x"), Traits("Trần Văn Nam", "1980-05-06", hospital: A, national: "y"));
        Assert.Equal(Likelihood.Possible, judged.Likelihood);
        Assert.Contains(DuplicateSign.OtherNationalId, judged.Signs);

        var weaker = DuplicateRule.Judge(Traits("Trần Văn Nam", null, hospital: A, national: "x"), Traits("Trần Văn Nam", null, hospital: A, national: "y"));
        Assert.Equal(Likelihood.None, weaker.Likelihood);
    }

    [Fact]
    public void Judge_SameIdentityNumber_IsSureWhateverTheName()
        => Assert.Equal(Likelihood.Sure, DuplicateRule.Judge(Traits("Lê Hoa", "1980-05-06", national: "x"), Traits("Trần Nam", "1990-01-01", national: "x")).Likelihood);

    [Theory]
    [InlineData("012345hnocchn", "012345cchnhno", "Sure")]
    [InlineData("012345hnocchn", "012346hnocchn", "Likely")]
    [InlineData("12cchn", "12gphn", "Likely")]
    public void Judge_Licences_ByTheirDigits(string licence, string other, string expected)
        => Assert.Equal(expected, DuplicateRule.Judge(Traits("Trần Văn Nam", "1980-05-06", licence), Traits("Trần Văn Nam", "1980-05-06", other)).Likelihood.ToString());

    [Fact]
    public void Judge_DifferentLicences_LowerWhatWouldBeSure()
        => Assert.Equal(
            Likelihood.Likely,
            DuplicateRule.Judge(Traits("Trần Văn Nam", "1980-05-06", "11111", hospital: A), Traits("Trần Văn Nam", "1980-05-06", "22222", hospital: A)).Likelihood);

    [Fact]
    public void Find_TwentyThousandPeople_FindsThePlantedOnesByLittleComparing()
    {
        // Names as common as they really are: few families, few given names.
        string[] families = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi"];
        string[] middles = ["Văn", "Thị", "Đức", "Minh", "Ngọc", "Thu", "Quang", "Hữu", "Thanh", "Kim"];
        string[] givens = ["An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Hải", "Hằng", "Hòa", "Hùng", "Hương", "Khánh", "Lan", "Linh", "Long", "Mai", "Nam", "Nga", "Phúc", "Sơn"];
        var random = new Random(3);
        Guid[] hospitals = [.. Enumerable.Range(0, 90).Select(_ => Guid.CreateVersion7())];
        List<PersonTraits> people = [.. Enumerable.Range(0, 20_000).Select(_ => Traits(
            $"{families[random.Next(families.Length)]} {middles[random.Next(middles.Length)]} {givens[random.Next(givens.Length)]}",
            new DateOnly(1962, 1, 1).AddDays(random.Next(14_000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            hospital: hospitals[random.Next(hospitals.Length)]))];
        var planted = Enumerable.Range(0, 50).Select(i => (people[i * 100], people[i * 100] with { Id = Guid.CreateVersion7() })).ToArray();
        people.AddRange(planted.Select(pair => pair.Item2));

        var found = DuplicateFinder.Find(people);

        var sure = found.Where(pair => pair.Likelihood == Likelihood.Sure).Select(pair => new HashSet<Guid> { pair.First.Id, pair.Second.Id }).ToArray();
        Assert.All(planted, pair => Assert.Contains(sure, ids => ids.Contains(pair.Item1.Id) && ids.Contains(pair.Item2.Id)));
        Assert.Equal(found.Select(pair => pair.Likelihood).OrderDescending(), found.Select(pair => pair.Likelihood));
        Assert.Equal(found.Count, found.Select(pair => (pair.First.Id, pair.Second.Id)).Distinct().Count());
        Assert.True(found.Count < 1_500, $"{found.Count} pairs are more than anybody looks through");
        output.WriteLine($"{people.Count} people, 50 planted: {found.Count} pairs, of which {sure.Length} almost certain.");
    }

    private static PersonTraits Traits(string name, string? birth, string? licence = null, string? national = null, Guid? hospital = null)
    {
        var key = VietnameseText.Fold(name);
        return new PersonTraits(
            Guid.CreateVersion7(),
            key,
            string.Join(' ', key.Split(' ').Order(StringComparer.Ordinal)),
            birth is null ? null : DateOnly.ParseExact(birth, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            licence,
            national,
            hospital is { } id ? new HashSet<Guid> { id } : new HashSet<Guid>());
    }
}
