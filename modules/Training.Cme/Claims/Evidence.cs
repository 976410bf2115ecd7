using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Media.Contracts;

namespace Training.Cme.Claims;

/// <summary>The evidence of a version, for whoever sees the claim.</summary>
internal static class EvidenceEndpoint
{
    public static async Task<IResult> GetAsync(Guid id, int number, TrainingDbContext db, CancellationToken ct)
        => await db.Set<ClaimVersion>().Where(v => v.ClaimId == id && v.Number == number).Select(v => v.EvidenceHash).SingleOrDefaultAsync(ct) is { } hash
            ? FileResults.Serve(hash, $"CME-{number}")
            : Results.NotFound();
}

/// <summary>Files that claims refer to; kept as long as the claim is.</summary>
internal sealed class EvidenceReferences(TrainingDbContext db) : IFileReferences
{
    public async Task<IReadOnlyCollection<string>> InUseAsync(IReadOnlyCollection<string> hashes, CancellationToken ct)
        => await db.Unscoped<ClaimVersion>().Where(v => hashes.Contains(v.EvidenceHash)).Select(v => v.EvidenceHash).Distinct().ToListAsync(ct);
}
