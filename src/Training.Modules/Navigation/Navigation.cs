namespace Training.Modules;

/// <summary>Where an item stands.</summary>
public enum NavigationPlace
{
    /// <summary>The main bar; on a phone, the bar at the bottom.</summary>
    Main,

    /// <summary>The administration page.</summary>
    Admin,
}

/// <summary>One link.</summary>
/// <param name="Text">Localized words.</param>
/// <param name="Address">Local address.</param>
/// <param name="Order">Lower comes first.</param>
/// <param name="Permission">Who sees it; null for everybody who is signed in.</param>
/// <param name="Icon">Name of an icon of the theme.</param>
/// <param name="Description">Localized, for the administration page.</param>
public sealed record NavigationItem(string Text, string Address, int Order, string? Permission = null, string Icon = "dot", string Description = "")
{
    /// <summary>
    /// How many things wait there; null where nothing is counted. Asked once a page and only of an item that is shown, with one cheap query
    /// at most.
    /// </summary>
    public Func<CancellationToken, Task<int>>? Count { get; init; }
}

/// <summary>Adds a module's links.</summary>
public interface INavigationProvider
{
    /// <summary>Called for each place on each page that shows it; must not touch the database.</summary>
    IEnumerable<NavigationItem> GetItems(NavigationPlace place);
}

/// <summary>The links that the person who asks may follow.</summary>
public sealed class Navigation(IEnumerable<INavigationProvider> providers, ICurrentUser user)
{
    /// <summary>The items of one place, in order.</summary>
    public IReadOnlyList<NavigationItem> ItemsOf(NavigationPlace place) => !user.IsSignedIn
        ? []
        : [.. providers.SelectMany(p => p.GetItems(place)).Where(i => i.Permission is null || user.Can(i.Permission)).OrderBy(i => i.Order)];
}
