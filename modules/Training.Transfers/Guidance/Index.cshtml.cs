using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Transfers.Guidance;

/// <summary>Who guides whom in a transfer, today and before. Seen by whoever sees the transfer.</summary>
[HasPermission(Permissions.ViewOwn)]
internal sealed class IndexModel(GuideBoardReader reader, NameGuide name, ITechniques techniques, TimeProvider clock) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    public GuideBoard Board { get; private set; } = null!;

    public PackageInfo Package { get; private set; } = null!;

    public bool MayName { get; private set; }

    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await reader.ReadAsync(Code, ct) is not { } board)
        {
            return NotFound();
        }

        Board = board;
        Package = (await techniques.GetAsync(ct)).Package(board.Transfer.PackageVersionId);
        MayName = name.IsTheirs(board.Transfer);
        return Page();
    }
}
