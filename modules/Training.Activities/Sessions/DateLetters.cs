using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.Notifications.Contracts;

namespace Training.Activities.Sessions;

/// <summary>Letters to those who signed up for a date. The address of a meeting on the web stands on the page only.</summary>
internal sealed class DateLetters(TrainingDbContext db, IRoleHolders holders, IMailQueue mail, IConfiguration configuration, IStringLocalizer<Texts> texts)
{
    /// <summary>Of the site, without a slash at its end; empty where it does not know it.</summary>
    public string Root => configuration["Site:BaseAddress"] is { Length: > 0 } root ? root.TrimEnd('/') : "";

    public async Task ChangedAsync(string title, SessionDate date, string before, CancellationToken ct) => await SendAsync(
        await SignedUpAsync(date.Id, ct),
        () => texts["Letter.Changed.Subject", title, date.When],
        name => texts["Letter.Changed", name, title, before, date.When, PlaceOf(date), LinkOf(date)],
        ct);

    public async Task CancelledAsync(string title, SessionDate date, CancellationToken ct) => await SendAsync(
        await SignedUpAsync(date.Id, ct),
        () => texts["Letter.Cancelled.Subject", title, date.When],
        name => texts["Letter.Cancelled", name, title, date.When, date.CancelReason ?? "", LinkOf(date)],
        ct);

    public Task RemindAsync(string title, SessionDate date, Guid personId, CancellationToken ct) => SendAsync(
        [personId],
        () => texts["Letter.Reminder.Subject", title, date.When],
        name => texts["Letter.Reminder", name, title, date.When, PlaceOf(date), date.HeldBy, LinkOf(date)],
        ct);

    private Task<List<Guid>> SignedUpAsync(Guid dateId, CancellationToken ct)
        => db.Unscoped<SignUp>().Where(s => s.DateId == dateId && s.CancelledAt == null).Select(s => s.PersonId).ToListAsync(ct);

    private string PlaceOf(SessionDate date) => date.Place ?? texts["Date.Online"].Value;

    private string LinkOf(SessionDate date) => Root.Length > 0 ? $"{Root}/courses/{date.CourseCode}/sessions/{date.ItemKey}" : "";

    private async Task SendAsync(IReadOnlyCollection<Guid> personIds, Func<LocalizedString> subject, Func<string, LocalizedString> body, CancellationToken ct)
    {
        foreach (var account in (await holders.AccountsOfAsync(personIds, ct)).Where(a => a.Email.Length > 0))
        {
            mail.SendInEachLanguage(account.Email, () => subject().Value, () => body(account.Name).Value.TrimEnd());
        }
    }
}
