using Training.Modules;

namespace Training.Identity.Throttling;

/// <summary>How much guessing a door bears in one window, and in a row.</summary>
/// <param name="Window">Length of the window.</param>
/// <param name="PerNetwork">From one address, or one /64 of IPv6.</param>
/// <param name="PerAccount">At one account, or from one known device.</param>
/// <param name="InARow">At one account without a success; NIST SP 800-63B-4, 3.2.2 allows 100.</param>
/// <param name="Altogether">From everywhere; a door under such fire opens only to known devices.</param>
internal sealed record DoorLimits(TimeSpan Window, int PerNetwork, int PerAccount, int InARow, int Altogether)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly DoorLimits Usual = new(Minute, 10, 10, 100, 600);

    // Every try sends a letter, so there are few of them.
    private static readonly DoorLimits Letters = new(TimeSpan.FromMinutes(15), 10, 3, int.MaxValue, 600);

    // A token has 256 bits: the limit is for noise, not for guessing.
    private static readonly DoorLimits Tokens = Usual with { InARow = int.MaxValue };

    public static DoorLimits Of(string door) => door switch
    {
        Doors.Forgot => Letters,
        Doors.Token or Doors.Api or Doors.Verify => Tokens,
        _ => Usual,
    };
}
