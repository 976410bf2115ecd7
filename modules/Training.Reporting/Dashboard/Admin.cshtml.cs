using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules;

namespace Training.Reporting.Dashboard;

[HasPermission(Permissions.Administer)]
internal sealed class AdminModel(Navigation navigation) : PageModel
{
    public IReadOnlyList<NavigationItem> Items => navigation.ItemsOf(NavigationPlace.Admin);
}
