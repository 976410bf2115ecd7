using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Training.Data;
using Training.Modules;
using Training.Notifications.Outbox;

namespace Training.Notifications.Delivery;

/// <summary>
/// Sends what waits in the outbox, one letter after the other and each at least once: it is taken in one short write, sent while no
/// transaction is open, and marked in another. Where the process dies between the last two, the letter goes out again with the same
/// Message-ID. Any number of nodes may do this at the same time.
/// </summary>
internal sealed class DeliverMail(TrainingDbContext db, TimeProvider clock, ILogger<DeliverMail> log, IEmailTransport? transport = null) : IBackgroundTask
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Longer than a try can last.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan[] Pauses =
        [
            TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(3),
            TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24),
        ];

    public TimeSpan Interval => TimeSpan.FromSeconds(15);

    public async Task RunAsync(CancellationToken ct)
    {
        while (transport is not null && await TakeAsync(ct) is { } mail && await TryAsync(transport, mail, ct))
        {
        }
    }

    private async Task<OutgoingMail?> TakeAsync(CancellationToken ct)
    {
        // Mostly nothing waits; then no write begins.
        var before = clock.GetUtcNow();
        if (!await db.OutgoingMails.AnyAsync(m => m.DueAt <= before, ct))
        {
            return null;
        }

        OutgoingMail? mail = null;
        await db.WriteAsync(
            async inner =>
            {
                var now = clock.GetUtcNow();
                mail = (await Next(now).ToListAsync(inner)).SingleOrDefault();
                if (mail is not null)
                {
                    mail.Attempts++;
                    mail.DueAt = now + Lease;
                }
            },
            ct);
        db.ChangeTracker.Clear();
        return mail;
    }

    // On SQLite the write gate lets one in at a time; on PostgreSQL another node steps over the row that this one holds.
    private IQueryable<OutgoingMail> Next(DateTimeOffset now) => db.Database.IsNpgsql()
        ? db.OutgoingMails.FromSql($"""SELECT * FROM "Notifications_Outbox" WHERE "DueAt" <= {now} ORDER BY "DueAt", "Id" LIMIT 1 FOR UPDATE SKIP LOCKED""")
        : db.OutgoingMails.Where(m => m.DueAt <= now).OrderBy(m => m.DueAt).ThenBy(m => m.Id).Take(1);

    /// <returns>False where the next letter would not leave either.</returns>
    private async Task<bool> TryAsync(IEmailTransport carrier, OutgoingMail mail, CancellationToken ct)
    {
        if (clock.GetUtcNow() > mail.Until)
        {
            await GiveUpAsync(mail, "It was not sent in time.");
            return true;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var limit = new CancellationTokenSource(Patience, clock);
        await using var end = limit.Token.Register(patience.Cancel);
        try
        {
            await carrier.SendAsync(new Letter(mail.Id, mail.To, mail.Subject, mail.Body), patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            await PostponeAsync(mail, $"No answer within {Patience.TotalSeconds:0} seconds.");
            return false;
        }
        catch (DeliveryException exception) when (exception.Obstacle == Obstacle.Refused)
        {
            await GiveUpAsync(mail, exception.Message);
            return true;
        }
        catch (DeliveryException exception)
        {
            await PostponeAsync(mail, exception.Message);
            return exception.Obstacle != Obstacle.Unreachable;
        }
#pragma warning disable CA1031 // a letter that breaks the transport must not hold up the others
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            log.LogError(exception, "Mail {Mail} broke the transport.", mail.Id);
            await PostponeAsync(mail, exception.GetType().Name);
            return true;
        }

        // It has left: from here on, stopping the site must not make it leave again.
        var now = clock.GetUtcNow();
        await MarkAsync(mail, dueAt: null, sentAt: now, gaveUpAt: null, error: null);
        return true;
    }

    private Task PostponeAsync(OutgoingMail mail, string reason)
    {
        var now = clock.GetUtcNow();
        return mail.Attempts <= Pauses.Length && now + Pauses[mail.Attempts - 1] <= mail.Until
            ? MarkAsync(mail, dueAt: now + Pauses[mail.Attempts - 1], sentAt: null, gaveUpAt: null, reason)
            : GiveUpAsync(mail, reason);
    }

    private Task GiveUpAsync(OutgoingMail mail, string reason)
    {
        log.LogWarning("Mail {Mail} was given up after {Attempts} tries.", mail.Id, mail.Attempts);
        return MarkAsync(mail, dueAt: null, sentAt: null, gaveUpAt: clock.GetUtcNow(), reason);
    }

    private Task MarkAsync(OutgoingMail mail, DateTimeOffset? dueAt, DateTimeOffset? sentAt, DateTimeOffset? gaveUpAt, string? error)
    {
        var line = error is null ? null : OneLine.Of(error, OutgoingMail.ErrorLength);
        var body = mail.Secret && dueAt is null ? "" : mail.Body;
        return db.WriteAsync(
            inner => db.OutgoingMails.Where(m => m.Id == mail.Id && m.SentAt == null).ExecuteUpdateAsync(
                set => set
                    .SetProperty(m => m.DueAt, dueAt)
                    .SetProperty(m => m.SentAt, sentAt)
                    .SetProperty(m => m.GaveUpAt, gaveUpAt)
                    .SetProperty(m => m.Error, line)
                    .SetProperty(m => m.Body, body),
                inner),
            CancellationToken.None);
    }
}
