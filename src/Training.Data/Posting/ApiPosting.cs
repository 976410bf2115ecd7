using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Training.Modules;

namespace Training.Data;

/// <summary>How an endpoint of the programming interface stores something: once, whatever the network does, by the key in a header.</summary>
public static class ApiPosting
{
    /// <summary>
    /// Runs the work in one transaction, together with the request's key. The same request sent again has no second effect and gets the same
    /// address.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="db">Its context.</param>
    /// <param name="content">What was sent, without what proves who sent it: a stored hash must not help anybody to guess a password.</param>
    /// <param name="work">Does the change and returns the address of what it made.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleViolation">The key is missing or was sent before with other content, or the work was refused.</exception>
    public static Task<string> OnceAsync(this HttpContext context, TrainingDbContext db, IApiBody content, Func<CancellationToken, Task<string>> work, CancellationToken ct)
        => context.StoreOnceAsync(db, KeyOf(context.Request), HashOf(context.Request, content), work, () => { }, ct);

    /// <summary>The address that the same request got before; null where it comes for the first time. Ask before anything is checked.</summary>
    /// <inheritdoc cref="OnceAsync" path="/param"/>
    /// <exception cref="RuleViolation">The key is missing or was sent before with other content.</exception>
    public static Task<string?> ReplayedAsync(this HttpContext context, TrainingDbContext db, IApiBody content, CancellationToken ct)
        => context.FindAsync(db, KeyOf(context.Request), HashOf(context.Request, content), ct);

    private static Guid KeyOf(HttpRequest request)
        => request.Headers[WantsKeyAttribute.Header] is [{ } text] && Guid.TryParse(text.Trim('"'), out var key)
            ? key
            : throw new RuleViolation("Api.KeyMissing") { Status = StatusCodes.Status400BadRequest };

    private static string HashOf(HttpRequest request, IApiBody content)
        => Modules.CanonicalJson.HashOf($"{request.Path.Value}\n{JsonSerializer.Serialize(content, content.GetType())}").ToUpperInvariant();
}
