using Training.Data;
using Training.Modules;
using Training.Notifications.Contracts;

namespace Training.Notifications.Outbox;

internal sealed class MailQueue(TrainingDbContext db, TimeProvider clock) : IMailQueue
{
    /// <summary>How long a letter is worth sending.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    public void Send(Mail mail) => Add(mail, mail.To, mail.Body, clock.GetUtcNow());

    public void Pretend(Mail mail) => Add(mail, "", new string(' ', mail.Body.Length), null);

    private void Add(Mail mail, string to, string body, DateTimeOffset? dueAt)
    {
        var now = clock.GetUtcNow();
        db.Add(new OutgoingMail
        {
            To = to,
            Subject = OneLine.Of(mail.Subject, OutgoingMail.SubjectLength),
            Body = body,
            Secret = mail.Secret,
            QueuedAt = now,
            DueAt = dueAt,
            Until = now + Lifetime,
        });
    }
}
