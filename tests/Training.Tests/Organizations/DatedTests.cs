using Training.Modules;
using Training.Organizations.History;
using Training.Organizations.Hospitals;

namespace Training.Tests.Organizations;

public sealed class DatedTests
{
    private static readonly DateOnly Start = new(2020, 1, 1);

    /// <summary>Whatever is placed, in whatever order: no two records of a kind hold on the same day, and what was refused changed nothing.</summary>
    [Fact]
    public void Place_RandomRecords_NeverOverlap()
    {
        var (accepted, refused) = (0, 0);
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var facts = new List<HospitalFact>();
            for (var step = 0; step < 12; step++)
            {
                var from = random.Next(6) == 0 ? Dated.Always : Start.AddDays(random.Next(60));
                DateOnly? to = random.Next(2) == 0 ? null : Start.AddDays(random.Next(-2, 62));
                var fact = Record(random.Next(2) == 0 ? FactKind.Rank : FactKind.Tier, $"{step}", from, to);
                var before = facts.Select(f => (f.Id, f.From, f.To)).ToArray();
                try
                {
                    HospitalTimeline.Place(fact, facts, f => f.Value);
                    facts.Add(fact);
                    accepted++;
                }
                catch (RuleViolation violation)
                {
                    refused++;
                    Assert.Contains(violation.Key, new[] { "Dated.Overlap", "Dated.Backwards" });

                    // The write is rolled back, as the database would do.
                    foreach (var (id, _, last) in before)
                    {
                        facts.Single(f => f.Id == id).To = last;
                    }
                }

                foreach (var kind in facts.GroupBy(f => f.Kind))
                {
                    for (var day = Start.AddDays(-3); day < Start.AddDays(70); day = day.AddDays(1))
                    {
                        Assert.True(kind.Count(f => f.HoldsOn(day)) <= 1, $"seed {seed}, step {step}, {day:O}");
                    }

                    Assert.All(kind, f => Assert.True(f.To is null || f.From <= f.To));
                }
            }
        }

        Assert.True(accepted > 1000 && refused > 1000, $"{accepted} {refused}");
    }

    [Fact]
    public void Place_FromADay_EndsTheOpenOneOnTheDayBefore()
    {
        var old = Record(FactKind.Name, "old", Dated.Always, null);

        HospitalTimeline.Place(Record(FactKind.Name, "new", Start, null), [old], f => f.Value);

        Assert.Equal(Start.AddDays(-1), old.To);
    }

    [Fact]
    public void Place_OverAnother_SaysWhich()
    {
        var taken = Record(FactKind.Rank, "II", Start, Start.AddDays(10));

        var refused = Assert.Throws<RuleViolation>(() => HospitalTimeline.Place(Record(FactKind.Rank, "I", Start.AddDays(10), null), [taken], f => $"<{f.Value}>"));

        Assert.Equal(("Dated.Overlap", "Input.From"), (refused.Key, refused.Field));
        Assert.Equal("<II>", Assert.Single(refused.Arguments));
    }

    [Fact]
    public void Place_AnotherKindOrItself_DoesNotOverlap()
    {
        var rank = Record(FactKind.Rank, "II", Start, null);

        HospitalTimeline.Place(Record(FactKind.Tier, "CoBan", Start, null), [rank], f => f.Value);
        HospitalTimeline.Place(rank, [rank], f => f.Value);

        Assert.Null(rank.To);
    }

    [Theory]
    [InlineData("Bệnh viện Bạch Mai", "bv-bach-mai")]
    [InlineData("Bệnh viện Đa khoa tỉnh Ðắk Lắk", "bvdk-tinh-dak-lak")]
    [InlineData("  !!  ", "bv")]
    public void Key_OfAName_IsPlainAndFree(string name, string key)
    {
        Assert.Equal(key, HospitalKey.Make(name, new HashSet<string>()));
        Assert.Equal($"{key}-3", HospitalKey.Make(name, new HashSet<string> { key, $"{key}-2" }));
    }

    private static HospitalFact Record(FactKind kind, string value, DateOnly from, DateOnly? to)
        => new() { HospitalId = Guid.Empty, Kind = kind, Value = value, From = from, To = to };
}
