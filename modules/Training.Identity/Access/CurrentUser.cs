using Training.Identity.Sessions;
using Training.Identity.ViewAs;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Access;

/// <summary>Filled once a request by <see cref="SessionCheck"/>.</summary>
internal sealed class CurrentUser(PermissionCatalog permissions) : ICurrentUser
{
    private readonly Dictionary<string, Guid[]> _hospitals = [];
    private OrganizationDirectory? _directory;
    private IReadOnlyCollection<Guid>? _all;

    public bool IsSignedIn { get; private set; }

    public Guid UserId { get; private set; }

    public Guid? PersonId { get; private set; }

    public string Name { get; private set; } = "";

    public Guid? ViewerId { get; private set; }

    public string ViewerName { get; private set; } = "";

    public IReadOnlyList<Grant> Grants { get; private set; } = [];

    public IReadOnlyCollection<Guid> Hospitals => _all ??= HospitalsWithin(ScopeOf(Grants));

    public Guid SessionId { get; private set; }

    public DateTimeOffset AuthenticatedAt { get; private set; }

    public SignInFactor Factor { get; private set; }

    /// <summary>What the account's roles need and this session does not have; then it has no grants either. The password where nothing is missing.</summary>
    public SignInNeed Lacks { get; private set; }

    /// <summary>The only permissions this request may use: those of an API token; null where nothing limits it.</summary>
    public IReadOnlySet<string>? OnlyPermissions { get; private set; }

    public bool Can(string permission) => IsWithinLimit(permission) && Grants.Any(grant => permissions.Has(grant.Role, permission));

    public Scope ScopeOf(string permission) => ScopeOf([.. Grants.Where(grant => IsWithinLimit(permission) && permissions.Has(grant.Role, permission))]);

    public IReadOnlyCollection<Guid> HospitalsOf(string permission)
    {
        if (!_hospitals.TryGetValue(permission, out var known))
        {
            _hospitals[permission] = known = HospitalsWithin(ScopeOf(permission));
        }

        return known;
    }

    public void SignedIn(Guid userId, Guid? personId, string name, IReadOnlyList<Grant> grants, OrganizationDirectory directory)
        => (IsSignedIn, UserId, PersonId, Name, Grants, _directory) = (true, userId, personId, name, grants, directory);

    public void Within(Guid sessionId, DateTimeOffset authenticatedAt, SignInFactor factor)
        => (SessionId, AuthenticatedAt, Factor) = (sessionId, authenticatedAt, factor);

    /// <summary>A program's request: what it proves about its owner is good for this token alone, as for a session.</summary>
    public void WithToken(Guid tokenId) => SessionId = tokenId;

    /// <summary>Takes away everything but the name until the session has what is needed.</summary>
    public void Restrict(SignInNeed lacks) => (Lacks, Grants, PersonId, _all) = (lacks, [], null, null);

    /// <summary>From here the request sees what the other account sees.</summary>
    public void Views(Viewed viewed)
    {
        _hospitals.Clear();
        _all = null;
        (ViewerId, ViewerName, UserId, PersonId, Name, Grants) = (UserId, Name, viewed.UserId, viewed.PersonId, viewed.Name, viewed.Grants);
    }

    /// <summary>From here the request may use these permissions and no others, as far as the grants carry them.</summary>
    public void LimitTo(IEnumerable<string> only) => OnlyPermissions = only.ToHashSet(StringComparer.Ordinal);

    private static Scope ScopeOf(IReadOnlyList<Grant> grants) => new(
        grants.Any(grant => grant.Kind == ScopeKind.Country),
        grants.Where(grant => grant.Kind == ScopeKind.Province).Select(grant => grant.ScopeId!.Value).ToHashSet(),
        grants.Where(grant => grant.Kind == ScopeKind.Hospital).Select(grant => grant.ScopeId!.Value).ToHashSet());

    private Guid[] HospitalsWithin(Scope scope) => scope.Country || scope.IsEmpty ? [] : [.. _directory!.Within(scope).Select(hospital => hospital.Id)];

    private bool IsWithinLimit(string permission) => OnlyPermissions?.Contains(permission) != false;
}
