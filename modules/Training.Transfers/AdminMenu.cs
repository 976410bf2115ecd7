using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Transfers;

internal sealed class AdminMenu(IStringLocalizer<Texts> texts) : INavigationProvider
{
    public IEnumerable<NavigationItem> GetItems(NavigationPlace place) => place == NavigationPlace.Admin
        ? [new(texts["GuideRules"], "/admin/guide-rules", 25, Permissions.ManageGuideRules, "people", texts["GuideRules.About"])]
        : [];
}
