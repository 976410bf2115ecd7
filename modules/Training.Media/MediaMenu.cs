using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Media;

internal sealed class MediaMenu(IStringLocalizer<Texts> texts) : INavigationProvider
{
    public IEnumerable<NavigationItem> GetItems(NavigationPlace place) => place == NavigationPlace.Main
        ? [new(texts["Library"], "/media", 75, Permissions.Manage, "film")]
        : [];
}
