using Training.Identity.Contracts;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Logbook.SignOff;

/// <summary>Whether it is a mentor's turn to decide about a case.</summary>
/// <param name="May">They may decide.</param>
/// <param name="Addressee">Whom the case is addressed to, where that is somebody else: they stand in for them, or have to leave it to them.</param>
internal sealed record Turn(bool May, PersonInfo? Addressee)
{
    public static Turn Own { get; } = new(true, null);
}

/// <summary>
/// Whom a case is addressed to: the mentor whom the learner named, who was in the room; else whoever guided the learner on that day (Decree
/// 96/2023/NĐ-CP, article 7, makes the guide responsible); else whoever holds the right. As long as an addressee holds the right, nobody else
/// decides, except a stand-in whom they named for today and who holds the same right. What waits too long is for all who hold the right.
/// </summary>
internal sealed class Addressing(ITransfers transfers, IAbsences absences, IRoleHolders holders, IPeople people, TimeProvider clock)
{
    /// <returns>Null where it is addressed to whoever holds the right.</returns>
    /// <exception cref="RuleViolation">The mentor who was named had no right to supervise all of it on that day.</exception>
    public async Task<Guid?> OfAsync(CaseContent content, Participation participation, CancellationToken ct)
    {
        var (participant, transfer) = participation;
        var rights = (await transfers.SupervisorsAsync([transfer.Id], ct)).ToLookup(right => right.MentorPersonId);
        bool May(Guid mentor, DateOnly day) => mentor != participant.PersonId && rights[mentor].ToArray().CoverAll(content.All, day);
        if (content.MentorPersonId is { } named && !May(named, content.PerformedOn))
        {
            throw new RuleViolation("Case.MentorMayNot", Show.Date(content.PerformedOn)) { Field = "Input.Mentor" };
        }

        var addressee = content.MentorPersonId ?? (await transfers.GuidesAsync([participant.Id], content.PerformedOn, ct)).GetValueOrDefault(participant.Id)?.GuidePersonId;
        return addressee is { } mentor && May(mentor, content.PerformedOn) && May(mentor, clock.Today()) ? mentor : null;
    }

    /// <param name="entry">The case.</param>
    /// <param name="mentorId">Somebody who holds the right.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Turn> OfAsync(LogbookEntry entry, Guid mentorId, CancellationToken ct)
    {
        if (entry.AddressedTo is not { } addressee || addressee == mentorId)
        {
            return Turn.Own;
        }

        var person = (await people.FindAsync([addressee], ct)).GetValueOrDefault(addressee);
        if ((await StoodInForAsync([.. (await holders.AccountsOfAsync([mentorId], ct)).Select(account => account.UserId)], ct)).Contains(addressee))
        {
            return new Turn(true, person);
        }

        return entry.LateSince is not null || !HoldersOn(await transfers.SupervisorsAsync([entry.TransferId], ct), clock.Today())[entry.TransferId].Contains(addressee)
            ? Turn.Own
            : new Turn(false, person);
    }

    /// <summary>For whom one of these accounts stands in today; one statement, two where there is somebody.</summary>
    public async Task<IReadOnlySet<Guid>> StoodInForAsync(IReadOnlyCollection<Guid> userIds, CancellationToken ct)
    {
        var absent = await absences.StoodInForAsync(userIds, clock.Today(), ct);
        return absent.Count == 0 ? new HashSet<Guid>() : (await holders.AccountsAsync([.. absent.Select(a => a.UserId).Distinct()], ct)).Select(account => account.PersonId).OfType<Guid>().ToHashSet();
    }

    /// <summary>Who stands in for a person today: their accounts; two statements, three where there is somebody.</summary>
    public async Task<IReadOnlyList<AccountInfo>> StandInsOfAsync(Guid personId, CancellationToken ct)
    {
        var today = clock.Today();
        var accounts = await holders.AccountsOfAsync([personId], ct);
        var away = await absences.BetweenAsync([.. accounts.Select(account => account.UserId)], today, today, ct);
        return away.Count == 0 ? [] : await holders.AccountsAsync([.. away.Select(absence => absence.StandInUserId).Distinct()], ct);
    }

    /// <summary>Who of these holds any right on a day, by transfer.</summary>
    public static ILookup<Guid, Guid> HoldersOn(IEnumerable<SupervisionInfo> rights, DateOnly day)
        => rights.Where(right => right.From <= day && !(day > right.To)).ToLookup(right => right.TransferId, right => right.MentorPersonId);
}
