using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Access;
using Training.Identity.Factors;
using Training.Modules;

namespace Training.Identity.Sessions;

/// <summary>Where the account is signed in, and the buttons that end it.</summary>
[SignedIn]
[WithoutSecondFactor]
internal sealed class IndexModel(TrainingDbContext db, CurrentUser current, SessionStore store, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel
{
    private const string Address = "/account/sessions";

    private const int Most = 50;

    public IReadOnlyList<Session> Sessions { get; private set; } = [];

    public Guid Own => current.SessionId;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var userId = current.UserId;
        var stored = await db.Set<Session>().AsNoTracking().RunningAt(clock.GetUtcNow(), current.Grants).Where(s => s.UserId == userId)
            .OrderByDescending(s => s.LastSeenAt).Take(Most).ToListAsync(ct);
        Sessions = [.. stored.OrderByDescending(s => s.Id == Own)];
    }

    public Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken ct) => this.RedirectAfterAsync(
        db,
        async inner =>
        {
            if (await store.EndOneAsync(current.UserId, id, "ended by owner", inner))
            {
                TempData["Message"] = texts["Sessions.Ended"].Value;
            }

            return Address;
        },
        ct);

    public Task<IActionResult> OnPostOthersAsync(CancellationToken ct) => this.RedirectAfterAsync(
        db,
        async inner =>
        {
            await store.EndAllAsync(current.UserId, "ended by owner", inner, current.SessionId);
            TempData["Message"] = texts["Sessions.OthersEnded"].Value;
            return Address;
        },
        ct);
}
