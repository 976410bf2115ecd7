using Training.Integrity.Facts;
using Training.Integrity.Limits;
using Training.Modules;

namespace Training.Integrity.Patterns;

/// <summary>
/// Finds figures that are worth a question. Pure: facts and limits in, findings out; at most one for each pattern, people and day. The facts
/// may be those of one person over any time, and may be handed over in any order.
/// </summary>
internal static class Detectors
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Everything in the cases that learners have logged.</summary>
    public static IEnumerable<Finding> OfLogged(IReadOnlyCollection<LoggedFact> facts, LimitTable limits) => ManyCases(facts, limits).Concat(LateEntries(facts, limits));

    /// <summary>Everything in what mentors have decided.</summary>
    /// <param name="facts">The decisions.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="isAway">Whether a mentor was away on a day.</param>
    public static IEnumerable<Finding> OfDecided(IReadOnlyCollection<DecidedFact> facts, LimitTable limits, Func<Guid, DateOnly, bool> isAway)
        => QuickDecisions(facts, limits)
            .Concat(ManyDecisions(facts, limits, Pattern.DecisionsInMinute, Minute))
            .Concat(ManyDecisions(facts, limits, Pattern.DecisionsInHour, Hour))
            .Concat(TwoPlaces(facts, limits))
            .Concat(MentorAway(facts, limits, isAway));

    /// <summary>More cases of one technique on one day than the limit; of several techniques, the one with the most.</summary>
    public static IEnumerable<Finding> ManyCases(IEnumerable<LoggedFact> facts, LimitTable limits) =>
        from ofDay in facts.GroupBy(f => (f.TraineePersonId, f.PerformedOn))
        let most = (from ofTechnique in ofDay.GroupBy(f => f.TechniqueId)
                    let limit = limits.Of(Pattern.ManyCases, ofDay.Key.PerformedOn, ofTechnique.Key)
                    where limit is not null && ofTechnique.Count() > limit.Number
                    orderby ofTechnique.Count() descending, ofTechnique.Key
                    select (Limit: limit, Facts: ofTechnique.ToArray())).FirstOrDefault()
        where most.Limit is not null
        select OfLearner(Pattern.ManyCases, ofDay.Key.PerformedOn, most.Facts, most.Facts[0].TechniqueId, most.Limit);

    /// <summary>
    /// More cases entered within an hour, that were done more than so many days before, than the limit; of several techniques in it, that
    /// of the one with the highest.
    /// </summary>
    public static IEnumerable<Finding> LateEntries(IEnumerable<LoggedFact> facts, LimitTable limits) =>
        from ofDay in facts.GroupBy(f => (f.TraineePersonId, Day: VietnamTime.DateOf(f.LoggedAt)))
        let late = (from fact in ofDay
                    let limit = limits.Of(Pattern.LateEntries, ofDay.Key.Day, fact.TechniqueId)
                    where limit is not null && ofDay.Key.Day.DayNumber - fact.PerformedOn.DayNumber > (limit.Days ?? 0)
                    select (Fact: fact, Limit: limit)).ToArray()
        let burst = Fullest(late, one => one.Fact.LoggedAt, Hour)
        let most = burst.Select(one => one.Limit).MaxBy(limit => limit.Number)
        where burst.Count > most?.Number
        select OfLearner(Pattern.LateEntries, ofDay.Key.Day, [.. burst.Select(one => one.Fact)], null, most);

    /// <summary>Decisions sooner after opening the case than the limit of seconds.</summary>
    public static IEnumerable<Finding> QuickDecisions(IEnumerable<DecidedFact> facts, LimitTable limits) =>
        from ofDay in facts.Where(f => f.OpenedAt is not null).GroupBy(f => (f.MentorPersonId, f.TraineePersonId, Day: VietnamTime.DateOf(f.DecidedAt)))
        let limit = limits.Of(Pattern.QuickDecision, ofDay.Key.Day)
        where limit is not null
        let quick = ofDay.Where(f => f.DecidedAt - f.OpenedAt!.Value < TimeSpan.FromSeconds(limit.Number!.Value)).ToArray()
        where quick.Length > 0
        select OfMentor(Pattern.QuickDecision, ofDay.Key.Day, quick, quick.Length, limit);

    /// <summary>More decisions within a span than the limit. A minute or an hour that crosses midnight belongs to the day on which it began.</summary>
    public static IEnumerable<Finding> ManyDecisions(IEnumerable<DecidedFact> facts, LimitTable limits, Pattern pattern, TimeSpan span) =>
        from ofMentor in facts.GroupBy(f => f.MentorPersonId)
        from burst in Spans([.. ofMentor], f => f.DecidedAt, span)
        group burst by (Mentor: ofMentor.Key, Day: VietnamTime.DateOf(burst[0].DecidedAt)) into ofDay
        let limit = limits.Of(pattern, ofDay.Key.Day)
        where limit is not null
        let fullest = ofDay.MaxBy(burst => burst.Count)
        where fullest.Count > limit.Number
        select OfMentor(pattern, ofDay.Key.Day, fullest, fullest.Count, limit);

    /// <summary>A mentor was there, on one day, at more hospitals than the limit.</summary>
    public static IEnumerable<Finding> TwoPlaces(IEnumerable<DecidedFact> facts, LimitTable limits) =>
        from ofDay in facts.Where(f => f is { Signed: true, MentorWasThere: true }).GroupBy(f => (f.MentorPersonId, f.PerformedOn))
        let limit = limits.Of(Pattern.TwoPlaces, ofDay.Key.PerformedOn)
        where limit is not null
        let places = ofDay.Select(f => f.PlaceHospitalId).Distinct().Count()
        where places > limit.Number
        select OfMentor(Pattern.TwoPlaces, ofDay.Key.PerformedOn, [.. ofDay], places, limit);

    /// <summary>A mentor was there on a day for which they are entered as away, for more cases than the limit.</summary>
    public static IEnumerable<Finding> MentorAway(IEnumerable<DecidedFact> facts, LimitTable limits, Func<Guid, DateOnly, bool> isAway) =>
        from ofDay in facts.Where(f => f is { Signed: true, MentorWasThere: true }).GroupBy(f => (f.MentorPersonId, f.TraineePersonId, f.PerformedOn))
        let limit = limits.Of(Pattern.MentorAway, ofDay.Key.PerformedOn)
        where limit is not null && ofDay.Count() > limit.Number && isAway(ofDay.Key.MentorPersonId, ofDay.Key.PerformedOn)
        select OfMentor(Pattern.MentorAway, ofDay.Key.PerformedOn, [.. ofDay], ofDay.Count(), limit);

    /// <summary>The span with the most facts; the earliest of several.</summary>
    private static IReadOnlyList<T> Fullest<T>(IReadOnlyCollection<T> facts, Func<T, DateTimeOffset> at, TimeSpan span)
        => Spans(facts, at, span).MaxBy(found => found.Count) ?? [];

    /// <summary>For each fact, those that lie within the span that begins with it.</summary>
    private static IEnumerable<IReadOnlyList<T>> Spans<T>(IReadOnlyCollection<T> facts, Func<T, DateTimeOffset> at, TimeSpan span)
    {
        T[] inOrder = [.. facts.OrderBy(at)];
        var end = 0;
        for (var begin = 0; begin < inOrder.Length; begin++)
        {
            while (end < inOrder.Length && at(inOrder[end]) - at(inOrder[begin]) <= span)
            {
                end++;
            }

            yield return new ArraySegment<T>(inOrder, begin, end - begin);
        }
    }

    private static Finding OfLearner(Pattern pattern, DateOnly day, LoggedFact[] facts, Guid? techniqueId, Limit limit)
    {
        var last = facts.MaxBy(f => f.LoggedAt)!;
        return new Finding(
            pattern, day, last.ParticipantId, last.TransferId, last.TraineePersonId, null, techniqueId, facts.Length, limit,
            [.. facts.OrderBy(f => f.LoggedAt).Select(f => new FoundCase(f.EntryId, f.PerformedOn, f.PlaceHospitalId, null, f.LoggedAt, false))]);
    }

    // With the learner who has most of the cases; the latest where several have as many.
    private static Finding OfMentor(Pattern pattern, DateOnly day, IReadOnlyList<DecidedFact> facts, int count, Limit limit)
    {
        var last = facts.GroupBy(f => f.TraineePersonId).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Max(f => f.DecidedAt)).First().MaxBy(f => f.DecidedAt)!;
        return new Finding(
            pattern, day, last.ParticipantId, last.TransferId, last.TraineePersonId, last.MentorPersonId, null, count, limit,
            [.. facts.OrderBy(f => f.DecidedAt).Select(f => new FoundCase(f.EntryId, f.PerformedOn, f.PlaceHospitalId, f.OpenedAt, f.DecidedAt, f.TraineePersonId != last.TraineePersonId))]);
    }
}
