using Training.Modules;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.LearningCurves.Settings;

/// <summary>Whose settings whoever asks may change: an administrator's reach is the country; a training office answers for what its hospital gives.</summary>
internal sealed class SettingScope(ITransfers transfers, ITechniques techniques, ICurrentUser user)
{
    /// <summary>Whether they may change what holds for techniques without settings of their own.</summary>
    public bool Everything => user.ScopeOf(Permissions.Configure).Country;

    /// <summary>The newest versions that they may change; one statement for those who do not reach the country.</summary>
    public async Task<IReadOnlyList<PackageInfo>> PackagesAsync(CancellationToken ct)
    {
        var catalogue = await techniques.GetAsync(ct);
        var given = Everything ? null : (await transfers.GivenPackagesAsync(user.HospitalsOf(Permissions.Configure), ct)).ToHashSet();
        return [.. catalogue.Packages.Where(package => given is null ? catalogue.FindPackage(package.Code)!.Id == package.Id : given.Contains(package.Id))];
    }
}
