namespace Training.Activities.Assignments;

/// <summary>Where a work is.</summary>
internal enum WorkState
{
    /// <summary>Nothing was handed in.</summary>
    Open,

    /// <summary>The last try waits for being marked.</summary>
    Waiting,

    /// <summary>The last try was returned.</summary>
    Returned,

    Marked,

    /// <summary>Nothing was handed in, or nothing again, and the last day is over.</summary>
    Over,
}

/// <summary>What follows from the stamps of a work; pure.</summary>
internal static class WorkStanding
{
    public static (WorkState State, DateOnly? Until, bool MayHandIn) Of(DateOnly? dueOn, Work? work, Marking? last, DateOnly today)
    {
        if (work is { MarkedAt: not null } && last is { IsReturned: false })
        {
            return (WorkState.Marked, null, false);
        }

        // A try that was returned has its own last day: the assignment's may be over by then.
        var returned = work is { MarkedAt: not null };
        var until = returned ? last?.AgainUntil : dueOn;
        var inTime = !(today > until);
        return (work is { MarkedAt: null } ? WorkState.Waiting : !inTime ? WorkState.Over : returned ? WorkState.Returned : WorkState.Open, until, inTime);
    }
}
