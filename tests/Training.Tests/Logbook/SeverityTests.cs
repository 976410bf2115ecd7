using Training.Logbook.Severity;
using Training.Techniques.Contracts;
using Training.Tests.LearningCurves;
using Training.Tests.Support;

namespace Training.Tests.Logbook;

public sealed class SeverityTests
{
    private static readonly Guid One = Guid.CreateVersion7(), Two = Guid.CreateVersion7();

    [Fact]
    public void OneLevelBelowColleagues_InEachTechnique_IsOneLevelStricter_HoweverTheirMeansDiffer()
    {
        var view = SeverityRule.Of(
        [
            LevelsOf(One, Period.Colleagues, 2, [4, 4, 5, 4, 3, 4, 4, 5, 4, 3]), LevelsOf(One, Period.Lately, 1, [3, 3, 4, 3, 2, 3]),
            LevelsOf(Two, Period.Colleagues, 3, [3, 3, 2, 3, 3, 4, 3, 2, 3, 4]), LevelsOf(Two, Period.Lately, 1, [2, 1, 2, 3, 2, 2]),
        ]);
        Assert.Equal(12, view.Lately.Cases);
        Assert.Equal(-1, view.Lately.Levels, 9);
        Assert.Equal(Leaning.Stricter, view.Lately.Leaning);
        Assert.Equal(Leaning.Unknown, view.Drift.Leaning);
    }

    [Fact]
    public void Interval_IsThatOfTheFormula()
    {
        // 12 own cases of mean 3 and 18 of colleagues of mean 4, all scattering by ±1 around it: s² = 30 / 28.
        var view = SeverityRule.Of([LevelsOf(One, Period.Colleagues, 2, Scattered(4, 18)), LevelsOf(One, Period.Lately, 1, Scattered(3, 12))]);
        Assert.Equal(-1, view.Lately.Levels, 9);
        Assert.Equal(1.96 * Math.Sqrt(30.0 / 28 * ((1.0 / 12) + (1.0 / 18))), view.Lately.Margin, 9);
    }

    [Theory]
    [InlineData(9, 2, false)]
    [InlineData(10, 1, false)]
    [InlineData(10, 2, true)]
    public void Colleagues_WhoseLevelsCouldBeTold_AreNotComparedWith(int cases, int mentors, bool compared)
        => Assert.Equal(compared, SeverityRule.Of([LevelsOf(One, Period.Colleagues, mentors, Scattered(4, cases)), LevelsOf(One, Period.Lately, 1, Scattered(3, 20))]).Cells.Count == 1);

    [Theory]
    [InlineData(9, -1.0, 0.1, nameof(Leaning.Unknown))]
    [InlineData(10, -1.0, 0.1, nameof(Leaning.Stricter))]
    [InlineData(10, 1.0, 0.1, nameof(Leaning.Milder))]
    [InlineData(10, -1.0, 1.1, nameof(Leaning.Alike))]
    [InlineData(500, 0.24, 0.01, nameof(Leaning.Alike))]
    public void Leaning_NeedsCases_ANoticeableDifference_AndMoreThanChance(int cases, double levels, double margin, string expected)
        => Assert.Equal(expected, $"{new Difference(cases, levels, margin).Leaning}");

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Mentor_WhoRatesLowerThanHalfAYearAgo_ReadsIt_AndNobodyElseDoes(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.ForgetPracticeAsync();
        foreach (var colleague in new[] { Given.SecondMentor, Given.MentorElsewhere })
        {
            await site.PractisedAsync(new bool[8], 60, by: colleague, level: i => 3 + (i % 2));
        }

        var mentor = await site.SignedInAsync("huongdan");
        var nothing = await mentor.GetAsync("/sign/severity");
        Assert.NotNull(nothing.Page.QuerySelector(".empty"));

        await site.PractisedAsync(new bool[12], 300, level: i => 3 + (i % 2));
        await site.PractisedAsync(new bool[14], 10, level: i => 2 + (i % 2));
        site.Statements.Reset();
        var page = await mentor.GetAsync("/sign/severity");
        Assert.InRange(site.Statements.Statements.Count, 1, 8);
        Assert.Contains("Gần đây bạn chấm chặt hơn đồng nghiệp 1,0 mức (14 ca)", page.Text, StringComparison.Ordinal);
        Assert.Contains("So với chính mình trước đây, bạn chấm chặt hơn 1,0 mức", page.Text, StringComparison.Ordinal);
        Assert.Equal(["3,5", "2,5", "3,5"], page.Page.QuerySelectorAll("tbody td").Select(cell => cell.TextContent.Split('\n')[0].Trim()[..3]));

        // There is no address of somebody else's, and whoever does not sign has none at all.
        Assert.Equal(403, (int)(await (await site.SignedInAsync("giaovu")).GetAsync("/sign/severity")).Status);
        var colleague2 = await site.MentorAsync(Given.SecondMentor);
        Assert.DoesNotContain("14 ca", (await colleague2.GetAsync("/sign/severity")).Text, StringComparison.Ordinal);
    }

    private static int[] Scattered(int mean, int cases) => [.. Enumerable.Range(0, cases).Select(i => i % 2 == 0 ? mean + 1 : mean - 1)];

    private static Levels LevelsOf(Guid technique, Period period, int mentors, int[] levels)
        => new(technique, Stage.S, period, levels.Length, levels.Sum(), levels.Sum(level => level * level), mentors);
}
