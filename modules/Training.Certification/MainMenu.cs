using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Certification;

internal sealed class MainMenu(IStringLocalizer<Texts> texts) : INavigationProvider
{
    public IEnumerable<NavigationItem> GetItems(NavigationPlace place) => place == NavigationPlace.Main
        ? [new(texts["Certificates"], "/certificates", 50, Permissions.ViewOwn, "certificate")]
        : [];
}
