using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;

namespace Training.Logbook.Redaction;

/// <summary>A text or file of a case that somebody wrote or brought, and that patient data can stand in.</summary>
/// <param name="RecordId">Of the version, decision, approval or entry that has it.</param>
/// <param name="Field">Its name, as it is sealed; <c>file:</c> and the hash for an attachment.</param>
/// <param name="Number">Of the version; 0 for the case itself.</param>
/// <param name="Text">What was written; null for a file.</param>
/// <param name="FileHash">Null for a text.</param>
/// <param name="KeptHash">What stays under the signature, see <see cref="RedactionTarget.KeptHash"/>.</param>
internal sealed record CaseField(Guid RecordId, string Field, int Number, string? Text, string? FileHash, string? KeptHash)
{
    public const string Comment = "comment";
    public const string Voice = "voice";
    public const string WithdrawnBecause = "withdrawnBecause";

    private const string FilePrefix = "file:";

    /// <summary>What a form calls it.</summary>
    public string Key => $"{RecordId:D} {Field}";

    /// <summary>Key of its words.</summary>
    public string Label => Field.StartsWith(FilePrefix, StringComparison.Ordinal) ? "Field.File" : Field switch
    {
        "convertedTo" => "Field.ConvertedTo",
        "note" => "Field.Note",
        "recording" => "Field.Recording",
        "responsible" => "Field.Responsible",
        "correctionReason" => "Field.Reason",
        Voice => "Field.Voice",
        WithdrawnBecause => "Withdraw.Because",
        _ => "Field.Comment",
    };

    public static string OfFile(string hash) => FilePrefix + hash;

    /// <summary>The hash of the file that a field names; null where it is a text.</summary>
    public static string? FileOf(RedactionTarget target) => target.Field == Voice ? target.KeptHash
        : target.Field.StartsWith(FilePrefix, StringComparison.Ordinal) ? target.Field[FilePrefix.Length..]
        : null;

    /// <summary>Everything of a case that is there, in the order of its versions.</summary>
    public static IReadOnlyList<CaseField> Of(WholeCase whole) =>
    [
        .. whole.Versions.OrderBy(v => v.Number).SelectMany(version => OfVersion(version)
            .Concat(whole.Decisions.Where(d => d.EntryVersionId == version.Id).SelectMany(d => OfDecision(d, version.Number)))
            .Concat(whole.Approvals.Where(a => a.EntryVersionId == version.Id && a.Comment is not null)
                .Select(a => new CaseField(a.Id, Comment, version.Number, a.Comment, null, HashIn(a.Sealed, Comment))))),
        .. whole.Entry.WithdrawnBecause is { } because ? new[] { new CaseField(whole.Entry.Id, WithdrawnBecause, 0, because, null, null) } : [],
    ];

    private static IEnumerable<CaseField> OfVersion(EntryVersion version) =>
    [
        .. version.Texts.Where(text => text.Value is not null).OrderBy(text => text.Key, StringComparer.Ordinal)
            .Select(text => new CaseField(version.Id, text.Key, version.Number, text.Value, null, HashIn(version.Sealed, text.Key))),
        .. version.Content.Attachments.Select(hash => new CaseField(version.Id, OfFile(hash), version.Number, null, hash, hash)),
    ];

    private static IEnumerable<CaseField> OfDecision(Decision decision, int number)
    {
        if (decision.Comment is { } comment)
        {
            yield return new CaseField(decision.Id, Comment, number, comment, null, HashIn(decision.Sealed, Comment));
        }

        if (decision.VoiceHash is { } voice)
        {
            yield return new CaseField(decision.Id, Voice, number, null, voice, voice);
        }
    }

    private static string? HashIn(SealedTexts seals, string field) => seals.Seals.GetValueOrDefault(field)?.Hash;
}

/// <summary>A case with all its versions and everything that was decided about them.</summary>
internal sealed record WholeCase(LogbookEntry Entry, IReadOnlyList<EntryVersion> Versions, IReadOnlyList<Decision> Decisions, IReadOnlyList<Approval> Approvals);
