using Training.Modules;

namespace Training.Organizations.History;

/// <summary>Something that holds from a day to a day, both included.</summary>
internal interface IDated
{
    /// <summary>First day; <see cref="Dated.Always"/> where the beginning is not recorded.</summary>
    DateOnly From { get; }

    /// <summary>Last day; null while it holds.</summary>
    DateOnly? To { get; }
}

/// <summary>Rules of validity: of one kind of thing, at most one holds on any day.</summary>
internal static class Dated
{
    /// <summary>Since before anything was recorded. PostgreSQL stores it as -infinity.</summary>
    public static readonly DateOnly Always = DateOnly.MinValue;

    public static bool HoldsOn(this IDated dated, DateOnly day) => dated.From <= day && (dated.To is null || day <= dated.To);

    /// <summary>Whether it began to hold, or ceased to, after the one day and up to the other.</summary>
    public static bool BeganOrEnded(this IDated dated, DateOnly after, DateOnly upTo)
        => (dated.From > after && dated.From <= upTo) || (dated.To >= after && dated.To < upTo);

    /// <summary>What holds on the day; null where nothing does.</summary>
    public static T? On<T>(this IEnumerable<T> all, DateOnly day)
        where T : class, IDated
        => all.FirstOrDefault(dated => dated.HoldsOn(day));

    /// <summary>The first of them that holds on a day of the range; null where the range is free.</summary>
    public static T? Overlapping<T>(this IEnumerable<T> all, DateOnly from, DateOnly? to)
        where T : class, IDated
        => all.OrderBy(dated => dated.From).FirstOrDefault(dated => (to is null || dated.From <= to) && (dated.To is null || from <= dated.To));

    /// <summary>The one without an end that begins before the day: it is ended by what begins on that day.</summary>
    public static T? OpenBefore<T>(this IEnumerable<T> all, DateOnly day)
        where T : class, IDated
        => all.FirstOrDefault(dated => dated.To is null && dated.From < day);
}

/// <summary>Days that people type.</summary>
internal static class Days
{
    private static readonly DateOnly First = new(1800, 1, 1);

    /// <summary>The day, if it is one that can be meant.</summary>
    /// <exception cref="RuleViolation">It is missing, before 1800 or more than ten years ahead.</exception>
    public static DateOnly Checked(DateOnly? day, DateOnly today, string field) => day switch
    {
        null => throw new RuleViolation("Dated.DayMissing") { Field = field },
        { } typed when typed < First || typed > today.AddYears(10) => throw new RuleViolation("Dated.DayOdd") { Field = field },
        { } typed => typed,
    };
}
