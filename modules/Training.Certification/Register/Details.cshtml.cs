using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Training.Audit.Contracts;
using Training.Certification.Issuing;
using Training.Certification.Requests;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Certification.Register;

[HasPermission(Permissions.ViewOwn)]
internal sealed class DetailsModel(TrainingDbContext db, IAuditProofs proofs, IReauthentication reauthentication, IConfiguration configuration) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public Certificate Certificate { get; private set; } = null!;

    public Revocation? Revocation { get; private set; }

    public IReadOnlyList<CertificateTechnique> Techniques { get; private set; } = [];

    /// <summary>The director's; null where it was issued without one.</summary>
    public RequestDecision? Signature { get; private set; }

    /// <summary>Whether what the director's device signed holds; null where no device signed.</summary>
    public bool? DeviceHolds { get; private set; }

    public string Link { get; private set; } = "";

    public QrDrawing Qr { get; private set; } = null!;

    public AuditProof? Proof { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await db.Certificates
            .Where(c => c.Id == Id)
            .Select(c => new
            {
                Certificate = c,
                Revocation = db.Set<Revocation>().Where(r => r.CertificateId == c.Id).ToList(),
                Signature = db.Set<RequestDecision>().Where(d => d.Id == c.SignatureId).ToList(),
                Techniques = db.Set<CertificateTechnique>().Where(t => t.CertificateId == c.Id).OrderBy(t => t.Position).ToList(),
            })
            .AsNoTracking()
            .SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return NotFound();
        }

        (Certificate, Revocation, Signature, Techniques) = (found.Certificate, found.Revocation.SingleOrDefault(), found.Signature.SingleOrDefault(), found.Techniques);
        DeviceHolds = await DeviceSignature.HoldsAsync(reauthentication, Signature, ct);
        var root = configuration["Site:BaseAddress"] is { Length: > 0 } configured ? configured.TrimEnd('/') : $"{Request.Scheme}://{Request.Host}";
        Link = $"{root}/verify/{Certificate.Token}";
        Qr = QrDrawing.Of(Link);
        Proof = await ProofOfAsync(Certificate.Id, ct);
        return Page();
    }

    /// <summary>The proof that the issue is in the audit trail, for whoever may see the certificate.</summary>
    public async Task<IActionResult> OnGetProofAsync(CancellationToken ct)
        => await db.Certificates.AnyAsync(c => c.Id == Id, ct) && await ProofOfAsync(Id, ct) is { Checkpoint: not null } proof
            ? File(proof.ToFile(), "text/plain", proof.FileName)
            : NotFound();

    private async Task<AuditProof?> ProofOfAsync(Guid id, CancellationToken ct) => (await proofs.FindAsync(Certificate.IssuedAction, [id], ct)).GetValueOrDefault(id);
}
