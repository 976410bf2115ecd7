using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Techniques.Packages;

namespace Training.Techniques.Catalogue;

/// <summary>Techniques and packages are few and read on most pages; they are kept in memory for a while and read again after a change on this node.</summary>
internal sealed class CatalogueCache(TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private volatile Entry? _entry;

    public TechniqueCatalogue? Current => _entry is { } entry && clock.GetUtcNow() - entry.At < Lifetime ? entry.Catalogue : null;

    public void Keep(TechniqueCatalogue catalogue) => _entry = new Entry(catalogue, clock.GetUtcNow());

    public void Forget() => _entry = null;

    private sealed record Entry(TechniqueCatalogue Catalogue, DateTimeOffset At);
}

internal sealed class CatalogueReader(TrainingDbContext db, CatalogueCache cache) : ITechniques
{
    public async Task<TechniqueCatalogue> GetAsync(CancellationToken ct)
    {
        // Inside a write the cache may be older than what this transaction changed.
        var writing = db.Database.CurrentTransaction is not null;
        if (!writing && cache.Current is { } kept)
        {
            return kept;
        }

        var techniques = await db.Techniques.OrderBy(t => t.SortKey)
            .Select(t => new TechniqueInfo(t.Id, t.Key, t.Code, t.NameVi, t.NameEn, t.SpecialtyVi, t.SpecialtyEn))
            .ToListAsync(ct);
        var packages = await (from version in db.PackageVersions.AsSingleQuery()
                              join package in db.TechniquePackages on version.PackageId equals package.Id
                              orderby package.Code, version.Number
                              select new PackageInfo(
                                  version.Id,
                                  package.Code,
                                  version.Number,
                                  version.NameVi,
                                  version.NameEn,
                                  version.TheoryCourseId,
                                  version.Techniques.OrderBy(t => t.Position).Select(t => t.TechniqueId).ToList(),
                                  version.Targets.Select(t => new TargetInfo(t.TechniqueId, t.Role, t.Stage, t.Count, t.MinEntrustment)).ToList())).ToListAsync(ct);
        var catalogue = new TechniqueCatalogue(techniques, packages);
        if (!writing)
        {
            cache.Keep(catalogue);
        }

        return catalogue;
    }
}

internal sealed class ForgetCatalogue(IUnitOfWork work, CatalogueCache cache) : IHandle<CatalogueChanged>
{
    public Task HandleAsync(CatalogueChanged domainEvent, CancellationToken ct)
    {
        work.AfterCommit(cache.Forget);
        return Task.CompletedTask;
    }
}
