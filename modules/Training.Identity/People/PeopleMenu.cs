using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Identity.People;

internal sealed class PeopleMenu(IStringLocalizer<Texts> texts) : INavigationProvider
{
    public IEnumerable<NavigationItem> GetItems(NavigationPlace place) => place switch
    {
        NavigationPlace.Main => [new(texts["People"], "/people", 70, PeoplePermissions.View, "person")],
        NavigationPlace.Admin =>
        [
            new(texts["Invitations"], "/people/invitations", 30, PeoplePermissions.Invite, "person", texts["Invitations.About"]),
            new(texts["Duplicates"], "/admin/people/duplicates", 40, PeoplePermissions.Merge, "person", texts["Duplicates.About"]),
        ],
        _ => [],
    };
}
