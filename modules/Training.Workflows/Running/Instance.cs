using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Modules;
using Training.Workflows.Definitions;

namespace Training.Workflows.Running;

/// <summary>A process on its way, for one subject. How it stands is in its tokens; how it came there, in its journal.</summary>
internal sealed class Instance : Entity
{
    public required Guid ProcessId { get; init; }

    /// <summary>The version it began with; the scopes say which one it follows.</summary>
    public required Guid VersionId { get; init; }

    /// <summary>What it is about: a stable name, such as <c>LogbookEntry</c>.</summary>
    public required string SubjectType { get; init; }

    public required Guid SubjectId { get; init; }

    /// <summary>The practitioner it is about; sees it.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>A hospital that it concerns.</summary>
    public Guid? HospitalId { get; init; }

    /// <summary>The other hospital that it concerns.</summary>
    public Guid? OtherHospitalId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary><c>completed</c>, <c>terminated</c> or <c>cancelled</c>; null while it runs.</summary>
    public string? End { get; set; }

    /// <summary>Since when it has stopped because of an error; null where it has not.</summary>
    public DateTimeOffset? FaultedAt { get; set; }

    /// <summary>Number of the last entry of its journal; also tells whether somebody else moved it meanwhile.</summary>
    public int LastEntry { get; set; }
}

/// <summary>Where tokens are. The names follow <see cref="Engine.ScopeState"/>.</summary>
[NotAudited("the state of a process; what happened is in its journal")]
internal sealed class ScopeRow
{
    public required Guid InstanceId { get; init; }

    public required int Number { get; init; }

    public required Engine.ScopeRole Role { get; init; }

    public int? ParentToken { get; init; }

    public string? Node { get; set; }

    public Guid? VersionId { get; set; }

    public int? Round { get; init; }
}

/// <summary>Where a token is. The names follow <see cref="Engine.TokenState"/>.</summary>
[NotAudited("the state of a process; what happened is in its journal")]
internal sealed class TokenRow
{
    public required Guid InstanceId { get; init; }

    public required int Number { get; init; }

    public required int Scope { get; init; }

    public required string Node { get; set; }

    public required Engine.TokenPhase Phase { get; set; }

    public string? Flow { get; set; }

    public required int Since { get; set; }

    public int? Rounds { get; set; }

    public int RoundsBegun { get; set; }

    public int RoundsDone { get; set; }

    public string? Fault { get; set; }
}

/// <summary>The value of a variable, as <see cref="Expressions.Value.Stored"/> writes it; its kind is that of its declaration.</summary>
[NotAudited("the state of a process; what happened is in its journal")]
internal sealed class VariableRow
{
    public required Guid InstanceId { get; init; }

    public required int Scope { get; init; }

    public required string Name { get; init; }

    public required string Value { get; set; }
}

/// <summary>What happened. Never changes.</summary>
internal sealed class JournalRow : IAppendOnly
{
    public required Guid InstanceId { get; init; }

    public required int Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Engine.JournalKind Kind { get; init; }

    public string? Node { get; init; }

    public int? Token { get; init; }

    public int? Scope { get; init; }

    public int? Other { get; init; }

    public string? Name { get; init; }

    public string? Text { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The account that caused it; null where the site did.</summary>
    public Guid? ActorUserId { get; init; }
}

internal sealed class InstanceConfiguration
    : IScoped<Instance>, IScoped<ScopeRow>, IScoped<TokenRow>, IScoped<VariableRow>, IScoped<JournalRow>
{
    Expression<Func<Instance, Viewer, bool>> IScoped<Instance>.VisibleTo(TrainingDbContext db) => (i, viewer) =>
        i.PersonId == viewer.PersonId
        || viewer.Everywhere(Permissions.ViewProcesses)
        || viewer.Hospitals(Permissions.ViewProcesses).Contains(i.HospitalId!.Value)
        || viewer.Hospitals(Permissions.ViewProcesses).Contains(i.OtherHospitalId!.Value);

    Expression<Func<ScopeRow, Viewer, bool>> IScoped<ScopeRow>.VisibleTo(TrainingDbContext db) => (row, _) => db.Set<Instance>().Any(i => i.Id == row.InstanceId);

    Expression<Func<TokenRow, Viewer, bool>> IScoped<TokenRow>.VisibleTo(TrainingDbContext db) => (row, _) => db.Set<Instance>().Any(i => i.Id == row.InstanceId);

    Expression<Func<VariableRow, Viewer, bool>> IScoped<VariableRow>.VisibleTo(TrainingDbContext db) => (row, _) => db.Set<Instance>().Any(i => i.Id == row.InstanceId);

    Expression<Func<JournalRow, Viewer, bool>> IScoped<JournalRow>.VisibleTo(TrainingDbContext db) => (row, _) => db.Set<Instance>().Any(i => i.Id == row.InstanceId);

    void IScoped<Instance>.Lock(RowLock<Instance> row) => row.Person(i => i.PersonId).Hospital(i => i.HospitalId).Hospital(i => i.OtherHospitalId);

    void IScoped<ScopeRow>.Lock(RowLock<ScopeRow> row) => row.With<Instance>(r => r.InstanceId);

    void IScoped<TokenRow>.Lock(RowLock<TokenRow> row) => row.With<Instance>(r => r.InstanceId);

    void IScoped<VariableRow>.Lock(RowLock<VariableRow> row) => row.With<Instance>(r => r.InstanceId);

    void IScoped<JournalRow>.Lock(RowLock<JournalRow> row) => row.With<Instance>(r => r.InstanceId);

    public void Configure(EntityTypeBuilder<Instance> builder)
    {
        builder.ToTable("Workflows_Instances");
        builder.HasOne<Process>().WithMany().HasForeignKey(i => i.ProcessId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ProcessVersion>().WithMany().HasForeignKey(i => i.VersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(i => new { i.SubjectType, i.SubjectId });
        builder.HasIndex(i => new { i.ProcessId, i.Id });
        builder.HasIndex(i => i.ProcessId, "IX_Workflows_Instances_Running").HasFilter(""" "EndedAt" IS NULL """.Trim());
        builder.HasIndex(i => i.FaultedAt).HasFilter(""" "FaultedAt" IS NOT NULL """.Trim());
        builder.Property(i => i.SubjectType).HasMaxLength(60);
        builder.Property(i => i.End).HasMaxLength(20);
        builder.Property(i => i.LastEntry).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<ScopeRow> builder)
    {
        builder.ToTable("Workflows_Scopes").HasKey(r => new { r.InstanceId, r.Number });
        builder.HasOne<Instance>().WithMany().HasForeignKey(r => r.InstanceId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ProcessVersion>().WithMany().HasForeignKey(r => r.VersionId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(r => r.Node).HasMaxLength(200);
    }

    public void Configure(EntityTypeBuilder<TokenRow> builder)
    {
        builder.ToTable("Workflows_Tokens").HasKey(r => new { r.InstanceId, r.Number });
        builder.HasOne<Instance>().WithMany().HasForeignKey(r => r.InstanceId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(r => r.Node).HasMaxLength(200);
        builder.Property(r => r.Flow).HasMaxLength(200);
        builder.Property(r => r.Fault).HasMaxLength(2_000);
    }

    public void Configure(EntityTypeBuilder<VariableRow> builder)
    {
        builder.ToTable("Workflows_Variables").HasKey(r => new { r.InstanceId, r.Scope, r.Name });
        builder.HasOne<Instance>().WithMany().HasForeignKey(r => r.InstanceId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(r => r.Name).HasMaxLength(100);
    }

    public void Configure(EntityTypeBuilder<JournalRow> builder)
    {
        builder.ToTable("Workflows_Journal").HasKey(r => new { r.InstanceId, r.Number });
        builder.HasOne<Instance>().WithMany().HasForeignKey(r => r.InstanceId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(r => r.Node).HasMaxLength(200);
        builder.Property(r => r.Name).HasMaxLength(200);
    }
}
