using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Media.Contracts;

namespace Training.Activities.Assignments;

/// <summary>A file that was handed in, for whoever sees the work.</summary>
internal static class WorkFileEndpoint
{
    public static async Task<IResult> GetAsync(Guid workId, int number, int file, TrainingDbContext db, CancellationToken ct)
        => await db.Set<WorkFile>().Where(f => f.WorkId == workId && f.Try == number && f.Number == file).Select(f => f.Hash).SingleOrDefaultAsync(ct) is { } hash
            ? FileResults.Serve(hash, FormattableString.Invariant($"bai-lam-{number}-{file}"))
            : Results.NotFound();
}

/// <summary>Files that works refer to; kept as long as the work is.</summary>
internal sealed class WorkFileReferences(TrainingDbContext db) : IFileReferences
{
    public async Task<IReadOnlyCollection<string>> InUseAsync(IReadOnlyCollection<string> hashes, CancellationToken ct)
        => await db.Unscoped<WorkFile>().Where(f => hashes.Contains(f.Hash)).Select(f => f.Hash).Distinct().ToListAsync(ct);
}
