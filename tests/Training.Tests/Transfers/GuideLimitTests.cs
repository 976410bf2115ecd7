using Training.Transfers.Guidance;

namespace Training.Tests.Transfers;

/// <summary>The limit as a rule, without a site: days, learners, rules with their days.</summary>
public sealed class GuideLimitTests
{
    private static readonly DateOnly Start = new(2026, 1, 1);

    [Fact]
    public void SixthLearner_WhileFiveAreThere_IsOneTooMany()
    {
        var over = GuideLimit.FirstDayOver([Rule(5, 0, null)], Learners(5, 0, 100), Learner(Guid.CreateVersion7(), 50, 150));

        Assert.Equal((Start.AddDays(50), 6, 5), (over!.Day, over.Learners, over.Rule.MostLearners));
    }

    [Fact]
    public void SixthLearner_OnceOneHasLeft_IsFine()
        => Assert.Null(GuideLimit.FirstDayOver([Rule(5, 0, null)], [.. Learners(4, 0, 100), Learner(Guid.CreateVersion7(), 0, 49)], Learner(Guid.CreateVersion7(), 50, 150)));

    [Fact]
    public void SixthLearner_WhoMeetsALaterOne_IsTooManyOnThatDay()
    {
        var over = GuideLimit.FirstDayOver([Rule(5, 0, null)], [.. Learners(4, 0, null), Learner(Guid.CreateVersion7(), 80, 90)], Learner(Guid.CreateVersion7(), 50, null));

        Assert.Equal(Start.AddDays(80), over!.Day);
    }

    [Fact]
    public void SameLearner_InTwoTeams_IsOneLearner()
    {
        var somebody = Guid.CreateVersion7();

        Assert.Null(GuideLimit.FirstDayOver([Rule(5, 0, null)], [.. Learners(4, 0, null), Learner(somebody, 0, null)], Learner(somebody, 10, null)));
    }

    [Fact]
    public void Rule_ThatBeginsWithinTheDays_IsKeptFromThenOn()
    {
        var over = GuideLimit.FirstDayOver([Rule(5, 0, 59), Rule(3, 60, null)], Learners(3, 0, null), Learner(Guid.CreateVersion7(), 10, null));

        Assert.Equal((Start.AddDays(60), 3), (over!.Day, over.Rule.MostLearners));
    }

    [Fact]
    public void Days_WithoutARule_HaveNoLimit()
    {
        Assert.Null(GuideLimit.FirstDayOver([], Learners(50, 0, null), Learner(Guid.CreateVersion7(), 10, null)));
        Assert.Null(GuideLimit.FirstDayOver([Rule(5, 0, 9)], Learners(5, 0, null), Learner(Guid.CreateVersion7(), 10, 20)));
        Assert.Equal(Start.AddDays(9), GuideLimit.FirstDayOver([Rule(5, 0, 9)], Learners(5, 0, null), Learner(Guid.CreateVersion7(), 9, 20))!.Day);
    }

    [Fact]
    public void Guidance_TakenBackBeforeItBegan_CountsNever()
        => Assert.Null(GuideLimit.FirstDayOver([Rule(1, 0, null)], [Learner(Guid.CreateVersion7(), 10, 9)], Learner(Guid.CreateVersion7(), 0, 30)));

    /// <summary>Looking at the days on which something begins finds what looking at every day finds.</summary>
    [Fact]
    public void FirstDayOver_AgainstEveryDay_IsTheSame()
    {
        var random = new Random(20261122);
        var found = 0;
        for (var round = 0; round < 2000; round++)
        {
            var people = Enumerable.Range(0, 6).Select(_ => Guid.CreateVersion7()).ToArray();
            LearnerDays Any() => Learner(people[random.Next(people.Length)], random.Next(60), random.Next(4) == 0 ? null : random.Next(80));
            var present = Enumerable.Range(0, random.Next(9)).Select(_ => Any()).ToArray();
            var cut = random.Next(1, 70);
            GuideRule[] rules = random.Next(3) switch
            {
                0 => [Rule(random.Next(1, 4), 0, null)],
                1 => [Rule(random.Next(1, 5), 0, cut - 1), Rule(random.Next(1, 5), cut, null)],
                _ => [Rule(random.Next(1, 4), cut, cut + 10)],
            };
            var added = Any();

            var slowly = Enumerable.Range(0, 100).Select(Start.AddDays)
                .Where(added.On.Has)
                .Select(day => (Day: day, Rule: rules.FirstOrDefault(r => r.HoldsOn(day))))
                .Where(x => x.Rule is not null && present.Append(added).Where(l => l.On.Has(x.Day)).Select(l => l.PersonId).Distinct().Count() > x.Rule.MostLearners)
                .Select(x => (DateOnly?)x.Day)
                .FirstOrDefault();

            Assert.Equal(slowly, GuideLimit.FirstDayOver(rules, present, added)?.Day);
            found += slowly is null ? 0 : 1;
        }

        Assert.InRange(found, 200, 1800);
    }

    [Theory]
    [InlineData(0, 10, null)]
    [InlineData(5, 20, null)]
    [InlineData(0, 21, 21)]
    [InlineData(21, 25, 21)]
    [InlineData(30, null, 41)]
    public void FirstDayWithout_TwoIntervalsAndAGap_IsTheFirstUncoveredDay(int from, int? to, int? missing)
    {
        // 0–10, 11–20, 30–40
        Days[] intervals = [Between(30, 40), Between(0, 10), Between(11, 20)];

        Assert.Equal(missing is { } day ? Start.AddDays(day) : null, GuideLimit.FirstDayWithout(Between(from, to), intervals));
    }

    [Fact]
    public void FirstDayWithout_AnOpenInterval_CoversEverythingAfter() => Assert.Null(GuideLimit.FirstDayWithout(Between(3, null), [Between(0, null)]));

    private static Days Between(int from, int? to) => new(Start.AddDays(from), to is { } last ? Start.AddDays(last) : null);

    private static LearnerDays Learner(Guid person, int from, int? to) => new(person, Between(from, to));

    private static LearnerDays[] Learners(int count, int from, int? to) => [.. Enumerable.Range(0, count).Select(_ => Learner(Guid.CreateVersion7(), from, to))];

    private static GuideRule Rule(int most, int from, int? to)
        => new() { MostLearners = most, ValidFrom = Start.AddDays(from), ValidTo = to is { } last ? Start.AddDays(last) : null, Reference = "test", Note = "" };
}
