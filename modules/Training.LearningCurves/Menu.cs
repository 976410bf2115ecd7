using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.LearningCurves;

internal sealed class Menu(IStringLocalizer<Texts> texts) : INavigationProvider
{
    public IEnumerable<NavigationItem> GetItems(NavigationPlace place) => place == NavigationPlace.Admin
        ? [new(texts["Settings"], "/curves/settings", 25, Permissions.Configure, "report", texts["Settings.About"])]
        : [new(texts["Signals"], "/curves/signals", 35, Permissions.Decide, "report")];
}
