namespace Training.Organizations.Contracts;

/// <summary>Where hospitals and provinces are looked up by the other modules.</summary>
public interface IOrganizations
{
    /// <summary>All of them, from memory; read again after a change.</summary>
    Task<OrganizationDirectory> GetAsync(CancellationToken ct);
}
