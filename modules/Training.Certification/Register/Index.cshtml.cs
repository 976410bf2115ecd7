using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Certification.Issuing;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Certification.Register;

[HasPermission(Permissions.ViewOwn)]
internal sealed class IndexModel(TrainingDbContext db, ICurrentUser user, IOrganizations organizations) : PageModel
{
    private const int Limit = 200;

    public IReadOnlyList<CertificateRow> Rows { get; private set; } = [];

    public bool Wide => user.Can(Permissions.View);

    public async Task OnGetAsync(CancellationToken ct)
        => Rows = await db.Certificates.VisibleTo(user, await organizations.GetAsync(ct)).OrderByDescending(c => c.IssuedAt).Take(Limit).ToRows(db).ToListAsync(ct);
}
