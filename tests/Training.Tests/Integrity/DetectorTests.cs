using Training.Integrity.Facts;
using Training.Integrity.Limits;
using Training.Integrity.Patterns;
using Training.Modules;

namespace Training.Tests.Integrity;

/// <summary>Every pattern on figures made for it, at the figure and above it; no site.</summary>
public sealed class DetectorTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly Guid Trainee = Guid.CreateVersion7();
    private static readonly Guid Mentor = Guid.CreateVersion7();
    private static readonly Guid Technique = Guid.CreateVersion7();
    private static readonly Guid Reading = Guid.CreateVersion7();
    private static readonly Guid Centre = Guid.CreateVersion7();
    private static readonly Guid Province = Guid.CreateVersion7();

    [Theory]
    [InlineData(12, false)]
    [InlineData(13, true)]
    [InlineData(40, true)]
    public void ManyCases_AboveTheLimit_IsAsked(int cases, bool asked)
    {
        var found = Detectors.ManyCases(Logged(cases, Technique), Limits()).ToArray();

        Assert.Equal(asked ? 1 : 0, found.Length);
        if (asked)
        {
            Assert.Equal((Pattern.ManyCases, Day, Trainee, null, Technique, cases), (found[0].Pattern, found[0].Day, found[0].TraineePersonId, found[0].MentorPersonId, found[0].TechniqueId!.Value, found[0].Count));
            Assert.Equal(cases, found[0].Cases.Count);
        }
    }

    [Fact]
    public void ManyCases_OfATechniqueWithItsOwnLimit_GoesByThat()
    {
        Assert.Empty(Detectors.ManyCases(Logged(60, Reading), Limits()));
        Assert.Single(Detectors.ManyCases(Logged(61, Reading), Limits()));
    }

    [Fact]
    public void ManyCases_SpreadOverDaysTechniquesOrPeople_IsNotAsked()
    {
        Assert.Empty(Detectors.ManyCases([.. Logged(12, Technique), .. Logged(12, Technique, Day.AddDays(1)), .. Logged(60, Reading)], Limits()));
        Assert.Empty(Detectors.ManyCases([.. Logged(12, Technique), .. Logged(12, Technique, trainee: Guid.CreateVersion7())], Limits()));
    }

    [Fact]
    public void ManyCases_OfTwoTechniquesOnOneDay_IsOneQuestionAboutTheMost()
    {
        var found = Assert.Single(Detectors.ManyCases([.. Logged(14, Technique), .. Logged(70, Reading)], Limits()));

        Assert.Equal((Reading, 70), (found.TechniqueId!.Value, found.Count));
    }

    [Fact]
    public void Limit_WithoutANumberFromADay_IsNotAskedFromThenOn()
    {
        LimitTable limits = new([.. All(), Limit(Pattern.ManyCases, null, from: Day.AddDays(10))]);

        Assert.Single(Detectors.ManyCases(Logged(40, Technique, Day.AddDays(9)), limits));
        Assert.Empty(Detectors.ManyCases(Logged(40, Technique, Day.AddDays(10)), limits));
        Assert.Empty(Detectors.ManyCases(Logged(40, Technique, new DateOnly(2023, 12, 31)), limits));
    }

    [Theory]
    [InlineData(15, 8, 3, false)]
    [InlineData(16, 8, 3, true)]
    [InlineData(16, 7, 3, false)]
    [InlineData(16, 8, 30, false)]
    public void LateEntries_WithinAnHour_AreAsked(int cases, int daysAgo, int minutesApart, bool asked)
    {
        var facts = Enumerable.Range(0, cases).Select(i => Log(Technique, Day.AddDays(-daysAgo - i % 3), Evening(Day).AddMinutes(i * minutesApart))).ToArray();

        Assert.Equal(asked, Detectors.LateEntries(facts, Limits()).Any());
    }

    [Fact]
    public void LateEntries_WithATechniqueOfManyCases_GoByThatLimit()
    {
        LimitTable limits = new([.. All(), Limit(Pattern.LateEntries, 50, 7, Reading)]);
        LoggedFact[] facts = [.. Enumerable.Range(0, 50).Select(i => Log(i % 2 == 0 ? Reading : Technique, Day.AddDays(-9), Evening(Day).AddMinutes(i)))];

        Assert.Empty(Detectors.LateEntries(facts, limits));
        Assert.Equal(51, Assert.Single(Detectors.LateEntries([.. facts, Log(Technique, Day.AddDays(-9), Evening(Day))], limits)).Count);
    }

    [Fact]
    public void LateEntries_OfTheSameEvening_AreNotAsked()
        => Assert.Empty(Detectors.LateEntries(Enumerable.Range(0, 40).Select(i => Log(Technique, Day, Evening(Day).AddMinutes(i))).ToArray(), Limits()));

    [Theory]
    [InlineData(1.9, true)]
    [InlineData(2.0, false)]
    [InlineData(20.0, false)]
    [InlineData(null, false)]
    public void QuickDecision_BelowTheSeconds_IsAsked(double? seconds, bool asked)
    {
        var at = Evening(Day);
        var found = Detectors.QuickDecisions([Decide(at, opened: seconds is { } s ? at.AddSeconds(-s) : null), Decide(at.AddMinutes(5), opened: at.AddMinutes(4))], Limits()).ToArray();

        Assert.Equal(asked ? 1 : 0, found.Length);
        if (asked)
        {
            Assert.Equal((Trainee, Mentor, Day, 1), (found[0].TraineePersonId, found[0].MentorPersonId!.Value, found[0].Day, found[0].Count));
        }
    }

    [Theory]
    [InlineData(8, 5, false)]
    [InlineData(9, 5, true)]
    [InlineData(9, 10, false)]
    public void DecisionsInMinute_AboveTheLimit_AreAsked(int decisions, int secondsApart, bool asked)
        => Assert.Equal(asked, Detectors.ManyDecisions([.. Enumerable.Range(0, decisions).Select(i => Decide(Evening(Day).AddSeconds(i * secondsApart)))], Limits(), Pattern.DecisionsInMinute, TimeSpan.FromMinutes(1)).Any());

    [Fact]
    public void DecisionsInHour_AboveTheLimit_AreAskedOnceWithTheLearnerOfMost()
    {
        var other = Guid.CreateVersion7();
        var facts = Enumerable.Range(0, 300).Select(i => Decide(Evening(Day).AddSeconds(i * 20), trainee: i % 3 == 0 ? other : Trainee)).ToArray();

        var found = Assert.Single(Detectors.OfDecided(facts, Limits(), (_, _) => false));

        Assert.Equal((Pattern.DecisionsInHour, Trainee, Mentor), (found.Pattern, found.TraineePersonId, found.MentorPersonId!.Value));
        Assert.Equal(181, found.Count);
        Assert.Equal(found.Cases.Count(c => c.OfAnother), facts.Take(181).Count(f => f.TraineePersonId == other));
        Assert.Empty(Detectors.OfDecided([.. facts.Take(120)], Limits(), (_, _) => false));
    }

    [Fact]
    public void TwoPlaces_OnOneDay_IsAsked_OnTwoDaysIsNot()
    {
        var there = Decide(Evening(Day), there: true, place: Centre);

        var found = Assert.Single(Detectors.TwoPlaces([there, Decide(Evening(Day), there: true, place: Province)], Limits()));
        Assert.Equal((2, Day), (found.Count, found.Day));
        Assert.Empty(Detectors.TwoPlaces([there, Decide(Evening(Day), there: true, place: Province, performed: Day.AddDays(1))], Limits()));
        Assert.Empty(Detectors.TwoPlaces([there, Decide(Evening(Day), there: false, place: Province)], Limits()));
        Assert.Empty(Detectors.TwoPlaces([there, Decide(Evening(Day), there: true, place: Province, signed: false)], Limits()));
    }

    [Fact]
    public void MentorAway_ButInTheRoom_IsAsked()
    {
        DecidedFact[] facts = [Decide(Evening(Day), there: true), Decide(Evening(Day).AddDays(1), there: true, performed: Day.AddDays(1))];

        var found = Assert.Single(Detectors.MentorAway(facts, Limits(), (mentor, day) => mentor == Mentor && day == Day));
        Assert.Equal((Day, 1), (found.Day, found.Count));
        Assert.Empty(Detectors.MentorAway([Decide(Evening(Day))], Limits(), (_, _) => true));
    }

    internal static Limit Limit(Pattern pattern, int? number, int? days = null, Guid? technique = null, DateOnly? from = null) => new()
    {
        Pattern = pattern,
        TechniqueId = technique,
        ValidFrom = from ?? new DateOnly(2024, 1, 1),
        Number = number,
        Days = days,
        Source = "test",
        SetAt = default,
        SetBy = "",
    };

    private static Limit[] All() =>
    [
        Limit(Pattern.ManyCases, 12), Limit(Pattern.ManyCases, 60, technique: Reading), Limit(Pattern.LateEntries, 15, 7), Limit(Pattern.QuickDecision, 2),
        Limit(Pattern.DecisionsInMinute, 8), Limit(Pattern.DecisionsInHour, 120), Limit(Pattern.TwoPlaces, 1), Limit(Pattern.MentorAway, 0),
    ];

    private static LimitTable Limits() => new(All());

    private static DateTimeOffset Evening(DateOnly day) => new DateTimeOffset(day.ToDateTime(new TimeOnly(19, 0)), VietnamTime.Offset).ToUniversalTime();

    private static LoggedFact[] Logged(int count, Guid technique, DateOnly? day = null, Guid? trainee = null)
        => [.. Enumerable.Range(0, count).Select(i => Log(technique, day ?? Day, Evening(day ?? Day).AddMinutes(i), trainee))];

    private static LoggedFact Log(Guid technique, DateOnly performed, DateTimeOffset at, Guid? trainee = null) => new()
    {
        EntryId = Guid.CreateVersion7(),
        ParticipantId = Guid.CreateVersion7(),
        TransferId = Guid.CreateVersion7(),
        TraineePersonId = trainee ?? Trainee,
        TechniqueId = technique,
        PerformedOn = performed,
        PlaceHospitalId = Province,
        LoggedAt = at,
    };

    private static DecidedFact Decide(
        DateTimeOffset at, DateTimeOffset? opened = null, bool there = false, Guid? place = null, DateOnly? performed = null, bool signed = true, Guid? trainee = null) => new()
        {
            VersionId = Guid.CreateVersion7(),
            EntryId = Guid.CreateVersion7(),
            ParticipantId = Guid.CreateVersion7(),
            TransferId = Guid.CreateVersion7(),
            TraineePersonId = trainee ?? Trainee,
            MentorPersonId = Mentor,
            TechniqueId = Technique,
            Signed = signed,
            PerformedOn = performed ?? Day,
            PlaceHospitalId = place ?? Province,
            MentorWasThere = there,
            OpenedAt = opened,
            DecidedAt = at,
        };
}
