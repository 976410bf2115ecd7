using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Certification.Requests;
using Training.Data;
using Training.Modules;

namespace Training.Certification.Register;

[HasPermission(Permissions.ViewOwn)]
internal sealed class IndexModel(TrainingDbContext db, ICurrentUser user, OpenRequests requests) : PageModel
{
    private const int Limit = 200;

    public IReadOnlyList<CertificateRow> Rows { get; private set; } = [];

    /// <summary>Requests that somebody still has to decide.</summary>
    public IReadOnlyList<OpenRequest> Open { get; private set; } = [];

    public bool Wide => user.Can(Permissions.View);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Rows = await db.NewestAsync(null, Limit, ct);
        Open = await requests.ReadAsync(ct);
    }
}
