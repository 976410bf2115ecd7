namespace Training.Organizations.Contracts;

/// <summary>Where hospitals, provinces and departments are looked up by the other modules.</summary>
public interface IOrganizations
{
    /// <summary>All hospitals and provinces as they are named today, from memory; read again after a change on any node.</summary>
    Task<OrganizationDirectory> GetAsync(CancellationToken ct);

    /// <summary>The departments that a hospital had on the day, in Vietnamese order; one statement. Empty where there is no such hospital.</summary>
    Task<IReadOnlyList<DepartmentInfo>> DepartmentsAsync(Guid hospitalId, DateOnly day, CancellationToken ct);

    /// <summary>All departments of these hospitals, closed ones too, by hospital; one statement.</summary>
    Task<ILookup<Guid, DepartmentInfo>> DepartmentsOfAsync(IReadOnlyCollection<Guid> hospitalIds, CancellationToken ct);

    /// <summary>Those that exist, by id, closed ones too; one statement.</summary>
    Task<IReadOnlyDictionary<Guid, DepartmentInfo>> FindDepartmentsAsync(IEnumerable<Guid> ids, CancellationToken ct);
}
