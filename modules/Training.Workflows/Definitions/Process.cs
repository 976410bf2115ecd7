using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Modules;

namespace Training.Workflows.Definitions;

/// <summary>A process, in all its versions. Its key is the id of the process in its documents.</summary>
internal sealed class Process : Entity
{
    public const int KeyLength = 100;

    public required string Key { get; init; }

    /// <summary>Number of the newest published version; 0 where none is.</summary>
    public int Newest { get; set; }
}

/// <summary>A published version of a process: never changes. Instances stay on theirs.</summary>
internal sealed class ProcessVersion : Entity, IAppendOnly
{
    public required Guid ProcessId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public required string Name { get; init; }

    /// <summary>The BPMN 2.0 document.</summary>
    public required string Document { get; init; }

    /// <summary>SHA-256 of the document, lower-case hex.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>The account that published it; null where a recipe did.</summary>
    public Guid? PublishedByUserId { get; init; }

    public required string PublishedBy { get; init; }

    /// <summary>What changed, and why.</summary>
    public required string Reason { get; init; }

    public static string HashOf(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));
}

/// <summary>A change of a process that is being drawn; at most one of each.</summary>
[NotAudited("the publication is the event; a draft does nothing")]
internal sealed class Draft : IVersioned
{
    public required Guid ProcessId { get; init; }

    public required string Document { get; set; }

    /// <summary>Number of the version it began from; 0 for a new process.</summary>
    public required int BasedOn { get; set; }

    public required DateTimeOffset SavedAt { get; set; }

    public required string SavedBy { get; set; }

    public int Version { get; set; }

    /// <param name="process">The process.</param>
    /// <param name="basedOn">Number of the version it begins from.</param>
    /// <param name="document">The document.</param>
    /// <param name="by">Name of who saves it.</param>
    /// <param name="now">When.</param>
    public static Draft Begin(Guid process, int basedOn, string document, string by, DateTimeOffset now) => new()
    {
        ProcessId = process,
        BasedOn = basedOn,
        Document = document,
        SavedAt = now,
        SavedBy = by,

        // Higher than an earlier draft of the process can have come to, so that whoever still has that one open does not overwrite this one.
        Version = (int)(now.ToUnixTimeSeconds() - FirstVersion),
    };

    private const long FirstVersion = 1_700_000_000;
}

/// <summary>When a start event with a timer begins the next instance of the newest version of its process.</summary>
[NotAudited("when something will begin; the instance that begins is the event")]
internal sealed class StartTimer
{
    public required Guid ProcessId { get; init; }

    public required string Node { get; init; }

    public required DateTimeOffset DueAt { get; set; }

    public int Fired { get; set; }
}

internal sealed class ProcessConfiguration : IEntityTypeConfiguration<Process>, IEntityTypeConfiguration<ProcessVersion>, IEntityTypeConfiguration<Draft>, IEntityTypeConfiguration<StartTimer>
{
    public void Configure(EntityTypeBuilder<Process> builder)
    {
        builder.ToTable("Workflows_Processes");
        builder.HasIndex(p => p.Key).IsUnique();
        builder.Property(p => p.Key).HasMaxLength(Process.KeyLength);
    }

    public void Configure(EntityTypeBuilder<ProcessVersion> builder)
    {
        builder.ToTable("Workflows_Versions");
        builder.HasOne<Process>().WithMany().HasForeignKey(v => v.ProcessId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(v => new { v.ProcessId, v.Number }).IsUnique();
        builder.Property(v => v.Name).HasMaxLength(500);
        builder.Property(v => v.Hash).HasMaxLength(64);
        builder.Property(v => v.PublishedBy).HasMaxLength(250);
        builder.Property(v => v.Reason).HasMaxLength(500);
    }

    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.ToTable("Workflows_Drafts").HasKey(d => d.ProcessId);
        builder.HasOne<Process>().WithOne().HasForeignKey<Draft>(d => d.ProcessId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(d => d.SavedBy).HasMaxLength(250);
        builder.Property(d => d.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<StartTimer> builder)
    {
        builder.ToTable("Workflows_StartTimers").HasKey(t => new { t.ProcessId, t.Node });
        builder.HasOne<Process>().WithMany().HasForeignKey(t => t.ProcessId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(t => t.DueAt);
        builder.Property(t => t.Node).HasMaxLength(200);
    }
}
