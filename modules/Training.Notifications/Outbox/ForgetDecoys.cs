using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;

namespace Training.Notifications.Outbox;

/// <summary>Takes away the rows of letters that were never to be sent (<see cref="Contracts.IMailQueue.Pretend"/>).</summary>
internal sealed class ForgetDecoys(TrainingDbContext db) : IBackgroundTask
{
    public TimeSpan Interval => TimeSpan.FromHours(6);

    public Task RunAsync(CancellationToken ct) => db.WriteAsync(inner => db.OutgoingMails.Where(m => m.To == "").ExecuteDeleteAsync(inner), ct);
}
