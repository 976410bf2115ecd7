using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Transfers;

internal sealed class MainMenu(IStringLocalizer<Texts> texts) : INavigationProvider
{
    public IEnumerable<NavigationItem> GetItems(NavigationPlace place) => place == NavigationPlace.Main
        ? [new(texts["Transfers"], "/transfers", 30, Permissions.ViewOwn, "transfer")]
        : [];
}
