using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Modules;

namespace Training.Notifications.Outbox;

/// <summary>A letter that waits, has left, or was given up.</summary>
[NotAudited("a letter about an event, not an event")]
internal sealed class OutgoingMail : Entity
{
    public const int SubjectLength = 300;
    public const int ErrorLength = 300;

    public required string To { get; init; }

    public required string Subject { get; init; }

    /// <summary>Emptied once a secret letter has left or was given up.</summary>
    public required string Body { get; set; }

    public required bool Secret { get; init; }

    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>
    /// When it is tried next; null once there is nothing left to do. Whoever takes it moves this on first, so that nobody else takes it
    /// meanwhile, and so that it comes back by itself where that process dies.
    /// </summary>
    public required DateTimeOffset? DueAt { get; set; }

    /// <summary>After this it is not tried again: old news and dead links help nobody.</summary>
    public required DateTimeOffset Until { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public DateTimeOffset? GaveUpAt { get; set; }

    /// <summary>What the last try ended with, in the words of the server; one line.</summary>
    public string? Error { get; set; }
}

internal sealed class OutgoingMailConfiguration : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.ToTable("Notifications_Outbox");
        builder.HasIndex(m => m.DueAt);
        builder.HasIndex(m => m.SentAt);
        builder.HasIndex(m => m.GaveUpAt);
        builder.Property(m => m.To).HasMaxLength(256);
        builder.Property(m => m.Subject).HasMaxLength(OutgoingMail.SubjectLength);
        builder.Property(m => m.Body).HasMaxLength(20_000);
        builder.Property(m => m.Error).HasMaxLength(OutgoingMail.ErrorLength);
    }
}

internal static class OutboxDb
{
    extension(TrainingDbContext db)
    {
        public DbSet<OutgoingMail> OutgoingMails => db.Set<OutgoingMail>();
    }
}
