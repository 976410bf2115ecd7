using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Organizations;

internal sealed class AdminMenu(IStringLocalizer<Texts> texts) : INavigationProvider
{
    public IEnumerable<NavigationItem> GetItems(NavigationPlace place) => place == NavigationPlace.Admin
        ?
        [
            new(texts["Hospitals"], "/admin/hospitals", 10, Permissions.ManageHospitals, "hospital", texts["Hospitals.About"]),
            new(texts["Provinces"], "/admin/provinces", 11, Permissions.ManageProvinces, "home", texts["Provinces.About"]),
        ]
        : [];
}
