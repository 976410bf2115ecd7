using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Training.Cme.Ledger;
using Training.Cme.Rules;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Notifications.Contracts;

namespace Training.Cme.Warnings;

/// <summary>
/// Writes to whoever lacks hours shortly before their years end: once when the light turns amber, once when it turns red, in both languages. Each person
/// is a write of its own; of two nodes that come at once the second breaks the unique index, and its letter goes with it.
/// </summary>
internal sealed partial class WarnPeople(
    TrainingDbContext db, TargetReader targets, IRoleHolders holders, IMailQueue mail, IConfiguration configuration, IStringLocalizer<Texts> texts, TimeProvider clock, ILogger<WarnPeople> log) : IBackgroundTask
{
    private const int Most = 200;

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var today = clock.Today();
        var target = await targets.OnAsync(today, ct);
        var (amber, red, open) = (today.AddDays(target.AmberDays), today.AddDays(target.RedDays), target.OpenOn(today));
        var warned = db.Set<Warning>();

        // Whoever was written to as red needs no amber letter any more; a full page of people comes on at the next turn.
        var near = db.Practitioners().Where(p => p.LicenceNumber != null
            && (p.LicenceExpiresOn ?? open.To) >= today
            && (p.LicenceExpiresOn ?? open.To) <= amber
            && !warned.Any(w => w.PersonId == p.PersonId && w.PeriodTo == (p.LicenceExpiresOn ?? open.To) && (w.IsUrgent || (p.LicenceExpiresOn ?? open.To) > red)));
        var missing = await db.Counted(near, target, today).Where(c => c.Hundredths < target.Hundredths).OrderBy(c => c.Person.PersonId).Take(Most).ToListAsync(ct);
        var accounts = (await holders.AccountsOfAsync([.. missing.Select(c => c.Person.PersonId)], ct)).ToLookup(account => account.PersonId);
        foreach (var counted in missing)
        {
            try
            {
                await db.WriteAsync(
                    async inner =>
                    {
                        var standing = counted.StandingOn(today, target);
                        var isUrgent = standing.Light == Light.Urgent;
                        if (!await db.Set<Warning>().AnyAsync(w => w.PersonId == counted.Person.PersonId && w.PeriodTo == standing.Period.To && w.IsUrgent == isUrgent, inner))
                        {
                            Warn(counted.Person, standing, isUrgent, accounts[counted.Person.PersonId]);
                        }
                    },
                    ct);
            }
            catch (DbUpdateException exception) when (exception.IsUniqueViolation())
            {
                Twice(log, counted.Person.PersonId);
            }
        }
    }

    private void Warn(Practitioner person, Standing standing, bool isUrgent, IEnumerable<AccountInfo> accounts)
    {
        db.Add(new Warning { PersonId = person.PersonId, PeriodTo = standing.Period.To, IsUrgent = isUrgent, At = clock.GetUtcNow() });
        var link = configuration["Site:BaseAddress"] is { Length: > 0 } root ? $"{root.TrimEnd('/')}/cme" : "";
        foreach (var account in accounts.Where(a => a.Email.Length > 0))
        {
            mail.SendInEachLanguage(
                account.Email,
                () => texts["Letter.Warning.Subject", HourText.Of(standing.Missing), Show.Date(standing.Period.To)],
                () => texts["Letter.Warning", account.Name, HourText.Of(standing.Hours), standing.Target.Hours, HourText.Of(standing.Missing), Show.Date(standing.Period.To), standing.DaysLeft, standing.Target.Reference, link].Value.TrimEnd());
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Another node has warned {Person} about missing credit hours.")]
    private static partial void Twice(ILogger log, Guid person);
}
