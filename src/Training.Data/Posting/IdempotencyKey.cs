using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules;

namespace Training.Data;

/// <summary>A form that had its effect: stored in the same transaction as the effect, so that neither is there without the other.</summary>
[NotAudited("remembers that a form had its effect; the effect is the event")]
internal sealed class IdempotencyKey
{
    public required Guid UserId { get; init; }

    public required Guid Key { get; init; }

    public required string BodyHash { get; init; }

    public required string Location { get; init; }

    public required DateTimeOffset StoredAt { get; init; }
}

internal sealed class IdempotencyKeyConfiguration : IEntityTypeConfiguration<IdempotencyKey>
{
    public void Configure(EntityTypeBuilder<IdempotencyKey> builder)
    {
        builder.ToTable("Data_IdempotencyKeys").HasKey(k => new { k.UserId, k.Key });
        builder.Property(k => k.BodyHash).HasMaxLength(64);
        builder.Property(k => k.Location).HasMaxLength(2000);
        builder.HasIndex(k => k.StoredAt);
    }
}

/// <summary>Keys older than two days can not come back: the antiforgery token of their form is of another session.</summary>
internal sealed class PurgeIdempotencyKeys(TrainingDbContext db, TimeProvider clock) : IBackgroundTask
{
    public TimeSpan Interval => TimeSpan.FromHours(6);

    public Task RunAsync(CancellationToken ct)
    {
        var limit = clock.GetUtcNow().AddDays(-2);
        return db.WriteAsync(inner => db.Set<IdempotencyKey>().Where(k => k.StoredAt < limit).ExecuteDeleteAsync(inner), ct);
    }
}

/// <summary>What is kept of forms that had their effect.</summary>
public static class KeptForms
{
    // A form is stored with its effect; the clock of the effect may have been read a little before.
    private static readonly TimeSpan Around = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Forgets the hashes of the forms that were stored about these times, since somebody could try texts until one fits. Such a form sent again
    /// still has no second effect; it is told that it was sent before.
    /// </summary>
    public static async Task ForgetFormsAsync(this TrainingDbContext db, IEnumerable<DateTimeOffset> times, CancellationToken ct)
    {
        foreach (var time in times.Distinct())
        {
            var (from, to) = (time - Around, time + Around);
            await db.Set<IdempotencyKey>().Where(k => k.StoredAt >= from && k.StoredAt <= to).ExecuteUpdateAsync(row => row.SetProperty(k => k.BodyHash, ""), ct);
        }
    }

    /// <summary>Whose table it is, for <see cref="FreePages"/>.</summary>
    public static Type Entity => typeof(IdempotencyKey);
}
