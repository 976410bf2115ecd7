using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Exchange;

internal sealed class AdminMenu(IStringLocalizer<Texts> texts, ICurrentUser user) : INavigationProvider
{
    // Offices of hospitals do not have the administration page; for them it stands in the main bar.
    public IEnumerable<NavigationItem> GetItems(NavigationPlace place) => place == NavigationPlace.Admin || user.Grants.All(grant => grant.Role != Roles.Administrator)
        ? [new(texts["Exchange"], "/admin/import", 85, Permissions.Use, "download", texts["Exchange.About"])]
        : [];
}
