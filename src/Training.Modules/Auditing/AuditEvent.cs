namespace Training.Modules;

/// <summary>Something worth remembering for ever: who did what to which thing, and why. Who, when and from where are added by the trail.</summary>
/// <param name="Action">Stable name of what happened: <c>Logbook.CaseSigned</c>, <c>Identity.GrantEnded</c>.</param>
/// <param name="SubjectType">Stable name of the kind of thing: <c>LogbookEntryVersion</c>, <c>RoleGrant</c>.</param>
/// <param name="SubjectId">Its id; <see cref="Guid.Empty"/> where there is none, as for a search.</param>
public sealed record AuditEvent(string Action, string SubjectType, Guid SubjectId)
{
    /// <summary>The hospitals whose auditors may read it; empty for events that only those with a grant for the country read.</summary>
    public IReadOnlyList<Guid> HospitalIds { get; init; } = [];

    /// <summary>Why, in the words of who did it; null where the site does not ask.</summary>
    public string? Reason { get; init; }

    /// <summary>Who did it, where the request does not know that yet: somebody who signs in. Null for whoever makes the request.</summary>
    public (Guid Id, string Name)? Actor { get; init; }

    /// <summary>The account in whose place it was done; null where somebody acted for themselves.</summary>
    public Guid? OnBehalfOf { get; init; }

    /// <summary>
    /// Named facts, in the order given. They are kept outside the tree, which holds only a salted commitment to them, so that personal data
    /// can be erased. Never a password, a token, a seed or a patient's words.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Facts { get; init; } = new Dictionary<string, string?>();
}

/// <summary>The trail of everything that happened, which nobody can rewrite.</summary>
public interface IAuditTrail
{
    /// <summary>Adds an event to the running write; it is stored with the change or not at all.</summary>
    /// <exception cref="InvalidOperationException">No write is running.</exception>
    void Add(AuditEvent auditEvent);

    /// <summary>Stores an event that comes with no change, such as a refused sign-in or a list that was read, in a write of its own.</summary>
    Task RecordAsync(AuditEvent auditEvent, CancellationToken ct);

    /// <summary>
    /// Erases the names, addresses, reasons and facts kept with the events that these accounts or persons caused or were the subject of.
    /// The entries themselves, with ids only, stay in the tree, which still verifies. The erasure is an event of its own.
    /// </summary>
    /// <param name="about">Ids of accounts and persons.</param>
    /// <param name="reason">Why, such as the number of the request.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many entries lost their details.</returns>
    Task<int> EraseDetailsAsync(IReadOnlyCollection<Guid> about, string reason, CancellationToken ct);

    /// <summary>
    /// Erases the details of those events about these records whose reason or facts hold one of the words, such as a text with patient data that
    /// was removed from the record. The entries stay in the tree, which still verifies. Each record that lost some has an event of that.
    /// </summary>
    /// <param name="about">Ids of the records that the events are about.</param>
    /// <param name="words">Whole texts, as they were typed.</param>
    /// <param name="reason">Why, without the words.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many entries lost their details.</returns>
    Task<int> EraseDetailsWithAsync(IReadOnlyCollection<Guid> about, IReadOnlyCollection<string> words, string reason, CancellationToken ct);
}
