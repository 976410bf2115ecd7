namespace Training.Modules;

/// <summary>How far a grant reaches.</summary>
public enum ScopeKind
{
    /// <summary>One hospital.</summary>
    Hospital,

    /// <summary>Every hospital of one province.</summary>
    Province,

    /// <summary>The whole country.</summary>
    Country,
}

/// <summary>A role that is valid now, and where. <paramref name="ScopeId"/> is null for the country.</summary>
public sealed record Grant(string Role, ScopeKind Kind, Guid? ScopeId);

/// <summary>Where a permission may be used: the union of the grants that carry it.</summary>
public sealed record Scope(bool Country, IReadOnlySet<Guid> Provinces, IReadOnlySet<Guid> Hospitals)
{
    /// <summary>Reaches nowhere.</summary>
    public static Scope None { get; } = new(false, new HashSet<Guid>(), new HashSet<Guid>());

    /// <summary>True where no grant carries the permission.</summary>
    public bool IsEmpty => !Country && Provinces.Count == 0 && Hospitals.Count == 0;
}

/// <summary>Who makes this request. Read from the database once a request, so that a right taken away is gone at the next one.</summary>
public interface ICurrentUser
{
    /// <summary>False for a visitor; then the other members throw or are empty.</summary>
    bool IsSignedIn { get; }

    /// <summary>The account.</summary>
    Guid UserId { get; }

    /// <summary>The practitioner behind the account; null for an office account.</summary>
    Guid? PersonId { get; }

    /// <summary>The name to show.</summary>
    string Name { get; }

    /// <summary>
    /// The account of support staff that looks at the site as <see cref="UserId"/>; null where people look for themselves. Such a request
    /// changes nothing, and the audit trail names both.
    /// </summary>
    Guid? ViewerId => null;

    /// <summary>The name of who looks; empty where nobody does.</summary>
    string ViewerName => "";

    /// <summary>The grants valid today.</summary>
    IReadOnlyList<Grant> Grants { get; }

    /// <summary>Whether any grant carries the permission.</summary>
    bool Can(string permission);

    /// <summary>Where the permission may be used.</summary>
    Scope ScopeOf(string permission);

    /// <summary>Every hospital that any grant reaches, whatever the grant permits there; without meaning where one reaches the country.</summary>
    IReadOnlyCollection<Guid> Hospitals { get; }

    /// <summary>The hospitals in the scope of the permission, those of its provinces included; without meaning where it reaches the country.</summary>
    IReadOnlyCollection<Guid> HospitalsOf(string permission);
}
