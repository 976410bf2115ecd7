using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Modules;
using Training.Notifications.Contracts;
using Training.Transfers.Contracts;

namespace Training.Logbook.Workflow;

/// <summary>Letters about cases that wait. Nobody gets more than one of a kind a day: it says how many cases wait, not which.</summary>
internal sealed class CaseLetters(TrainingDbContext db, ITransfers transfers, Addressing addressing, IMailQueue mail, IConfiguration configuration, IStringLocalizer<Texts> texts, TimeProvider clock)
{
    /// <summary>To mentors.</summary>
    public async Task RemindAsync(IEnumerable<AccountInfo> mentors, CancellationToken ct)
    {
        foreach (var mentor in mentors.Where(account => account is { PersonId: not null, Email.Length: > 0 }))
        {
            Guid[] supervised = [.. (await transfers.SupervisedByAsync(mentor.PersonId!.Value, ct)).Select(right => right.TransferId).Distinct()];
            Guid[] addressees = [mentor.PersonId.Value, .. await addressing.StoodInForAsync([mentor.UserId], ct)];
            var cases = Waiting()
                .Where(e => supervised.Contains(e.TransferId) && e.PersonId != mentor.PersonId)
                .Where(e => e.AddressedTo == null || addressees.Contains(e.AddressedTo.Value) || e.LateSince != null);
            await SendAsync(mentor, "Remind", "/sign", cases, ct);
        }
    }

    /// <summary>To the training office of the giving hospital.</summary>
    public async Task EscalateAsync(IEnumerable<AccountInfo> office, Guid transferId, CancellationToken ct)
    {
        foreach (var account in office.Where(account => account.Email.Length > 0))
        {
            await SendAsync(account, "Escalate", "/tasks", Waiting().Where(e => e.TransferId == transferId && e.LateSince != null), ct);
        }
    }

    private IQueryable<LogbookEntry> Waiting() => db.Unscoped<LogbookEntry>().Where(e => e.WaitingSince != null && e.DecidedNumber != e.CurrentNumber);

    private async Task SendAsync(AccountInfo to, string kind, string page, IQueryable<LogbookEntry> cases, CancellationToken ct)
    {
        if (!await db.RemindOnceAsync(to.UserId, clock.Today(), kind, ct))
        {
            return;
        }

        var (number, oldest) = (await cases.CountAsync(ct), await cases.OrderBy(e => e.WaitingSince).Select(e => e.WaitingSince).FirstOrDefaultAsync(ct));
        if (oldest is not { } since)
        {
            return;
        }

        var address = configuration["Site:BaseAddress"] is { Length: > 0 } site ? site.TrimEnd('/') + page : page;
        mail.SendInEachLanguage(to.Email, () => texts[$"Letter.{kind}.Subject", number], () => texts[$"Letter.{kind}", to.Name, number, Show.Date(VietnamTime.DateOf(since)), address]);
    }
}
