using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Techniques.Packages;

namespace Training.Techniques.Catalogue;

/// <summary>Techniques and packages are few and read on most pages; they are kept in memory and read again after a change.</summary>
internal sealed class CatalogueReader(TrainingDbContext db, Snapshot<TechniqueCatalogue> snapshot) : ITechniques, IHandle<CatalogueChanged>
{
    public Task<TechniqueCatalogue> GetAsync(CancellationToken ct) => snapshot.GetAsync(() => ReadAsync(ct), ct);

    public Task HandleAsync(CatalogueChanged domainEvent, CancellationToken ct) => snapshot.ChangedAsync(ct);

    private async Task<TechniqueCatalogue> ReadAsync(CancellationToken ct)
    {
        var techniques = await db.Techniques.OrderBy(t => t.SortKey)
            .Select(t => new TechniqueInfo(t.Id, t.Key, t.Code, t.NameVi, t.NameEn, t.SpecialtyVi, t.SpecialtyEn) { Class = t.ClassCode ?? "" })
            .ToListAsync(ct);
        var packages = await (from version in db.PackageVersions.AsSingleQuery()
                              join package in db.TechniquePackages on version.PackageId equals package.Id
                              select new PackageInfo(
                                  version.Id,
                                  package.Code,
                                  version.Number,
                                  version.NameVi,
                                  version.NameEn,
                                  version.TheoryCourseId,
                                  version.Techniques.OrderBy(t => t.Position).Select(t => t.TechniqueId).ToList(),
                                  version.Targets.Select(t => new TargetInfo(t.TechniqueId, t.Role, t.Stage, t.Count, t.MinEntrustment)).ToList())
                              {
                                  CaseMix = version.CaseMix.Select(m => new CaseMixInfo(m.TechniqueId, m.Role, m.Kind, m.Count)).ToList(),
                              }).ToListAsync(ct);
        return new TechniqueCatalogue(techniques, [.. packages.OrderBy(p => p.Code, StringComparer.Ordinal).ThenBy(p => p.Number)]);
    }
}
