using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Training.Data;
using Training.Modules;

namespace Training.Certification.Cme;

/// <summary>A CME certificate, to read and to print.</summary>
[HasPermission(Permissions.ViewOwn)]
internal sealed class DetailsModel(TrainingDbContext db, IConfiguration configuration) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public CmeCertificate Certificate { get; private set; } = null!;

    public string Link { get; private set; } = "";

    public QrDrawing Qr { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await db.CmeCertificates.AsNoTracking().SingleOrDefaultAsync(c => c.Id == Id, ct) is not { } found)
        {
            return NotFound();
        }

        Certificate = found;
        var root = configuration["Site:BaseAddress"] is { Length: > 0 } configured ? configured.TrimEnd('/') : $"{Request.Scheme}://{Request.Host}";
        Link = $"{root}/verify/{found.Token}";
        Qr = QrDrawing.Of(Link);
        return Page();
    }
}
