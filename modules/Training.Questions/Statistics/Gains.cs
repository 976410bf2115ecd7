namespace Training.Questions.Statistics;

/// <summary>What somebody scored before and after, in percent.</summary>
internal sealed record Gain(decimal Before, decimal After)
{
    /// <summary>In points of percent.</summary>
    public decimal Points => After - Before;

    /// <summary>
    /// The share of what was still to be had that was had: (after − before) / (100 − before), Hake's normalized gain (R. R. Hake, Am. J. Phys. 66, 64, 1998). Null where
    /// everything was right before.
    /// </summary>
    public decimal? Normalized => Before >= 100 ? null : Points / (100 - Before);
}

/// <summary>Gains of a group.</summary>
/// <param name="People">Who has both scores.</param>
/// <param name="Before">Mean before, in percent.</param>
/// <param name="After">Mean after, in percent.</param>
internal sealed record GroupGain(int People, decimal Before, decimal After)
{
    public decimal Points => After - Before;

    /// <summary>Of the means, as Hake takes it for a class.</summary>
    public decimal? Normalized => new Gain(Before, After).Normalized;

    /// <summary>Null where nobody has both.</summary>
    public static GroupGain? Of(IReadOnlyCollection<Gain> gains) => gains.Count == 0 ? null : new GroupGain(gains.Count, gains.Average(gain => gain.Before), gains.Average(gain => gain.After));
}
