namespace Training.Transfers.Guidance;

/// <summary>Days from – to, both included.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day; null where there is none.</param>
internal sealed record Days(DateOnly From, DateOnly? To)
{
    public DateOnly Last => To ?? DateOnly.MaxValue;

    /// <summary>No day lies in it.</summary>
    public bool IsEmpty => Last < From;

    public bool Has(DateOnly day) => From <= day && day <= Last;

    public bool Meets(Days other) => !IsEmpty && !other.IsEmpty && From <= other.Last && other.From <= Last;

    /// <summary>The days that both have.</summary>
    public Days And(Days other)
    {
        var last = Last < other.Last ? Last : other.Last;
        return new Days(From > other.From ? From : other.From, last == DateOnly.MaxValue ? null : last);
    }
}

/// <summary>A learner of a guide, on the days on which they count.</summary>
/// <param name="PersonId">The learner: somebody in two teams is one learner.</param>
/// <param name="On">The days.</param>
internal sealed record LearnerDays(Guid PersonId, Days On);

/// <summary>A number of learners on a day, and the rule that it is more than.</summary>
internal sealed record LimitReached(DateOnly Day, int Learners, GuideRule Rule);

/// <summary>At most so many learners of one guide at the same time. Nothing here reads or stores anything.</summary>
internal static class GuideLimit
{
    /// <summary>
    /// The first day on which a guide would have more learners than the rule of that day lets them have. The number and the rule only change
    /// where an interval or a rule begins, so only those days are looked at; that is the same as looking at every day.
    /// </summary>
    /// <param name="rules">All rules.</param>
    /// <param name="present">The learners that the guide has.</param>
    /// <param name="added">The learner that would be added.</param>
    /// <returns>Null where no day has too many.</returns>
    public static LimitReached? FirstDayOver(IReadOnlyCollection<GuideRule> rules, IReadOnlyCollection<LearnerDays> present, LearnerDays added)
    {
        LearnerDays[] all = [.. present, added];
        return new[] { added.On.From }
            .Concat(present.Select(learner => learner.On.From))
            .Concat(rules.Select(rule => rule.ValidFrom))
            .Distinct()
            .Where(added.On.Has)
            .Order()
            .Select(day => (Day: day, Rule: rules.FirstOrDefault(rule => rule.HoldsOn(day)), Learners: CountOn(all, day)))
            .Where(found => found.Rule is not null && found.Learners > found.Rule.MostLearners)
            .Select(found => new LimitReached(found.Day, found.Learners, found.Rule!))
            .FirstOrDefault();
    }

    /// <summary>How many learners there are on a day.</summary>
    public static int CountOn(IEnumerable<LearnerDays> learners, DateOnly day)
        => learners.Where(learner => learner.On.Has(day)).Select(learner => learner.PersonId).Distinct().Count();

    /// <summary>The first of these days that none of the intervals has.</summary>
    /// <returns>Null where every day is covered.</returns>
    public static DateOnly? FirstDayWithout(Days wanted, IEnumerable<Days> intervals)
    {
        var next = wanted.From;
        foreach (var interval in intervals.Where(interval => !interval.IsEmpty).OrderBy(interval => interval.From))
        {
            if (interval.From > next)
            {
                break;
            }

            if (interval.Last >= wanted.Last)
            {
                return null;
            }

            next = interval.Last >= next ? interval.Last.AddDays(1) : next;
        }

        return next > wanted.Last ? null : next;
    }
}
