using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules;

namespace Training.Data;

/// <summary>How a page stores a form: once, whatever the network does.</summary>
public static class Posting
{
    /// <summary>The one-line message that the next page shows once.</summary>
    public const string MessageKey = "Message";

    /// <summary>
    /// Runs the work in one transaction, together with the form's key, and redirects to the address the work returns. The same form sent
    /// again (a double click, a retry) has no second effect and gets the same redirect.
    /// </summary>
    /// <param name="page">The page that handles the post.</param>
    /// <param name="db">The request's context.</param>
    /// <param name="work">Does the change and returns a local address.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleViolation">The form was sent before with other content, or somebody else changed the row meanwhile.</exception>
    public static async Task<IActionResult> RedirectAfterAsync(
        this PageModel page, TrainingDbContext db, Func<CancellationToken, Task<string>> work, CancellationToken ct)
    {
        if (!Guid.TryParse(page.Request.Form[FormKeyTagHelper.FieldName], out var key))
        {
            return page.BadRequest();
        }

        // The work may have said "stored" before it was refused.
        var location = await page.HttpContext.StoreOnceAsync(db, key, HashOf(page.Request), work, () => page.TempData.Remove(MessageKey), ct);
        return page.LocalRedirect(location);
    }

    /// <summary>Runs the work in one transaction with its key; what was stored under the key before is answered again.</summary>
    /// <returns>The address that the work returned, now or the first time.</returns>
    internal static async Task<string> StoreOnceAsync(
        this HttpContext context, TrainingDbContext db, Guid key, string hash, Func<CancellationToken, Task<string>> work, Action refused, CancellationToken ct)
    {
        var services = context.RequestServices;
        if (await context.FindAsync(db, key, hash, ct) is { } before)
        {
            return before;
        }

        try
        {
            var location = "";
            await db.WriteAsync(
                async inner =>
                {
                    location = await work(inner);
                    db.Add(new IdempotencyKey
                    {
                        UserId = UserOf(context),
                        Key = key,
                        BodyHash = hash,
                        Location = location,
                        StoredAt = services.GetRequiredService<TimeProvider>().GetUtcNow(),
                    });
                },
                ct);
            return location;
        }
        catch (Exception exception) when (exception is RuleViolation or DbUpdateException)
        {
            refused();

            // The same form may have won on another connection while this one waited.
            if (await context.FindAsync(db, key, hash, ct) is { } winner)
            {
                return winner;
            }

            if (exception is DbUpdateConcurrencyException)
            {
                throw new RuleViolation("Form.Stale");
            }

            throw;
        }
    }

    /// <summary>The address that was stored under the key; null where nothing was.</summary>
    /// <exception cref="RuleViolation">It was stored with other content.</exception>
    internal static async Task<string?> FindAsync(this HttpContext context, TrainingDbContext db, Guid key, string hash, CancellationToken ct)
    {
        var userId = UserOf(context);
        var stored = await db.Set<IdempotencyKey>().AsNoTracking().SingleOrDefaultAsync(k => k.UserId == userId && k.Key == key, ct);
        return stored is null ? null : stored.BodyHash == hash ? stored.Location : throw new RuleViolation("Form.Replayed.Other");
    }

    /// <summary>
    /// The redirect of the same form where it had its effect before, otherwise null. For pages that ask for a proof which is good for one use:
    /// whoever presses the button twice must not be asked for another one.
    /// </summary>
    /// <exception cref="RuleViolation">The form was sent before with other content.</exception>
    public static async Task<IActionResult?> ReplayedAsync(this PageModel page, TrainingDbContext db, CancellationToken ct)
    {
        return Guid.TryParse(page.Request.Form[FormKeyTagHelper.FieldName], out var key)
            && await page.HttpContext.FindAsync(db, key, HashOf(page.Request), ct) is { } before
                ? page.LocalRedirect(before)
                : null;
    }

    private static Guid UserOf(HttpContext context) => context.RequestServices.GetRequiredService<ICurrentUser>() is { IsSignedIn: true } user ? user.UserId : Guid.Empty;

    // Passwords stay out: a stored hash of a form must not help anybody to guess one.
    private static string HashOf(HttpRequest request)
    {
        var body = new StringBuilder(request.Path.Value).Append('\n');
        foreach (var field in request.Form.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            if (field.Key is not (FormKeyTagHelper.FieldName or "__RequestVerificationToken")
                && !field.Key.Contains("Password", StringComparison.OrdinalIgnoreCase))
            {
                body.Append(field.Key).Append('=').AppendJoin('\u001F', field.Value.ToArray()).Append('\n');
            }
        }

        foreach (var file in request.Form.Files)
        {
            using var content = file.OpenReadStream();
            body.Append(file.Name).Append('=').Append(file.FileName).Append('\u001F').Append(Convert.ToHexString(SHA256.HashData(content))).Append('\n');
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(body.ToString())));
    }
}
