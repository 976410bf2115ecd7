using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Audit.Checkpoints;
using Training.Audit.Contracts;
using Training.Data;
using Training.Modules;

namespace Training.Audit.Trail;

[HasPermission(Permissions.View)]
internal sealed class DetailsModel(TrainingDbContext db, TrailSearch search, IAuditProofs proofs, IAuditTrail audit, TrailWords words) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public long Index { get; set; }

    public AuditLeaf Leaf { get; private set; } = null!;

    public LeafJson? Says { get; private set; }

    public EntryDetails Details { get; private set; } = EntryDetails.Read(null);

    public bool IsErased { get; private set; }

    /// <summary>The text has its hash, the details fit it, and the proof leads to the signed root.</summary>
    public bool Verifies { get; private set; }

    public AuditProof Proof { get; private set; } = null!;

    public string ActionName => words.OfAction(Leaf.Action);

    public string FactName(string name) => words.OfFact(name);

    public string FactValue(string? value) => words.OfValue(value);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await (from leaf in (await search.VisibleAsync(ct)).Where(l => l.Index == Index)
                           join details in db.AuditDetails.AsNoTracking() on leaf.Index equals details.Index into some
                           from details in some.DefaultIfEmpty()
                           select new { leaf, details }).SingleOrDefaultAsync(ct);
        if (found is null || await proofs.OfEntryAsync(Index, ct) is not { } proof)
        {
            return NotFound();
        }

        (Leaf, Proof, Says) = (found.leaf, proof, LeafJson.Read(found.leaf.Json));
        Details = EntryDetails.Read(found.details?.Json);
        IsErased = found.details is { ErasedAt: not null };
        var detailsFit = IsErased || (found.details is { Salt: { } salt, Json: { } json } && Says?.Details == AuditCommitment.Of(salt, json));
        Verifies = detailsFit && LeadsToRoot(proof);
        await audit.RecordAsync(new AuditEvent("Audit.EntryRead", "AuditTrail", Guid.Empty) { Facts = new Dictionary<string, string?> { ["entry"] = $"{Index}" } }, ct);
        return Page();
    }

    public async Task<IActionResult> OnGetProofAsync(CancellationToken ct)
        => await (await search.VisibleAsync(ct)).AnyAsync(l => l.Index == Index, ct) && await proofs.OfEntryAsync(Index, ct) is { Checkpoint: not null } proof
            ? File(proof.ToFile(), "text/plain", proof.FileName)
            : NotFound();

    // Without a checkpoint there is nothing yet to lead to; then only the text is compared with its hash.
    private bool LeadsToRoot(AuditProof proof)
    {
        var hash = MerkleTree.LeafHash(Encoding.UTF8.GetBytes(proof.Leaf));
        return hash.AsSpan().SequenceEqual(Leaf.Hash)
            && (proof.Checkpoint is not { } signed
                || MerkleProof.Includes([.. signed.Root], hash, proof.Index, signed.Size, [.. proof.Hashes.Select(Convert.FromBase64String)]));
    }
}
