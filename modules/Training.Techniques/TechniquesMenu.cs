using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Techniques;

internal sealed class TechniquesMenu(IStringLocalizer<Texts> texts) : INavigationProvider
{
    public IEnumerable<NavigationItem> GetItems(NavigationPlace place) => place == NavigationPlace.Main
        ? [new(texts["Techniques"], "/techniques", 40, Permissions.View, "technique")]
        : [new(texts["Techniques"], "/admin/techniques", 20, Permissions.Manage, "technique", texts["Techniques.About"])];
}
