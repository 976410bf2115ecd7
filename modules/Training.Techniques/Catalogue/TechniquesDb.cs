using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Techniques.Packages;

namespace Training.Techniques.Catalogue;

internal static class TechniquesDb
{
    private const int MaxWords = 6;

    extension(TrainingDbContext db)
    {
        public DbSet<Technique> Techniques => db.Set<Technique>();

        public DbSet<TechniquePackage> TechniquePackages => db.Set<TechniquePackage>();

        public DbSet<PackageVersion> PackageVersions => db.Set<PackageVersion>();
    }

    /// <summary>Those whose names, specialty or codes contain every word, with or without diacritics.</summary>
    public static IQueryable<Technique> Matching(this IQueryable<Technique> techniques, string? search)
        => VietnameseText.Words(search).Take(MaxWords)
            .Aggregate(techniques, (query, word) => query.Where(t => t.SearchText.Contains(word)));
}
