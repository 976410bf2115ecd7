namespace Training.Modules;

/// <summary>A script of a module on every page of whoever is signed in. Pages work without it.</summary>
/// <param name="Address">Local address of an ES module.</param>
/// <param name="Data">What it needs to know of the page, as JSON; it finds it in <c>data-page</c> of its own element.</param>
public sealed record PageScript(string Address, string Data);

/// <summary>Adds a module's scripts to every page. They must be small: everybody pays for them.</summary>
public interface IPageScripts
{
    /// <summary>Called once for each page of somebody who is signed in; must not touch the database.</summary>
    IEnumerable<PageScript> Get();
}
