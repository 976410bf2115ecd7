namespace Training.Tests.Support;

/// <summary>The real time, or one that stands still, moved by as much as a test likes.</summary>
public sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Shift { get; set; }

    public DateTimeOffset? StandsAt { get; set; }

    public override DateTimeOffset GetUtcNow() => (StandsAt ?? System.GetUtcNow()) + Shift;
}
