using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Audit.Contracts;
using Training.Certification.Cme;
using Training.Certification.Issuing;
using Training.Certification.Requests;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Certification.Verification;

/// <summary>The public answer: valid or revoked, to whom, for what, by whom, when. An unknown code gets the same answer whatever it looks like.</summary>
[AllowAnonymous]
[Door(Doors.Verify)]
internal sealed class ResultModel(TrainingDbContext db, IAuditProofs proofs, IReauthentication reauthentication, IGuessing guessing) : PageModel
{
    private const int LongestToken = 40;

    [FromRoute, BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    public Certificate? Certificate { get; private set; }

    /// <summary>A CME certificate has the code.</summary>
    public CmeCertificate? Cme { get; private set; }

    public Revocation? Revocation { get; private set; }

    public IReadOnlyList<CertificateTechnique> Techniques { get; private set; } = [];

    /// <summary>The director's; null where it was issued without one.</summary>
    public RequestDecision? Signature { get; private set; }

    /// <summary>Whether what the director's device signed holds; null where no device signed.</summary>
    public bool? DeviceHolds { get; private set; }

    public AuditProof? Proof { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var entrance = await guessing.LookAsync(Doors.Verify, ct);
        if (!entrance.IsOpen)
        {
            Response.Refuse(entrance);
            return StatusCode(Response.StatusCode);
        }

        var token = Token.Length <= LongestToken ? Token : "";
        var found = await db.Unscoped<Certificate>().Where(c => c.Token == token)
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
            Cme = await db.Unscoped<CmeCertificate>().AsNoTracking().SingleOrDefaultAsync(c => c.Token == token, ct);
            if (Cme is not null)
            {
                Proof = (await proofs.FindAsync(CmeCertificate.IssuedAction, [Cme.Id], ct)).GetValueOrDefault(Cme.Id);
                return Page();
            }

            await guessing.MissedAsync(Doors.Verify, ct);
            Response.StatusCode = 404;
            return Page();
        }

        (Certificate, Revocation, Signature, Techniques) = (found.Certificate, found.Revocation.SingleOrDefault(), found.Signature.SingleOrDefault(), found.Techniques);
        DeviceHolds = await DeviceSignature.HoldsAsync(reauthentication, Signature, ct);
        Proof = (await proofs.FindAsync(Certificate.IssuedAction, [Certificate.Id], ct)).GetValueOrDefault(Certificate.Id);
        return Page();
    }
}
