using Training.Data;
using Training.Modules;
using Training.Notifications.Contracts;

namespace Training.Notifications.Outbox;

internal sealed class MailQueue(TrainingDbContext db, TimeProvider clock) : IMailQueue
{
    /// <summary>How long a letter is worth sending.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    public void Send(Mail mail)
    {
        var now = clock.GetUtcNow();
        db.Add(new OutgoingMail
        {
            To = mail.To,
            Subject = OneLine.Of(mail.Subject, OutgoingMail.SubjectLength),
            Body = mail.Body,
            Secret = mail.Secret,
            QueuedAt = now,
            DueAt = now,
            Until = now + Lifetime,
        });
    }
}
