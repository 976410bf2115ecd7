using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules;
using Training.Reporting.Contracts;

namespace Training.Reporting.Dashboard;

/// <summary>For a visitor, what this is; for everybody else, what their modules have to say to them.</summary>
[AllowAnonymous]
internal sealed class IndexModel(ICurrentUser user, IEnumerable<IDashboardTile> tiles) : PageModel
{
    public bool IsSignedIn => user.IsSignedIn;

    public string Name => user.Name;

    public IReadOnlyList<Tile> Main { get; private set; } = [];

    public IReadOnlyList<Tile> Side { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (!user.IsSignedIn)
        {
            return;
        }

        var shown = new List<(DashboardColumn Column, Tile Tile)>();
        foreach (var tile in tiles.Where(tile => user.Can(tile.Permission)).OrderBy(tile => tile.Order))
        {
            if (await tile.LoadAsync(ct) is { } model)
            {
                shown.Add((tile.Column, new Tile(tile.View, model)));
            }
        }

        Main = [.. shown.Where(tile => tile.Column == DashboardColumn.Main).Select(tile => tile.Tile)];
        Side = [.. shown.Where(tile => tile.Column == DashboardColumn.Side).Select(tile => tile.Tile)];
    }

    public sealed record Tile(string View, object Model);
}
