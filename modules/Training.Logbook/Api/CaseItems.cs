using System.ComponentModel;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Logbook.Redaction;
using Training.Logbook.SignOff;
using Training.Techniques.Contracts;

namespace Training.Logbook.Api;

/// <summary>A technique that was done, at a stage.</summary>
internal sealed record DoneItem(Guid TechniqueId, [property: Description("Stable key of the technique.")] string Technique, Stage Stage);

/// <summary>A case in a list: its newest version and what was decided about that.</summary>
internal sealed record CaseItem(
    Guid Id,
    [property: Description("Pseudonym of the case: eight random characters.")] string Code,
    [property: Description("Number of the newest version, from 1.")] int Version,
    Guid VersionId,
    [property: Description("Read off the stamps: who did what, when.")] EntryState State,
    DoneItem Done,
    [property: Description("Calendar day in Viet Nam.")] DateOnly PerformedOn,
    CaseSetting? Setting,
    Complexity? Complexity,
    Guid PersonId,
    Guid TransferId,
    [property: Description("The mentor it is addressed to; null for whoever holds the right.")] Guid? AddressedTo,
    [property: Description("UTC. Null once nobody is waited for.")] DateTimeOffset? WaitingSince,
    [property: Description("UTC. Since when it waits too long; null where it does not.")] DateTimeOffset? LateSince,
    [property: Description("UTC.")] DateTimeOffset? SignedAt,
    [property: Description("UTC.")] DateTimeOffset? WithdrawnAt,
    string? DecidedBy,
    string? Comment)
{
    public static CaseItem Of(EntryRow row, TechniqueCatalogue catalogue) => new(
        row.Id, row.CaseCode, row.Number, row.VersionId, row.State, new DoneItem(row.TechniqueId, catalogue.Technique(row.TechniqueId).Key, row.Stage), row.PerformedOn, row.Setting,
        row.Complexity, row.PersonId, row.TransferId, row.AddressedTo, row.WaitingSince, row.LateSince, row.SignedAt, row.WithdrawnAt, row.DeciderName, row.Comment);
}

/// <summary>What was said about a case at one time; it never changes.</summary>
internal sealed record VersionItem(
    Guid Id,
    [property: Description("From 1.")] int Number,
    [property: Description("The main technique first.")] IReadOnlyList<DoneItem> Done,
    [property: Description("Calendar day in Viet Nam.")] DateOnly PerformedOn,
    [property: Description("The first, second … such case of the day.")] int DayNumber,
    Guid PlaceHospitalId,
    CaseRole Role,
    Supervision? Supervision,
    EvidenceItem Evidence,
    [property: Description("The mentor whom the learner named.")] Guid? MentorPersonId,
    CaseSetting? Setting,
    AgeBand? AgeBand,
    Sex? Sex,
    Complexity? Complexity,
    Outcome? Outcome,
    IReadOnlyList<Complication> Complications,
    bool? ComplicationManaged,
    string? ConvertedTo,
    string? Note,
    [property: Description("SHA-256 of each file, in their order.")] IReadOnlyList<string> Attachments,
    [property: Description("Texts from which patient data was taken out, or which are hidden because somebody has asked for that.")] IReadOnlyList<string> Redacted,
    string? CorrectionReason,
    [property: Description("UTC.")] DateTimeOffset SubmittedAt,
    [property: Description("SHA-256 of the canonical content (RFC 8785), 64 hex digits: what a mentor signs.")] string ContentHash)
{
    /// <param name="version">Which.</param>
    /// <param name="catalogue">The techniques.</param>
    /// <param name="known">What of the case is hidden or removed.</param>
    public static VersionItem Of(EntryVersion version, TechniqueCatalogue catalogue, CaseRedactions known) => new(
        version.Id,
        version.Number,
        [.. version.All.Select(done => new DoneItem(done.TechniqueId, catalogue.Technique(done.TechniqueId).Key, done.Stage))],
        version.PerformedOn,
        version.DayNumber,
        version.PlaceHospitalId,
        version.Role,
        version.Supervision,
        EvidenceItem.Of(version.Evidence, text => known.Shown(version.Id, text.Field, text.Value)),
        version.MentorPersonId,
        version.Setting,
        version.AgeBand,
        version.Sex,
        version.Complexity,
        version.Outcome,
        version.Content.Complications,
        version.ComplicationManaged,
        known.Shown(version.Id, "convertedTo", version.ConvertedTo),
        known.Shown(version.Id, "note", version.Note),
        [.. version.Content.Attachments.Where(hash => known.Of(version.Id, CaseField.OfFile(hash)) == Visibility.Shown)],
        [.. version.Texts.Keys.Where(field => version.Sealed.IsRemoved(field) || known.Of(version.Id, field) != Visibility.Shown).Order(StringComparer.Ordinal)],
        known.Shown(version.Id, "correctionReason", version.CorrectionReason),
        version.SubmittedAt,
        version.ContentHash);
}

/// <summary>What belongs to the kind of supervision.</summary>
internal sealed record EvidenceItem(
    [property: Description("The patient agreed to the video before the case.")] bool Consent,
    [property: Description("Who was responsible at the table; staff, never the patient.")] string? Responsible,
    [property: Description("Time of the day in Viet Nam, from when the mentor watched.")] TimeOnly? From,
    [property: Description("Time of the day in Viet Nam.")] TimeOnly? To,
    LineQuality? Line,
    [property: Description("A code by which the recording is found.")] string? Recording,
    [property: Description("Minutes of the recording.")] int? Minutes,
    IReadOnlyList<ChartPart> Chart)
{
    public static EvidenceItem Of(SupervisionEvidence evidence, Func<(string Field, string? Value), string?> shown) => new(
        evidence.Consent, shown(("responsible", evidence.Responsible)), evidence.From, evidence.To, evidence.Line, shown(("recording", evidence.Recording)), evidence.Minutes, evidence.Chart);
}

/// <summary>What a mentor decided about a version.</summary>
internal sealed record DecisionItem(
    Guid Id,
    Guid VersionId,
    DecisionKind Decision,
    Guid MentorPersonId,
    [property: Description("As it was when they signed.")] string MentorName,
    [property: Description("As it was when they signed, in Vietnamese.")] string MentorPosition,
    [property: Description("1 to 5; null where nothing is rated, or while the learner has not rated themself.")] int? Entrustment,
    [property: Description("1 to 5.")] int? Performance,
    [property: Description("1 to 3.")] int? Difficulty,
    string? Comment,
    Guid? ReturnReasonId,
    [property: Description("How the mentor proved who they are: passkey, password+totp or password; recipe for sample data.")] string Method,
    [property: Description("UTC, by the site's clock.")] DateTimeOffset DecidedAt,
    [property: Description("SHA-256 of what was shown.")] string ContentHash,
    [property: Description("SHA-256 of everything that was signed; null for sample data.")] string? SignedHash)
{
    public static DecisionItem Of(Decision decision, bool withRating, CaseRedactions known) => new(
        decision.Id,
        decision.EntryVersionId,
        decision.Kind,
        decision.MentorPersonId,
        decision.MentorName,
        decision.MentorPosition,
        withRating ? decision.Entrustment : null,
        withRating ? decision.Performance : null,
        withRating ? decision.Difficulty : null,
        known.Shown(decision.Id, CaseField.Comment, decision.Comment),
        decision.ReturnReasonId,
        decision.Method,
        decision.DecidedAt,
        decision.ContentHash,
        decision.SignedHash);
}

/// <summary>What somebody else decided about a version that a mentor had signed.</summary>
internal sealed record ApprovalItem(Guid Id, DecisionKind Decision, string ApproverName, string ApproverPosition, string? Comment, string Method, DateTimeOffset DecidedAt);

/// <summary>A version with what was decided about it.</summary>
internal sealed record DecidedVersionItem(
    VersionItem Content,
    DecisionItem? Decision,
    IReadOnlyList<ApprovalItem> Approvals,
    [property: Description("The stored content still is what was signed, apart from what two people removed; null where nobody has decided.")] bool? Fits,
    [property: Description("The signature of the mentor's device holds; null where no device signed.")] bool? DeviceHolds);

/// <summary>A case with everything that was said and decided about it.</summary>
internal sealed record CaseRecord(
    Guid Id,
    string Code,
    EntryState State,
    Guid PersonId,
    [property: Description("Place of the learner in the transfer.")] Guid ParticipantId,
    Guid TransferId,
    [property: Description("The receiving hospital.")] Guid HospitalId,
    Guid? AddressedTo,
    DateTimeOffset? WaitingSince,
    DateTimeOffset? LateSince,
    DateTimeOffset? SignedAt,
    DateTimeOffset? WithdrawnAt,
    string? WithdrawnBecause,
    [property: Description("How the learner rated themself, 1 to 5; null before they did, and for mentors before they have signed.")] int? OwnRating,
    [property: Description("The newest first.")] IReadOnlyList<DecidedVersionItem> Versions);

/// <summary>Something that may be logged.</summary>
internal sealed record ChoiceItem(
    [property: Description("To be sent as choice.")] string Choice,
    DoneItemChoice Technique,
    Guid ParticipantId,
    string Transfer,
    IReadOnlyList<CaseRole> Roles,
    [property: Description("Who may be named as the mentor; whether they held the right on the day is checked when the case is sent.")] IReadOnlyList<MentorItem> Mentors);

/// <summary>A technique, with its name in the language that was asked for.</summary>
internal sealed record DoneItemChoice(Guid Id, string Key, string Name);

/// <summary>Somebody who may be named as the mentor.</summary>
internal sealed record MentorItem(Guid PersonId, string Name);

/// <summary>A version that was stored.</summary>
internal sealed record CaseReceipt(Guid Id, string Code, int Version, Guid VersionId, string ContentHash, DateTimeOffset SubmittedAt);

/// <summary>A case that was taken back.</summary>
internal sealed record WithdrawalReceipt(Guid Id, string Code, DateTimeOffset WithdrawnAt);
