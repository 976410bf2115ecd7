using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Exchange.Contracts;
using Training.Modules;

namespace Training.Exchange.Imports;

[HasPermission(Permissions.Use)]
internal sealed class IndexModel(Catalogue catalogue) : PageModel
{
    public IReadOnlyList<ITableImport> Imports => catalogue.Imports;

    public IReadOnlyList<ITableExport> Exports => catalogue.Exports;
}
