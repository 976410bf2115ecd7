using Training.Modules;
using Training.Organizations.Contracts;
using Training.Reporting.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;
using Training.Transfers.Progress;

namespace Training.Transfers.Dashboard;

/// <summary>The trainee's packages: theory, and target against done per technique and stage.</summary>
internal sealed class MyPackageTile(
    ICurrentUser user, ITransfers transfers, MyPackageReader reader, ITechniques techniques, IOrganizations organizations) : IDashboardTile
{
    public string Permission => Permissions.ViewOwn;

    public int Order => 20;

    public DashboardColumn Column => DashboardColumn.Main;

    public string View => "/Areas/Transfers/Pages/Dashboard/_MyPackages.cshtml";

    public async Task<object?> LoadAsync(CancellationToken ct)
    {
        if (user.PersonId is not { } personId || await transfers.OfPersonAsync(personId, ct) is not { Count: > 0 } mine)
        {
            return null;
        }

        return new MyPackagesView(await reader.WithCertificatesAsync(await reader.ReadAsync(mine, ct), ct), await techniques.GetAsync(ct), await organizations.GetAsync(ct));
    }
}

internal sealed record MyPackagesView(IReadOnlyList<MyPackage> Packages, TechniqueCatalogue Catalogue, OrganizationDirectory Directory);
