using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Courses;

internal sealed class CoursesMenu(IStringLocalizer<Texts> texts) : INavigationProvider
{
    public IEnumerable<NavigationItem> GetItems(NavigationPlace place) => place == NavigationPlace.Main
        ? [new(texts["Courses"], "/courses", 20, Permissions.Learn, "book")]
        : [];
}
