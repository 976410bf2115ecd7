using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Modules;
using Training.Notifications.Contracts;
using Training.Notifications.Delivery;
using Training.Notifications.Outbox;
using Training.Tests.Support;

namespace Training.Tests.Notifications;

internal static class Mails
{
    public const string Reader = "nguyen.thi.huong@benhvien.example";

    /// <summary>Puts a letter into the outbox, as a module does.</summary>
    public static Task QueueAsync(this Site site, params Mail[] mails) => site.DataAsync(async (db, services) =>
    {
        await db.WriteAsync(
            _ =>
            {
                foreach (var mail in mails)
                {
                    services.GetRequiredService<IMailQueue>().Send(mail);
                }

                return Task.CompletedTask;
            },
            default);
        return true;
    });

    /// <summary>One run of the task, as one node does it.</summary>
    public static Task DeliverAsync(this Site site) => site.DataAsync(async (_, services) =>
    {
        await services.GetServices<IBackgroundTask>().OfType<DeliverMail>().Single().RunAsync(default);
        return true;
    });

    public static Task<List<OutgoingMail>> OutboxAsync(this Site site) => site.DataAsync(db => db.OutgoingMails.AsNoTracking().OrderBy(m => m.Id).ToListAsync());
}
