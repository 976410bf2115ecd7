using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Logbook.Redaction;
using Training.Logbook.SignOff;
using Training.Modules;

namespace Training.Logbook.Verification;

/// <summary>Whether what is stored is what was signed. The greater is the worse.</summary>
internal enum SignatureVerdict
{
    Valid,

    /// <summary>Valid, and patient data was removed by two people: the hash of what is gone stands under the signature.</summary>
    Redacted,

    /// <summary>Patient data was removed by two people from a record of the first form, whose texts were not sealed: the rest can not be compared any more.</summary>
    Unprovable,

    Invalid,
}

/// <summary>Compares what is stored with what was signed, whenever it is shown and every night.</summary>
internal static class Signatures
{
    /// <summary>What was said about the case is what was sent.</summary>
    public static SignatureVerdict Of(EntryVersion version, CaseRedactions known)
    {
        var removed = Removed(version.Id, version.Sealed, version.Texts.Keys, version.Form, known);
        return removed is SignatureVerdict.Invalid or SignatureVerdict.Unprovable || ContentHash.Of(version) == version.ContentHash ? removed : SignatureVerdict.Invalid;
    }

    /// <summary>The mentor's decision is about this version, and the one that was made.</summary>
    public static SignatureVerdict Of(EntryVersion version, Decision decision, CaseRedactions known)
        => Worst(Of(version, known), decision.EntryVersionId == version.Id && decision.ContentHash == version.ContentHash
            ? Own(decision.Id, decision.Sealed, decision.Form, decision.SignedHash, decision, known)
            : SignatureVerdict.Invalid);

    /// <summary>The approval is about this version, and the one that was given.</summary>
    public static SignatureVerdict Of(EntryVersion version, Approval approval, CaseRedactions known)
        => Worst(Of(version, known), approval.EntryVersionId == version.Id && approval.ContentHash == version.ContentHash
            ? Own(approval.Id, approval.Sealed, approval.Form, approval.SignedHash, approval, known)
            : SignatureVerdict.Invalid);

    /// <summary>Two people removed it, and their decision is about exactly these things.</summary>
    public static bool IsProper(RedactionState state) => state is { Decision: { } decision, Request: var request }
        && decision.ByPersonId != request.AskedByPersonId
        && decision.ByUserId != request.AskedByUserId
        && decision.AskedByPersonId == request.AskedByPersonId
        && decision.AskedByUserId == request.AskedByUserId
        && decision.Canonical == RedactionDecision.Of(request, state.Targets, decision.Outcome, decision.ByPersonId, decision.By, decision.Position, decision.Because)
        && decision.SignedHash == CanonicalJson.HashOf(decision.Canonical);

    // A recipe signs nothing; its decisions only name the content.
    private static SignatureVerdict Own(Guid id, SealedTexts seals, int form, string? signedHash, ISignedRecord record, CaseRedactions known)
    {
        var removed = Removed(id, seals, [CaseField.Comment], form, known);
        return removed is SignatureVerdict.Invalid or SignatureVerdict.Unprovable || signedHash is null || CanonicalJson.HashOf(record.Canonical) == signedHash
            ? removed
            : SignatureVerdict.Invalid;
    }

    private static SignatureVerdict Removed(Guid recordId, SealedTexts seals, IEnumerable<string> fields, int form, CaseRedactions known)
    {
        bool ByTwo(string field) => known.States.Any(state => state.IsConfirmed && IsProper(state) && state.Targets.Any(t => t.RecordId == recordId && t.Field == field));
        if (form == 1)
        {
            return fields.Any(ByTwo) ? SignatureVerdict.Unprovable : SignatureVerdict.Valid;
        }

        string[] gone = [.. seals.Seals.Where(seal => seal.Value.Salt is null).Select(seal => seal.Key)];
        return gone.Length == 0 ? SignatureVerdict.Valid : gone.All(ByTwo) ? SignatureVerdict.Redacted : SignatureVerdict.Invalid;
    }

    private static SignatureVerdict Worst(SignatureVerdict one, SignatureVerdict other) => one > other ? one : other;
}
