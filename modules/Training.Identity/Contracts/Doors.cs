using Microsoft.AspNetCore.Http;

namespace Training.Identity.Contracts;

/// <summary>
/// The page or endpoint takes something that could be guessed: a password, a code, a token. Every such endpoint names its door, so that a
/// test finds it and tries it (src/docs/decisions/0012).
/// </summary>
/// <param name="name">One of <see cref="Doors"/>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class DoorAttribute(string name) : Attribute
{
    /// <summary>The door's name.</summary>
    public string Name { get; } = name;
}

/// <summary>The names of the doors.</summary>
public static class Doors
{
    /// <summary>Sign-in with a password.</summary>
    public const string Login = "login";

    /// <summary>The second step: the code of an app, or a recovery code.</summary>
    public const string SecondStep = "second";

    /// <summary>Password, code or passkey again, before signing or changing the account.</summary>
    public const string Reauthentication = "reauth";

    /// <summary>Asking for a letter to set a new password.</summary>
    public const string Forgot = "forgot";

    /// <summary>A token that came by mail or on the console.</summary>
    public const string Token = "token";

    /// <summary>The token of a program.</summary>
    public const string Api = "api";

    /// <summary>The public check of a certificate.</summary>
    public const string Verify = "verify";
}

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
