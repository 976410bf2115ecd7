using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Workflows;

internal sealed class AdminMenu(IStringLocalizer<Texts> texts) : INavigationProvider
{
    public IEnumerable<NavigationItem> GetItems(NavigationPlace place) => place == NavigationPlace.Admin
        ? [new(texts["Processes"], "/admin/processes", 60, Permissions.ManageProcesses, "transfer", texts["Processes.About"])]
        : [];
}
