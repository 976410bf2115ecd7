using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Organizations.Departments;
using Training.Organizations.Hospitals;

namespace Training.Organizations.Directory;

/// <summary>Hospitals are few and read on every page; they are kept in memory and read again after a change.</summary>
internal sealed class DirectoryReader(TrainingDbContext db, Snapshot<OrganizationDirectory> snapshot) : IOrganizations, IHandle<OrganizationChanged>
{
    public Task<OrganizationDirectory> GetAsync(CancellationToken ct) => snapshot.GetAsync(async () => new OrganizationDirectory(
        await db.Provinces.OrderBy(p => p.SortKey)
            .Select(p => new ProvinceInfo(p.Id, p.Code, p.ShortName, p.FullName, p.HealthDepartment)).ToListAsync(ct),
        await db.Hospitals.OrderBy(h => h.SortKey)
            .Select(h => new HospitalInfo(h.Id, h.Key, h.Name, h.NameEn, h.ProvinceId, h.FormerProvince, h.TrainingUnitCode)).ToListAsync(ct)));

    public async Task<IReadOnlyList<DepartmentInfo>> DepartmentsAsync(Guid hospitalId, DateOnly day, CancellationToken ct)
        => await db.Departments.Where(d => d.HospitalId == hospitalId && d.From <= day && (d.To == null || d.To >= day))
            .OrderBy(d => d.SortKey)
            .Select(d => new DepartmentInfo(d.Id, d.HospitalId, d.Name, d.NameEn, d.From, d.To))
            .ToListAsync(ct);

    public async Task<IReadOnlyDictionary<Guid, DepartmentInfo>> FindDepartmentsAsync(IEnumerable<Guid> ids, CancellationToken ct)
        => await db.Departments.Where(d => ids.Contains(d.Id))
            .Select(d => new DepartmentInfo(d.Id, d.HospitalId, d.Name, d.NameEn, d.From, d.To))
            .ToDictionaryAsync(d => d.Id, ct);

    public Task HandleAsync(OrganizationChanged domainEvent, CancellationToken ct)
    {
        snapshot.Changed();
        return Task.CompletedTask;
    }
}
