using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Cme;

/// <summary>One entry: one's own hours, or those of others for whoever has none; from one's own a button leads to those of others.</summary>
internal sealed class MainMenu(IStringLocalizer<Texts> texts, ICurrentUser user) : INavigationProvider
{
    public IEnumerable<NavigationItem> GetItems(NavigationPlace place) => place == NavigationPlace.Main
        ? user.IsSignedIn && !user.Can(Permissions.Own) ? [new(texts["Menu"], "/cme/staff", 52, Permissions.ViewStaff, "clock")] : [new(texts["Menu"], "/cme", 52, Permissions.Own, "clock")]
        : [];
}
