namespace Training.Cme.Rules;

/// <summary>
/// The consecutive years that count together, first and last day included (src/docs/decisions/0027). For a licence that ends they are the years up to
/// its last day, so that the years of two licences that follow each other neither overlap nor leave a day out.
/// </summary>
internal readonly record struct Period(DateOnly From, DateOnly To)
{
    /// <summary>So many years whose last day this is. Those that end on 28 or 29 February begin on the day after 28 February.</summary>
    public static Period EndingOn(DateOnly lastDay, int years) => new(BeforeFirst(lastDay, years).AddDays(1), lastDay);

    /// <summary>The day before the years that end on a day.</summary>
    public static DateOnly BeforeFirst(DateOnly lastDay, int years) => lastDay.AddYears(-years);

    /// <summary>The one of the terms of so many years, the first of which begins on <paramref name="first"/>, in which the day lies; before it: the first.</summary>
    public static Period TermOn(DateOnly day, DateOnly first, int years)
    {
        var terms = 0;
        while (first.AddYears((terms + 1) * years) <= day)
        {
            terms++;
        }

        return new(first.AddYears(terms * years), first.AddYears((terms + 1) * years).AddDays(-1));
    }

    public bool Holds(DateOnly day) => From <= day && day <= To;
}
