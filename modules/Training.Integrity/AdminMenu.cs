using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Integrity;

internal sealed class AdminMenu(IStringLocalizer<Texts> texts) : INavigationProvider
{
    public IEnumerable<NavigationItem> GetItems(NavigationPlace place) => place == NavigationPlace.Admin
        ? [new(texts["Limits"], "/admin/integrity", 65, Permissions.ManageLimits, "question", texts["Limits.About"])]
        : [];
}
