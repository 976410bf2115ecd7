using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Modules;
using Training.Notifications.Contracts;

namespace Training.Notifications.Outbox;

/// <summary>A letter that waits, or has left.</summary>
internal sealed class OutgoingMail : Entity
{
    public required string To { get; init; }

    public required string Subject { get; init; }

    /// <summary>Emptied once a secret letter has left.</summary>
    public required string Body { get; set; }

    public required bool Secret { get; init; }

    public required DateTimeOffset QueuedAt { get; init; }

    public DateTimeOffset? SentAt { get; set; }
}

internal sealed class OutgoingMailConfiguration : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.ToTable("Notifications_Outbox");
        builder.HasIndex(m => m.SentAt);
        builder.Property(m => m.To).HasMaxLength(256);
        builder.Property(m => m.Subject).HasMaxLength(300);
        builder.Property(m => m.Body).HasMaxLength(20_000);
    }
}

internal sealed class MailQueue(TrainingDbContext db, TimeProvider clock) : IMailQueue
{
    public void Send(Mail mail) => db.Add(new OutgoingMail
    {
        To = mail.To,
        Subject = mail.Subject,
        Body = mail.Body,
        Secret = mail.Secret,
        QueuedAt = clock.GetUtcNow(),
    });
}
