using Training.Identity.Grants;
using Training.Modules;
using Training.Tests.Architecture;
using Xunit.Abstractions;

namespace Training.Tests.Identity;

public sealed class GrantRulesTests(ITestOutputHelper output)
{
    private static readonly Guid Province = Guid.CreateVersion7();
    private static readonly Guid OtherProvince = Guid.CreateVersion7();
    private static readonly GrantScope Own = GrantScope.Hospital(Guid.CreateVersion7(), Province);

    private static readonly Dictionary<char, GrantScope> Places = new()
    {
        ['h'] = Own,
        ['n'] = GrantScope.Hospital(Guid.CreateVersion7(), Province),
        ['f'] = GrantScope.Hospital(Guid.CreateVersion7(), OtherProvince),
        ['p'] = GrantScope.Province(Province),
        ['q'] = GrantScope.Province(OtherProvince),
        ['c'] = GrantScope.Country,
    };

    [Fact]
    public void AuthorityFor_EveryGranterRoleAndPlace_IsAsTheTableSays()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "tests", "Training.Tests", "Identity", "grant-matrix.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToArray();
        var granters = lines[0][1..];
        Assert.Equal(Roles.All.Order(StringComparer.Ordinal), granters.Order(StringComparer.Ordinal));
        Assert.Equal(Roles.All.Order(StringComparer.Ordinal), lines[1..].Select(line => line[0]).Order(StringComparer.Ordinal));
        var cells = 0;
        var wrong = new List<string>();
        foreach (var line in lines[1..])
        {
            foreach (var (column, granter) in granters.Index())
            {
                foreach (var kind in GrantRules.KindsOf(granter))
                {
                    var held = new HeldGrant(granter, kind switch { ScopeKind.Hospital => Own, ScopeKind.Province => Places['p'], _ => Places['c'] }, null);
                    foreach (var (letter, place) in Places)
                    {
                        cells++;
                        var may = GrantRules.AuthorityFor([held], line[0], place) is not null;
                        if (may != line[column + 1].Contains(letter, StringComparison.Ordinal))
                        {
                            wrong.Add($"{granter} in {kind} grants {line[0]} at {letter}: {may}");
                        }
                    }
                }
            }
        }

        output.WriteLine($"{cells} cells of who may grant what");
        Assert.True(cells > 1000, $"{cells} cells");
        Assert.Empty(wrong);
    }

    [Fact]
    public void AuthorityFor_SeveralGrants_IsTheOneThatLastsLongest()
    {
        var shortOne = new HeldGrant(Roles.Director, Own, new DateOnly(2027, 1, 1));
        var longOne = new HeldGrant(Roles.Coordinator, Own, new DateOnly(2028, 1, 1));
        var elsewhere = new HeldGrant(Roles.Director, Places['n'], null);

        Assert.Equal(longOne, GrantRules.AuthorityFor([shortOne, longOne, elsewhere], Roles.Trainee, Own));
        Assert.Equal(shortOne, GrantRules.AuthorityFor([shortOne, longOne, elsewhere], Roles.Clerk, Own));
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("2030-01-01", null, false)]
    [InlineData(null, "2027-01-01", true)]
    [InlineData("2027-01-02", "2027-01-01", true)]
    [InlineData("2027-01-01", "2027-01-01", false)]
    public void Outlives_OnlyWhatEndsLater(string? to, string? authority, bool outlives)
        => Assert.Equal(outlives, GrantRules.Outlives(DayOf(to), new HeldGrant(Roles.Director, Own, DayOf(authority))));

    [Theory]
    [InlineData('h', "h")]
    [InlineData('p', "hnp")]
    [InlineData('c', "hnfpqc")]
    public void Covers_OnlyWhatLiesInside(char place, string inside)
        => Assert.All(Places, other => Assert.Equal(inside.Contains(other.Key, StringComparison.Ordinal), Places[place].Covers(other.Value)));

    [Fact]
    public void KindsOf_EveryRole_HasOne()
    {
        Assert.All(Roles.All, role => Assert.NotEmpty(GrantRules.KindsOf(role)));
        Assert.Empty(GrantRules.KindsOf("Emperor"));
        Assert.Empty(GrantRules.GrantableBy("Emperor"));
    }

    private static DateOnly? DayOf(string? day) => day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
