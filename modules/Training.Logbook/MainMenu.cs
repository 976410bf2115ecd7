using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Logbook;

internal sealed class MainMenu(IStringLocalizer<Texts> texts) : INavigationProvider
{
    public IEnumerable<NavigationItem> GetItems(NavigationPlace place) => place == NavigationPlace.Main
        ?
        [
            new(texts["Logbook"], "/logbook", 10, Permissions.Log, "log"),
            new(texts["Sign"], "/sign", 11, Permissions.Sign, "sign"),
            new(texts["App.Menu"], "/phone", 90, Permissions.Log, "edit"),
        ]
        : [];
}
