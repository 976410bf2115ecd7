using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Modules;

namespace Training.Logbook.Workflow;

/// <summary>That an account got a letter of a kind on a day: however many cases wait, it gets one.</summary>
[NotAudited("keeps people from being written to twice a day")]
internal sealed class Reminder
{
    public required Guid UserId { get; init; }

    public required DateOnly Day { get; init; }

    public required string Kind { get; init; }
}

internal sealed class ReminderConfiguration : IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Reminder> builder)
    {
        builder.ToTable("Logbook_Reminders").HasKey(r => new { r.UserId, r.Day, r.Kind });
        builder.Property(r => r.Kind).HasMaxLength(20);
        builder.HasIndex(r => r.Day);
    }
}

internal static class Reminders
{
    /// <returns>False: they got one of this kind on this day.</returns>
    public static async Task<bool> RemindOnceAsync(this TrainingDbContext db, Guid userId, DateOnly day, string kind, CancellationToken ct)
        => await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "Logbook_Reminders" ("UserId", "Day", "Kind") VALUES ({userId}, {day}, {kind}) ON CONFLICT DO NOTHING""", ct) == 1;
}
