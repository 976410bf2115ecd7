using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Reporting;

internal sealed class MainMenu(IStringLocalizer<Texts> texts) : INavigationProvider
{
    public IEnumerable<NavigationItem> GetItems(NavigationPlace place) => place == NavigationPlace.Main
        ?
        [
            new(texts["Home"], "/", 0, Icon: "home"),
            new(texts["Reports"], "/reports", 80, Permissions.View, "report"),
            new(texts["Admin"], "/admin", 90, Permissions.Administer, "admin"),
        ]
        : [];
}
