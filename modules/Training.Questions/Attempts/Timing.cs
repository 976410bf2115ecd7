namespace Training.Questions.Attempts;

/// <summary>The time of an attempt, by the clock of the server alone.</summary>
internal static class Timing
{
    /// <summary>An answer sent in the last moment is still on its way for so long.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    /// <summary>When the time is over; null without a limit.</summary>
    /// <param name="startedAt">When it began.</param>
    /// <param name="limitMinutes">Of the quiz.</param>
    /// <param name="extraMinutes">Of the person.</param>
    public static DateTimeOffset? Due(DateTimeOffset startedAt, int? limitMinutes, int extraMinutes) => limitMinutes is { } limit ? startedAt.AddMinutes(limit + extraMinutes) : null;

    /// <summary>Whether nothing is taken any more.</summary>
    public static bool IsOver(DateTimeOffset? dueAt, DateTimeOffset now) => dueAt is { } due && now > due + Grace;

    /// <summary>Whole seconds that are left, never below 0; null without a limit.</summary>
    public static int? SecondsLeft(DateTimeOffset? dueAt, DateTimeOffset now) => dueAt is { } due ? (int)Math.Max(0, Math.Floor((due - now).TotalSeconds)) : null;
}
