using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Notifications;

internal sealed class AdminMenu(IStringLocalizer<Texts> texts) : INavigationProvider
{
    public IEnumerable<NavigationItem> GetItems(NavigationPlace place) => place == NavigationPlace.Admin
        ? [new(texts["Mail"], "/admin/mail", 80, Permissions.ViewMail, "bell", texts["Mail.About"])]
        : [];
}
