using Training.Logbook.Entries;
using Training.Logbook.SignOff;

namespace Training.Tests.Logbook.Walking;

internal enum CaseState
{
    None,
    Waiting,
    Approving,
    Returned,
    Signed,
    Withdrawn,
}

/// <summary>A case as it stands in the database, with everything that a step may change.</summary>
internal sealed record Standing(LogbookEntry Entry, IReadOnlyList<EntryVersion> Versions, IReadOnlyList<Decision> Decisions, IReadOnlyList<Approval> Approvals, IReadOnlyList<string> Tasks, int Running)
{
    public EntryVersion Newest => Versions[Versions.Count - 1];

    public CaseState State => Entry.WithdrawnAt is not null ? CaseState.Withdrawn
        : Entry.SignedAt is not null ? CaseState.Signed
        : Entry.IsBeingApproved ? CaseState.Approving
        : Entry.WaitingSince is not null ? CaseState.Waiting
        : CaseState.Returned;

    public override string ToString() => $"{State} {Entry.CurrentNumber} {Entry.DecidedNumber} {Entry.WaitingSince:O} {Entry.LateSince:O} {Entry.SignedAt:O} {Entry.WithdrawnAt:O} "
        + $"{string.Join(',', Versions.Select(v => v.ContentHash))} {string.Join(',', Decisions.Select(d => d.Id))} {string.Join(',', Approvals.Select(a => a.Id))} {string.Join(',', Tasks)}";
}
