using Microsoft.Extensions.Localization;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Media.Library;

/// <param name="HospitalId">Null for the library that all hospitals share.</param>
/// <param name="Name">In the language of the page.</param>
internal sealed record OneLibrary(Guid? HospitalId, string Name);

/// <summary>Into which libraries whoever is signed in may put something.</summary>
internal sealed class Libraries(ICurrentUser user, IOrganizations organizations, IStringLocalizer<Texts> texts)
{
    public async Task<IReadOnlyList<OneLibrary>> OfUserAsync(CancellationToken ct)
    {
        var directory = await organizations.GetAsync(ct);
        var scope = user.ScopeOf(Permissions.Manage);

        // Who reaches the whole country writes for everybody; in a hospital, only with a grant there.
        return scope.Country
            ? [new(null, texts["Library.Shared"]), .. directory.Hospitals.Where(h => scope.Hospitals.Contains(h.Id)).Select(h => new OneLibrary(h.Id, h.Display))]
            : [.. directory.Within(scope).Select(h => new OneLibrary(h.Id, h.Display))];
    }

    public async Task<string> NameAsync(Guid? hospitalId, CancellationToken ct)
        => hospitalId is { } id ? (await organizations.GetAsync(ct)).Hospital(id).Display : texts["Library.Shared"];

    /// <summary>Whether the library is theirs to see and to change.</summary>
    public bool IsTheirs(Guid? hospitalId) => user.ScopeOf(Permissions.Manage) is var scope && (scope.Country || (hospitalId is { } id && user.HospitalsOf(Permissions.Manage).Contains(id)));
}
