using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Audit;

internal sealed class AdminMenu(IStringLocalizer<Texts> texts) : INavigationProvider
{
    public IEnumerable<NavigationItem> GetItems(NavigationPlace place) => place == NavigationPlace.Admin
        ? [new(texts["Audit"], "/admin/audit", 90, Permissions.View, "search", texts["Audit.About"])]
        : [];
}
