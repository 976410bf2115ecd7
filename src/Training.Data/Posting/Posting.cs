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

        var services = page.HttpContext.RequestServices;
        var user = services.GetRequiredService<ICurrentUser>();
        var userId = user.IsSignedIn ? user.UserId : Guid.Empty;
        var hash = HashOf(page.Request);
        if (await FindAsync(db, userId, key, ct) is { } before)
        {
            return Replay(page, before, hash);
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
                        UserId = userId,
                        Key = key,
                        BodyHash = hash,
                        Location = location,
                        StoredAt = services.GetRequiredService<TimeProvider>().GetUtcNow(),
                    });
                },
                ct);
            return page.LocalRedirect(location);
        }
        catch (Exception exception) when (exception is RuleViolation or DbUpdateException)
        {
            // The work may have said "stored" before it was refused.
            page.TempData.Remove(MessageKey);

            // The same form may have won on another connection while this one waited.
            if (await FindAsync(db, userId, key, ct) is { } winner)
            {
                return Replay(page, winner, hash);
            }

            if (exception is DbUpdateConcurrencyException)
            {
                throw new RuleViolation("Form.Stale");
            }

            throw;
        }
    }

    /// <summary>
    /// The redirect of the same form where it had its effect before, otherwise null. For pages that ask for a proof which is good for one use:
    /// whoever presses the button twice must not be asked for another one.
    /// </summary>
    /// <exception cref="RuleViolation">The form was sent before with other content.</exception>
    public static async Task<IActionResult?> ReplayedAsync(this PageModel page, TrainingDbContext db, CancellationToken ct)
    {
        var user = page.HttpContext.RequestServices.GetRequiredService<ICurrentUser>();
        return Guid.TryParse(page.Request.Form[FormKeyTagHelper.FieldName], out var key)
            && await FindAsync(db, user.IsSignedIn ? user.UserId : Guid.Empty, key, ct) is { } before
                ? Replay(page, before, HashOf(page.Request))
                : null;
    }

    private static Task<IdempotencyKey?> FindAsync(TrainingDbContext db, Guid userId, Guid key, CancellationToken ct)
        => db.Set<IdempotencyKey>().AsNoTracking().SingleOrDefaultAsync(k => k.UserId == userId && k.Key == key, ct);

    private static LocalRedirectResult Replay(PageModel page, IdempotencyKey stored, string hash)
        => stored.BodyHash == hash ? page.LocalRedirect(stored.Location) : throw new RuleViolation("Form.Replayed.Other");

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
