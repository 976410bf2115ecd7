using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Logbook;

internal sealed class AdminMenu(IStringLocalizer<Texts> texts) : INavigationProvider
{
    public IEnumerable<NavigationItem> GetItems(NavigationPlace place) => place == NavigationPlace.Admin
        ? [new(texts["Integrity"], "/admin/logbook", 85, Permissions.ViewIntegrity, "check", texts["Integrity.About"])]
        : [];
}
