using Microsoft.AspNetCore.Http;

namespace Training.Identity.Contracts;

/// <summary>Whether the door is open to this try.</summary>
/// <param name="IsOpen">False: refuse without looking at what was sent.</param>
/// <param name="Wait">How long until it opens again; zero where it is open or where waiting does not help.</param>
/// <param name="OnlyRecovery">Too many wrong ones in a row: only setting a new password opens it again.</param>
public sealed record Entrance(bool IsOpen, TimeSpan Wait, bool OnlyRecovery)
{
    /// <summary>Go ahead.</summary>
    public static Entrance Open { get; } = new(true, TimeSpan.Zero, false);
}

/// <summary>Slows down guessing where only misses count, for doors that many honest visitors use.</summary>
public interface IGuessing
{
    /// <summary>Whether this visitor may try; one read, no write.</summary>
    Task<Entrance> LookAsync(string door, CancellationToken ct);

    /// <summary>Counts a miss; one write.</summary>
    Task MissedAsync(string door, CancellationToken ct);
}

/// <summary>What a refused try answers.</summary>
public static class EntranceAnswers
{
    /// <summary>Sets status 429 and says when to come back.</summary>
    public static void Refuse(this HttpResponse response, Entrance entrance)
    {
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        if (entrance.Wait > TimeSpan.Zero)
        {
            response.Headers.RetryAfter = Math.Ceiling(entrance.Wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
