using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;

namespace Training.Identity.Phones;

/// <summary>Phones that speak for the account without network, and the buttons that end it.</summary>
[SignedIn]
internal sealed class IndexModel(TrainingDbContext db, ICurrentUser current, IAuditTrail audit, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel
{
    private const string Address = "/account/phones";

    public IReadOnlyList<DeviceKey> Keys { get; private set; } = [];

    /// <summary>Tickets that wait to be used, by the last moment of each.</summary>
    public IReadOnlyList<DateTimeOffset> Tickets { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var userId = current.UserId;
        Keys = await db.Set<DeviceKey>().AsNoTracking().Where(k => k.UserId == userId && k.RevokedAt == null).OrderBy(k => k.RegisteredAt).ToListAsync(ct);
        Tickets = await db.UsableTickets(clock.GetUtcNow()).Where(t => t.UserId == userId).OrderBy(t => t.ExpiresAt).Select(t => t.ExpiresAt).ToListAsync(ct);
    }

    public Task<IActionResult> OnPostTicketsAsync(CancellationToken ct) => this.RedirectAfterAsync(
        db,
        async inner =>
        {
            var count = await db.RevokeTicketsAsync(current.UserId, clock.GetUtcNow(), inner);
            audit.Add(new AuditEvent("Identity.TicketsRevoked", "User", current.UserId) { Facts = new Dictionary<string, string?> { ["count"] = $"{count}" } });
            TempData[Posting.MessageKey] = texts["Phones.Tickets.Revoked", count].Value;
            return Address;
        },
        ct);

    public Task<IActionResult> OnPostKeyAsync(Guid id, CancellationToken ct) => this.RedirectAfterAsync(
        db,
        async inner =>
        {
            if (await db.Set<DeviceKey>().AsTracking().SingleOrDefaultAsync(k => k.Id == id && k.UserId == current.UserId && k.RevokedAt == null, inner) is { } key)
            {
                key.RevokedAt = clock.GetUtcNow();
                audit.Add(new AuditEvent("Identity.DeviceKeyRevoked", "DeviceKey", key.Id) { Facts = new Dictionary<string, string?> { ["device"] = key.Device } });
                TempData[Posting.MessageKey] = texts["Phones.Key.Revoked", key.Device].Value;
            }

            return Address;
        },
        ct);
}
