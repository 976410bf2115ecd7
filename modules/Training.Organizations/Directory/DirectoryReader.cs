using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Organizations.Hospitals;

namespace Training.Organizations.Directory;

/// <summary>Hospitals are few and read on every page; they are kept in memory for a while and read again after a change on this node.</summary>
internal sealed class DirectoryCache(TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private volatile Entry? _entry;

    public OrganizationDirectory? Current => _entry is { } entry && clock.GetUtcNow() - entry.At < Lifetime ? entry.Directory : null;

    public void Keep(OrganizationDirectory directory) => _entry = new Entry(directory, clock.GetUtcNow());

    public void Forget() => _entry = null;

    private sealed record Entry(OrganizationDirectory Directory, DateTimeOffset At);
}

internal sealed class DirectoryReader(TrainingDbContext db, DirectoryCache cache) : IOrganizations
{
    public async Task<OrganizationDirectory> GetAsync(CancellationToken ct)
    {
        // Inside a write the cache may be older than what this transaction changed.
        var writing = db.Database.CurrentTransaction is not null;
        if (!writing && cache.Current is { } kept)
        {
            return kept;
        }

        var directory = new OrganizationDirectory(
            await db.Provinces.OrderBy(p => p.SortKey)
                .Select(p => new ProvinceInfo(p.Id, p.Code, p.ShortName, p.FullName, p.HealthDepartment)).ToListAsync(ct),
            await db.Hospitals.OrderBy(h => h.SortKey)
                .Select(h => new HospitalInfo(h.Id, h.Key, h.Name, h.NameEn, h.ProvinceId, h.FormerProvince, h.TrainingUnitCode)).ToListAsync(ct));
        if (!writing)
        {
            cache.Keep(directory);
        }

        return directory;
    }
}

internal sealed class ForgetDirectory(IUnitOfWork work, DirectoryCache cache) : IHandle<OrganizationChanged>
{
    public Task HandleAsync(OrganizationChanged domainEvent, CancellationToken ct)
    {
        work.AfterCommit(cache.Forget);
        return Task.CompletedTask;
    }
}
