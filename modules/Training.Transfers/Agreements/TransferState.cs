namespace Training.Transfers.Agreements;

/// <summary>What a stamp says, without its row.</summary>
internal sealed record StampInfo(TransferStep Step, bool Stalled, DateOnly On, string By, string? DocumentNumber, string? Note);

/// <summary>Where a transfer stands, read off its stamps: the highest step reached, and whether it was found standing still since.</summary>
internal sealed record TransferState(TransferStep Step, DateOnly Since, StampInfo? StalledBy)
{
    /// <summary>The state on a day: only stamps up to it count.</summary>
    /// <returns>Null where nothing was stamped yet.</returns>
    public static TransferState? Of(IEnumerable<StampInfo> stamps, DateOnly day)
    {
        var known = stamps.Where(stamp => stamp.On <= day).ToArray();
        var reached = known.Where(stamp => !stamp.Stalled).OrderByDescending(stamp => stamp.Step).ThenBy(stamp => stamp.On).FirstOrDefault();
        if (reached is null)
        {
            return null;
        }

        var lastMove = known.Where(stamp => !stamp.Stalled).Max(stamp => stamp.On);
        var stalled = known.Where(stamp => stamp.Stalled && stamp.On >= lastMove).MaxBy(stamp => stamp.On);
        return new TransferState(reached.Step, reached.On, stalled);
    }
}
