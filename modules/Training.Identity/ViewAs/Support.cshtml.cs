using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.ViewAs;

/// <summary>Where somebody allows support staff to see what they see, takes it back, and reads who looked.</summary>
[SignedIn]
internal sealed class SupportModel(TrainingDbContext db, ICurrentUser user, IAuditTrail audit, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel
{
    private const int MostLooks = 50;

    public DateTimeOffset? AllowedUntil { get; private set; }

    public IReadOnlyList<Look> Looks { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        AllowedUntil = await Open(now).MaxAsync(c => (DateTimeOffset?)c.Until, ct);
        Looks = await (from look in db.Set<ViewSession>()
                       join viewer in db.Set<User>() on look.ViewerUserId equals viewer.Id
                       where look.ViewedUserId == user.UserId
                       orderby look.BeganAt descending
                       select new Look(viewer.DisplayName, look.BeganAt, look.EndedAt ?? (look.Until < now ? look.Until : (DateTimeOffset?)null), look.Reason))
            .Take(MostLooks).ToListAsync(ct);
    }

    public Task<IActionResult> OnPostAllowAsync(CancellationToken ct) => this.RedirectAfterAsync(
        db,
        async inner =>
        {
            var now = clock.GetUtcNow();
            await WithdrawAsync(now, inner);
            var consent = new ViewConsent { UserId = user.UserId, GivenAt = now, Until = now + Viewing.LongestConsent };
            db.Add(consent);
            audit.Add(new AuditEvent("Identity.ViewAsAllowed", nameof(ViewConsent), consent.Id));
            TempData[Posting.MessageKey] = texts["Support.Done", Show.Time(consent.Until)].Value;
            return "/account/support";
        },
        ct);

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct) => this.RedirectAfterAsync(
        db,
        async inner =>
        {
            if (await WithdrawAsync(clock.GetUtcNow(), inner) > 0)
            {
                audit.Add(new AuditEvent("Identity.ViewAsWithdrawn", nameof(User), user.UserId));
            }

            TempData[Posting.MessageKey] = texts["Support.Withdrawn"].Value;
            return "/account/support";
        },
        ct);

    private IQueryable<ViewConsent> Open(DateTimeOffset now) => db.Set<ViewConsent>().Where(c => c.UserId == user.UserId && c.WithdrawnAt == null && c.Until > now);

    private Task<int> WithdrawAsync(DateTimeOffset now, CancellationToken ct) => Open(now).ExecuteUpdateAsync(c => c.SetProperty(x => x.WithdrawnAt, now), ct);

    public sealed record Look(string Viewer, DateTimeOffset From, DateTimeOffset? To, string Reason);
}
