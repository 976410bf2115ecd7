using Training.Modules;

namespace Training.Identity.Access;

/// <summary>Filled once a request by <see cref="SessionCheck"/>.</summary>
internal sealed class CurrentUser(PermissionCatalog permissions) : ICurrentUser
{
    public bool IsSignedIn { get; private set; }

    public Guid UserId { get; private set; }

    public Guid? PersonId { get; private set; }

    public string Name { get; private set; } = "";

    public IReadOnlyList<Grant> Grants { get; private set; } = [];

    public bool Can(string permission) => Grants.Any(grant => permissions.Has(grant.Role, permission));

    public Scope ScopeOf(string permission)
    {
        var carrying = Grants.Where(grant => permissions.Has(grant.Role, permission)).ToArray();
        return new Scope(
            carrying.Any(grant => grant.Kind == ScopeKind.Country),
            carrying.Where(grant => grant.Kind == ScopeKind.Province).Select(grant => grant.ScopeId!.Value).ToHashSet(),
            carrying.Where(grant => grant.Kind == ScopeKind.Hospital).Select(grant => grant.ScopeId!.Value).ToHashSet());
    }

    public void SignedIn(Guid userId, Guid? personId, string name, IReadOnlyList<Grant> grants)
        => (IsSignedIn, UserId, PersonId, Name, Grants) = (true, userId, personId, name, grants);
}
