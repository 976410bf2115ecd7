using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Modules;

namespace Training.Workflows.Running;

/// <summary>A timer that will fire. The names follow <see cref="Engine.TimerState"/>.</summary>
[NotAudited("the state of a process; what happened is in its journal")]
internal sealed class TimerRow
{
    public required Guid InstanceId { get; init; }

    public required int Number { get; init; }

    public required string Node { get; set; }

    public int? Token { get; init; }

    public int? Scope { get; init; }

    public required DateTimeOffset DueAt { get; set; }

    public int Fired { get; set; }

    /// <summary>When it is tried: due, or later where a try failed. Null while its instance has stopped.</summary>
    public DateTimeOffset? TryAt { get; set; }

    public int Tries { get; set; }
}

/// <summary>A message or signal that is waited for. The names follow <see cref="Engine.SubscriptionState"/>.</summary>
[NotAudited("the state of a process; what happened is in its journal")]
internal sealed class SubscriptionRow
{
    public required Guid InstanceId { get; init; }

    public required int Number { get; init; }

    public required string Node { get; set; }

    public int? Token { get; init; }

    public int? Scope { get; init; }

    public required string Name { get; init; }

    public required bool IsSignal { get; init; }

    public required string SubjectType { get; init; }

    public required Guid SubjectId { get; init; }
}

/// <summary>A message or signal on its way from one instance to others.</summary>
[NotAudited("on its way; what it caused is in the journals of who got it")]
internal sealed class Delivery : Entity
{
    public required string Name { get; init; }

    public required bool IsSignal { get; init; }

    public required string SubjectType { get; init; }

    public required Guid SubjectId { get; init; }

    /// <summary>The instance that sent it.</summary>
    public required Guid FromInstanceId { get; init; }

    /// <summary>Who gets it; null until it is known who waits for it.</summary>
    public Guid? ToInstanceId { get; init; }

    /// <summary>The subscription of who gets it.</summary>
    public int? Subscription { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public required DateTimeOffset TryAt { get; set; }

    public int Tries { get; set; }

    /// <summary>Ids that sort in the order in which things were sent, also within one moment.</summary>
    public static Guid NewId(DateTimeOffset sentAt, int order) => Guid.CreateVersion7(sentAt.AddMilliseconds(order));
}

/// <summary>Something that somebody has to do.</summary>
internal sealed class TaskRow : Entity
{
    public required Guid InstanceId { get; init; }

    public required int Token { get; init; }

    public required string Node { get; set; }

    /// <summary>What the drawing calls it.</summary>
    public required string Name { get; set; }

    public string? Form { get; init; }

    public required bool AllowsBatch { get; init; }

    public required string SubjectType { get; init; }

    public required Guid SubjectId { get; init; }

    /// <summary>For whom: <c>resolver/key</c>. Who holds the key is asked anew each time; null: nobody could be found.</summary>
    public string? AssigneeKey { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public Guid? ClaimedByUserId { get; set; }

    public DateTimeOffset? ClaimedAt { get; set; }

    public DateTimeOffset? DoneAt { get; set; }

    public Guid? DoneByUserId { get; set; }

    public string? Outcome { get; set; }

    /// <summary>When the process took it back: a timer, a message or somebody else was faster.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }
}

internal sealed class WaitingConfiguration
    : IScoped<TimerRow>, IScoped<SubscriptionRow>, IScoped<TaskRow>, IEntityTypeConfiguration<Delivery>
{
    Expression<Func<TimerRow, Viewer, bool>> IScoped<TimerRow>.VisibleTo(TrainingDbContext db) => (row, _) => db.Set<Instance>().Any(i => i.Id == row.InstanceId);

    Expression<Func<SubscriptionRow, Viewer, bool>> IScoped<SubscriptionRow>.VisibleTo(TrainingDbContext db) => (row, _) => db.Set<Instance>().Any(i => i.Id == row.InstanceId);

    Expression<Func<TaskRow, Viewer, bool>> IScoped<TaskRow>.VisibleTo(TrainingDbContext db) => (row, _) => db.Set<Instance>().Any(i => i.Id == row.InstanceId);

    void IScoped<TimerRow>.Lock(RowLock<TimerRow> row) => row.With<Instance>(r => r.InstanceId);

    void IScoped<SubscriptionRow>.Lock(RowLock<SubscriptionRow> row) => row.With<Instance>(r => r.InstanceId);

    void IScoped<TaskRow>.Lock(RowLock<TaskRow> row) => row.With<Instance>(r => r.InstanceId);

    public void Configure(EntityTypeBuilder<TimerRow> builder)
    {
        builder.ToTable("Workflows_Timers").HasKey(r => new { r.InstanceId, r.Number });
        builder.HasOne<Instance>().WithMany().HasForeignKey(r => r.InstanceId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(r => r.TryAt);
        builder.Property(r => r.Node).HasMaxLength(200);
    }

    public void Configure(EntityTypeBuilder<SubscriptionRow> builder)
    {
        builder.ToTable("Workflows_Subscriptions").HasKey(r => new { r.InstanceId, r.Number });
        builder.HasOne<Instance>().WithMany().HasForeignKey(r => r.InstanceId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(r => new { r.Name, r.SubjectId });
        builder.Property(r => r.Node).HasMaxLength(200);
        builder.Property(r => r.Name).HasMaxLength(200);
        builder.Property(r => r.SubjectType).HasMaxLength(60);
    }

    public void Configure(EntityTypeBuilder<TaskRow> builder)
    {
        builder.ToTable("Workflows_Tasks");
        builder.HasOne<Instance>().WithMany().HasForeignKey(r => r.InstanceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => new { r.InstanceId, r.Token });
        builder.HasIndex(r => new { r.AssigneeKey, r.DueAt }).HasFilter(""" "DoneAt" IS NULL AND "WithdrawnAt" IS NULL """.Trim());
        builder.HasIndex(r => new { r.SubjectType, r.SubjectId });
        builder.Property(r => r.Node).HasMaxLength(200);
        builder.Property(r => r.Name).HasMaxLength(500);
        builder.Property(r => r.Form).HasMaxLength(100);
        builder.Property(r => r.SubjectType).HasMaxLength(60);
        builder.Property(r => r.AssigneeKey).HasMaxLength(200);
        builder.Property(r => r.Outcome).HasMaxLength(100);
    }

    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable("Workflows_Deliveries");
        builder.HasIndex(d => d.TryAt);
        builder.Property(d => d.Name).HasMaxLength(200);
        builder.Property(d => d.SubjectType).HasMaxLength(60);
    }
}
