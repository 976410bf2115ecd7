namespace Training.Modules;

/// <summary>
/// For whom the data context reads. The query filters of the entities ask it; what it does not reach is not there, whatever a page forgets.
/// </summary>
public sealed class Viewer
{
    private readonly ICurrentUser? _user;

    private Viewer(ICurrentUser? user, bool isSystem) => (_user, IsSystem) = (user, isSystem);

    /// <summary>The site itself: jobs, recipes, commands. Everything is there.</summary>
    public static Viewer System { get; } = new(null, true);

    /// <summary>Whoever makes the request; a visitor who is not signed in reaches nothing.</summary>
    public static Viewer Of(ICurrentUser user) => new(user, false);

    /// <summary>True for the site itself.</summary>
    public bool IsSystem { get; }

    /// <summary>The practitioner who looks; <see cref="Guid.Empty"/>, which no row has, where there is none.</summary>
    public Guid PersonId => _user is { IsSignedIn: true, PersonId: { } id } ? id : Guid.Empty;

    /// <summary>Whether any grant reaches the whole country, or the site itself looks.</summary>
    public bool ReachesCountry => IsSystem || (_user is { IsSignedIn: true } && _user.Grants.Any(grant => grant.Kind == ScopeKind.Country));

    /// <summary>Every hospital that any grant reaches, whatever the grant permits there.</summary>
    public IReadOnlyCollection<Guid> AllHospitals => _user is { IsSignedIn: true } ? _user.Hospitals : [];

    /// <summary>Whether the permission is held at all, wherever.</summary>
    public bool Can(string permission) => _user is { IsSignedIn: true } && _user.Can(permission);

    /// <summary>Whether the permission is held for the whole country, or the site itself looks.</summary>
    public bool Everywhere(string permission) => IsSystem || (_user is { IsSignedIn: true } && _user.ScopeOf(permission).Country);

    /// <summary>The hospitals for which the permission is held, those of a province included.</summary>
    public IReadOnlyCollection<Guid> Hospitals(string permission) => _user is { IsSignedIn: true } ? _user.HospitalsOf(permission) : [];
}
