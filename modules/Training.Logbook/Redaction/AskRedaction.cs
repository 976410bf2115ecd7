using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Logbook.Redaction;

/// <summary>Asks to remove patient data from a case that whoever asks may read: hides it at once, and begins the process that finds a second person.</summary>
internal sealed class AskRedaction(TrainingDbContext db, ICurrentUser user, RedactionReader reader, Redactions redactions, ITransfers transfers, IPeople people, IProcesses processes, IAuditTrail audit, TimeProvider clock)
{
    /// <summary>More than this is not patient data that slipped in.</summary>
    private const int Most = 40;

    /// <summary>What can be asked for: what is there and nobody has asked for yet.</summary>
    public static IReadOnlyList<CaseField> Offered(WholeCase whole, CaseRedactions known)
        => [.. CaseField.Of(whole).Where(field => known.Of(field.RecordId, field.Field) == Visibility.Shown)];

    /// <param name="entryId">The case.</param>
    /// <param name="keys">Keys of the fields, see <see cref="CaseField.Key"/>.</param>
    /// <param name="reasonId">A reason of the list.</param>
    /// <param name="remark">In words, if any.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleViolation">Nothing was chosen or it has changed, the reason is missing, the remark repeats the data, or no practitioner is behind the account.</exception>
    public async Task<RedactionRequest> AskAsync(Guid entryId, IReadOnlyCollection<string> keys, Guid? reasonId, string? remark, CancellationToken ct)
    {
        await processes.HoldAsync(CaseProcessOf(entryId), ct);
        var whole = await reader.CaseAsync(entryId, ct) ?? throw new RuleViolation("Redact.Gone");
        var offered = Offered(whole, await redactions.OfAsync([entryId], ct));
        var chosen = offered.Where(field => keys.Contains(field.Key)).ToArray();
        if (chosen.Length == 0 || chosen.Length != keys.Distinct().Count())
        {
            throw new RuleViolation(keys.Count == 0 ? "Redact.NothingChosen" : "Redact.ChangedMeanwhile") { Field = "Input.Fields" };
        }

        // A correction takes the text along: what stands in several versions goes from all of them.
        var all = offered.Where(field => chosen.Any(c => c.Key == field.Key || (c.Text is not null && c.Text == field.Text) || (c.FileHash is not null && c.FileHash == field.FileHash))).ToArray();
        if (all.Length > Most)
        {
            throw new RuleViolation("Redact.TooMany", Most) { Field = "Input.Fields" };
        }

        if (reasonId is not { } reason || !await db.Set<RedactionReason>().AnyAsync(r => r.Id == reason, ct))
        {
            throw new RuleViolation("Redact.ReasonMissing") { Field = "Input.Reason" };
        }

        var said = CaseText.Of(remark);
        CheckRemark(said, all);
        if (user.PersonId is not { } me)
        {
            throw new RuleViolation("Redact.NoPerson");
        }

        var request = new RedactionRequest
        {
            EntryId = entryId,
            ReasonId = reason,
            Remark = said,
            AskedByUserId = user.UserId,
            AskedByPersonId = me,
            AskedBy = (await people.FindAsync([me], ct))[me].Display,
            AskedAt = clock.GetUtcNow(),
        };
        db.Add(request);
        db.AddRange(all.Select(field => new RedactionTarget { RequestId = request.Id, RecordId = field.RecordId, Field = field.Field, Number = field.Number, KeptHash = field.KeptHash }));
        await db.SaveChangesAsync(ct);
        var transfer = (await transfers.FindAsync([whole.Entry.ParticipantId], ct)).Single().Transfer;
        audit.Add(new AuditEvent(RedactionRequest.Action, nameof(RedactionRequest), request.Id)
        {
            HospitalIds = [transfer.GivingHospitalId, transfer.ReceivingHospitalId],
            Facts = new Dictionary<string, string?> { ["case"] = whole.Entry.CaseCode, ["targets"] = $"{all.Length}", ["transfer"] = transfer.Code },
        });
        await processes.StartAsync(
            RedactionProcess.Key, RedactionProcess.Of(request.Id), new Concerned(null, transfer.GivingHospitalId, transfer.ReceivingHospitalId), new Dictionary<string, object>(), ct);
        return request;
    }

    // The words about a removal stay for ever; they must not say again what is removed.
    private static void CheckRemark(string? remark, IEnumerable<CaseField> fields)
    {
        CaseText.Screen(remark, "Input.Remark");
        if (remark is not null && fields.Any(field => field.Text is { } text && Repeats(remark, text)))
        {
            throw new RuleViolation("Redact.Repeats") { Field = "Input.Remark" };
        }
    }

    // Three words in a row of the text, or all of a shorter one.
    internal static bool Repeats(string remark, string text)
    {
        var (said, words) = (Words(remark), Words(text));
        var run = Math.Min(3, words.Length);
        return run > 0 && Enumerable.Range(0, words.Length - run + 1).Any(at =>
            Enumerable.Range(0, Math.Max(0, said.Length - run + 1)).Any(start => words.AsSpan(at, run).SequenceEqual(said.AsSpan(start, run))));
    }

    private static string[] Words(string text)
        => VietnameseText.Fold(text).Split([' ', ',', '.', ';', ':', '\n', '\r', '\t', '(', ')', '"', '“', '”'], StringSplitOptions.RemoveEmptyEntries);

    private static Subject CaseProcessOf(Guid entryId) => Training.Logbook.Workflow.CaseProcess.Of(entryId);
}
