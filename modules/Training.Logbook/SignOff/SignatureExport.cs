using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Batch;
using Training.Logbook.Entries;
using Training.Logbook.Redaction;
using Training.Modules;

namespace Training.Logbook.SignOff;

/// <summary>
/// A decision with everything needed to verify it without this site, as canonical JSON of the form <c>training.signature/1</c>. Where a
/// passkey signed, tests/verify-signature.mjs verifies it: no member is left that it does not check.
/// </summary>
internal static class SignatureExport
{
    public static async Task<IResult> GetAsync(
        Guid id, int number, TrainingDbContext db, IReauthentication reauthentication, Redactions redactions, IAuditTrail audit, HttpContext context, CancellationToken ct)
    {
        var found = await (from entry in db.LogbookEntries.AsNoTracking()
                           where entry.Id == id
                           join version in db.EntryVersions.AsNoTracking() on entry.Id equals version.EntryId
                           where version.Number == number
                           join decision in db.Decisions.AsNoTracking() on version.Id equals decision.EntryVersionId
                           select new { entry, version, decision }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return Results.NotFound();
        }

        // The first form has its texts in clear: nobody takes them away while somebody asks to remove them.
        if ((found.version.Form == 1 || found.decision.Form == 1) && (await redactions.OfAsync([id], ct)).IsOpen(id))
        {
            return Results.Conflict();
        }

        var assertion = found.decision.ProofId is { } proofId ? (await reauthentication.FindAssertionsAsync([proofId], ct)).GetValueOrDefault(proofId) : null;
        await audit.RecordAsync(
            new AuditEvent("Logbook.SignatureExported", "LogbookEntryVersion", found.version.Id) { HospitalIds = [found.version.PlaceHospitalId] }, ct);
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{found.entry.CaseCode}-{number}-signature.json\"";
        var batch = (await db.BatchesAsync([found.decision.BatchId], ct)).Values.SingleOrDefault();
        return Results.Text(Of(found.version, found.decision, assertion, batch), "application/json", Encoding.UTF8);
    }

    public static string Of(EntryVersion version, Decision decision, SignedAssertion? assertion, SignedBatch? batch = null)
    {
        var members = new Dictionary<string, string?>
        {
            ["content"] = ContentHash.Canonical(version),
            ["decision"] = SignedContent.Of(decision),
            ["form"] = "training.signature/1",
            ["method"] = decision.Method,
        };
        if (batch is not null)
        {
            members["batch"] = batch.Canonical;
        }

        if (assertion is not null)
        {
            members["authenticatorData"] = Base64Url.EncodeToString(assertion.AuthenticatorData);
            members["clientDataJSON"] = Base64Url.EncodeToString(assertion.ClientDataJson);
            members["context"] = assertion.Context;
            members["nonce"] = Base64Url.EncodeToString(assertion.Nonce);
            members["publicKey"] = Base64Url.EncodeToString(assertion.PublicKey);
            members["signature"] = Base64Url.EncodeToString(assertion.Signature);
        }

        return CanonicalJson.Of(members);
    }
}
