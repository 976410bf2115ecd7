using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Identity;

internal sealed class AdminMenu(IStringLocalizer<Texts> texts) : INavigationProvider
{
    public IEnumerable<NavigationItem> GetItems(NavigationPlace place) => place == NavigationPlace.Admin
        ?
        [
            new(texts["Accounts"], "/admin/accounts", 20, Permissions.ManageAccounts, "person", texts["Accounts.About"]),
            new(texts["Access"], "/admin/access", 21, Permissions.ManageAccounts, "search", texts["Access.About"]),
            new(texts["RoleTable"], "/admin/roles", 22, null, "people", texts["RoleTable.About"]),
        ]
        : [];
}
