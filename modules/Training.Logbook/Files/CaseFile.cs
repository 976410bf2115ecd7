using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Logbook.Batch;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Media.Contracts;
using Training.Modules;

namespace Training.Logbook.Files;

/// <summary>A file that was attached to a case. Which versions have it stands in the versions, as part of what is signed.</summary>
internal sealed class CaseFile : Entity, IAppendOnly
{
    public required Guid EntryId { get; init; }

    public required string Hash { get; init; }

    public required FileKind Kind { get; init; }

    public required DateTimeOffset AddedAt { get; init; }
}

internal sealed class CaseFileConfiguration : IScoped<CaseFile>
{
    public Expression<Func<CaseFile, Viewer, bool>> VisibleTo(TrainingDbContext db) => (f, _) => db.Set<LogbookEntry>().Any(e => e.Id == f.EntryId);

    public void Lock(RowLock<CaseFile> row) => row.With<LogbookEntry>(f => f.EntryId);

    public void Configure(EntityTypeBuilder<CaseFile> builder)
    {
        builder.ToTable("Logbook_Files");
        builder.HasOne<LogbookEntry>().WithMany().HasForeignKey(f => f.EntryId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(f => new { f.EntryId, f.Hash }).IsUnique();
        builder.HasIndex(f => f.Hash);
        builder.Property(f => f.Hash).HasMaxLength(64);
    }
}

/// <summary>What the logbook refers to: what is attached to a case, and what mentors have said aloud.</summary>
internal sealed class CaseFileReferences(TrainingDbContext db) : IFileReferences
{
    public async Task<IReadOnlyCollection<string>> InUseAsync(IReadOnlyCollection<string> hashes, CancellationToken ct)
        => await db.Unscoped<CaseFile>().Where(f => hashes.Contains(f.Hash)).Select(f => f.Hash)
            .Concat(db.Unscoped<Decision>().Where(d => d.VoiceHash != null && hashes.Contains(d.VoiceHash)).Select(d => d.VoiceHash!))
            .Concat(db.Unscoped<PreparedRating>().Where(p => p.VoiceHash != null && hashes.Contains(p.VoiceHash)).Select(p => p.VoiceHash!))
            .Distinct()
            .ToListAsync(ct);
}
