using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Organizations.Departments;
using Training.Organizations.Hospitals;

namespace Training.Organizations.Directory;

/// <summary>Hospitals are few and read on every page; they are kept in memory and read again after a change on any node.</summary>
internal sealed class DirectoryReader(TrainingDbContext db, Snapshot<OrganizationHistory> snapshot, TimeProvider clock)
    : IOrganizations, IHandle<OrganizationChanged>
{
    public async Task<OrganizationDirectory> GetAsync(CancellationToken ct) => (await HistoryAsync(ct)).On(clock.Today());

    public Task<OrganizationHistory> HistoryAsync(CancellationToken ct) => snapshot.GetAsync(
        async () => new OrganizationHistory(
            await db.Provinces.AsNoTracking().ToListAsync(ct),
            await db.ProvinceNames.AsNoTracking().ToListAsync(ct),
            await db.Hospitals.AsNoTracking().ToListAsync(ct),
            await db.HospitalFacts.AsNoTracking().ToListAsync(ct)),
        ct);

    public async Task<IReadOnlyList<DepartmentInfo>> DepartmentsAsync(Guid hospitalId, DateOnly day, CancellationToken ct)
        => await db.Departments.Where(d => d.HospitalId == hospitalId && d.From <= day && (d.To == null || d.To >= day))
            .OrderBy(d => d.SortKey)
            .Select(d => new DepartmentInfo(d.Id, d.HospitalId, d.Name, d.NameEn, d.From, d.To))
            .ToListAsync(ct);

    public async Task<ILookup<Guid, DepartmentInfo>> DepartmentsOfAsync(IReadOnlyCollection<Guid> hospitalIds, CancellationToken ct)
    {
        List<Guid> ids = [.. hospitalIds];
        var departments = await db.Departments.Where(d => EF.Parameter(ids).Contains(d.HospitalId))
            .Select(d => new DepartmentInfo(d.Id, d.HospitalId, d.Name, d.NameEn, d.From, d.To))
            .ToListAsync(ct);
        return departments.ToLookup(d => d.HospitalId);
    }

    public async Task<IReadOnlyDictionary<Guid, DepartmentInfo>> FindDepartmentsAsync(IEnumerable<Guid> ids, CancellationToken ct)
        => await db.Departments.Where(d => ids.Contains(d.Id))
            .Select(d => new DepartmentInfo(d.Id, d.HospitalId, d.Name, d.NameEn, d.From, d.To))
            .ToDictionaryAsync(d => d.Id, ct);

    public Task HandleAsync(OrganizationChanged domainEvent, CancellationToken ct) => snapshot.ChangedAsync(ct);
}
