using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules;

namespace Training.Transfers.Agreements;

[HasPermission(Permissions.ViewOwn)]
internal sealed class IndexModel(TransferList list) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    public IReadOnlyList<TransferRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Rows = await list.ReadAsync(Search, ct);
}
