using System.Globalization;
using Training.Integrity.Facts;
using Training.Integrity.Limits;
using Training.Integrity.Patterns;
using Training.Tests.Architecture;
using Xunit.Abstractions;

namespace Training.Tests.Integrity;

/// <summary>OPS-4: a normal year is hardly ever asked about, and what is put into it on purpose is, under the limits that are delivered.</summary>
public sealed class NormalYearTests(ITestOutputHelper output)
{
    private const int Seed = 20261122;
    private const double MostAsked = 0.005;

    [Theory]
    [InlineData(Seed)]
    [InlineData(Seed + 1)]
    [InlineData(Seed + 2)]
    public void NormalYear_UnderTheDeliveredLimits_HasHardlyAnyQuestion(int seed)
    {
        var year = new NormalYear(seed);
        var found = Look(year);
        var cases = found.SelectMany(f => f.Cases).Select(c => c.EntryId).Distinct().Count();

        output.WriteLine($"Seed {seed}: {year.Logged.Count} cases of 40 learners, {year.Decided.Count} decisions, {found.Count} questions about {cases} cases ({100.0 * cases / year.Logged.Count:0.000} %): "
            + string.Join(", ", found.GroupBy(f => f.Pattern).Select(g => $"{g.Key} {g.Count()}")));
        Assert.Equal(40, year.Logged.Select(f => f.TraineePersonId).Distinct().Count());
        Assert.True(year.Logged.Count > 20_000 && year.Decided.Count == year.Logged.Count);
        Assert.True(year.Decided.Count(d => d.MentorWasThere) > 3_000);
        Assert.True(cases < MostAsked * year.Logged.Count, $"{cases} of {year.Logged.Count} cases");
    }

    [Theory]
    [InlineData(nameof(Pattern.ManyCases))]
    [InlineData(nameof(Pattern.LateEntries))]
    [InlineData(nameof(Pattern.QuickDecision))]
    [InlineData(nameof(Pattern.DecisionsInMinute))]
    [InlineData(nameof(Pattern.DecisionsInHour))]
    [InlineData(nameof(Pattern.TwoPlaces))]
    [InlineData(nameof(Pattern.MentorAway))]
    public void PatternPutIntoTheYear_IsFound(string name)
    {
        var pattern = Enum.Parse<Pattern>(name);
        var year = new NormalYear(Seed);
        var before = Look(year).Where(f => f.Pattern == pattern).Select(f => (f.TraineePersonId, f.MentorPersonId, f.Day)).ToHashSet();
        Plant(year, pattern);

        Assert.Contains(Look(year), f => f.Pattern == pattern && !before.Contains((f.TraineePersonId, f.MentorPersonId, f.Day)));
    }

    // From cases that are there, so that all but the figure is as usual.
    private static void Plant(NormalYear year, Pattern pattern)
    {
        var log = year.Logged.First(f => f.TechniqueId == NormalYear.IdOf("lap-chole") && f.PerformedOn > new DateOnly(2025, 6, 1));
        var decision = year.Decided.First(d => d is { MentorWasThere: true, Signed: true } && d.TechniqueId == NormalYear.IdOf("lap-chole") && d.PerformedOn > new DateOnly(2025, 6, 1));
        switch (pattern)
        {
            case Pattern.ManyCases:
                year.Logged.AddRange(Enumerable.Range(0, 40).Select(i => Copy(log, log.PerformedOn, log.LoggedAt.AddMinutes(i))));
                break;
            case Pattern.LateEntries:
                year.Logged.AddRange(Enumerable.Range(0, 25).Select(i => Copy(log, log.PerformedOn.AddDays(-20 - i), log.LoggedAt.AddMinutes(i))));
                break;
            case Pattern.QuickDecision:
                year.Decided.Add(Copy(decision, decision.DecidedAt.AddHours(-8), decision.DecidedAt.AddHours(-8).AddSeconds(-1)));
                break;
            case Pattern.DecisionsInMinute:
                year.Decided.AddRange(Enumerable.Range(0, 12).Select(i => Copy(decision, decision.DecidedAt.AddHours(-8).AddSeconds(4 * i), null)));
                break;
            case Pattern.DecisionsInHour:
                year.Decided.AddRange(Enumerable.Range(0, 150).Select(i => Copy(decision, decision.DecidedAt.AddHours(-8).AddSeconds(20 * i), null)));
                break;
            case Pattern.TwoPlaces:
                year.Decided.Add(Copy(decision, decision.DecidedAt.AddMinutes(30), null, NormalYear.IdOf("elsewhere")));
                break;
            default:
                year.Away.Add((decision.MentorPersonId, decision.PerformedOn));
                break;
        }
    }

    private static List<Finding> Look(NormalYear year)
    {
        var limits = new LimitTable(Delivered());
        return [.. Detectors.OfLogged(year.Logged, limits), .. Detectors.OfDecided(year.Decided, limits, (mentor, day) => year.Away.Contains((mentor, day)))];
    }

    private static IEnumerable<Limit> Delivered()
        => File.ReadAllLines(Path.Combine(Repository.Root, "modules", "Training.Integrity", "Recipes", "data", "limits.csv")).Skip(1).Select(line => line.Split(',')).Select(cells => DetectorTests.Limit(
            Enum.Parse<Pattern>(cells[0]),
            int.Parse(cells[3], CultureInfo.InvariantCulture),
            cells[4].Length == 0 ? null : int.Parse(cells[4], CultureInfo.InvariantCulture),
            cells[1].Length == 0 ? null : NormalYear.IdOf(cells[1]),
            DateOnly.Parse(cells[2], CultureInfo.InvariantCulture)));

    private static LoggedFact Copy(LoggedFact like, DateOnly performed, DateTimeOffset at) => new()
    {
        EntryId = Guid.CreateVersion7(),
        ParticipantId = like.ParticipantId,
        TransferId = like.TransferId,
        TraineePersonId = like.TraineePersonId,
        TechniqueId = like.TechniqueId,
        PerformedOn = performed,
        PlaceHospitalId = like.PlaceHospitalId,
        LoggedAt = at,
    };

    private static DecidedFact Copy(DecidedFact like, DateTimeOffset at, DateTimeOffset? opened, Guid? place = null) => new()
    {
        VersionId = Guid.CreateVersion7(),
        EntryId = Guid.CreateVersion7(),
        ParticipantId = like.ParticipantId,
        TransferId = like.TransferId,
        TraineePersonId = like.TraineePersonId,
        MentorPersonId = like.MentorPersonId,
        TechniqueId = like.TechniqueId,
        Signed = true,
        PerformedOn = like.PerformedOn,
        PlaceHospitalId = place ?? like.PlaceHospitalId,
        MentorWasThere = true,
        OpenedAt = opened,
        DecidedAt = at,
    };
}
