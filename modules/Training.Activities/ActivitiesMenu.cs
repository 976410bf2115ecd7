using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Activities;

internal sealed class ActivitiesMenu(IStringLocalizer<Texts> texts) : INavigationProvider
{
    public IEnumerable<NavigationItem> GetItems(NavigationPlace place) => place == NavigationPlace.Main
        ? [new(texts["Menu"], "/activities/marking", 21, Permissions.Mark, "edit")]
        : [];
}
