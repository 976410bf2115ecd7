using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Transfers.Agreements;
using Training.Transfers.Contracts;
using Training.Transfers.Participants;

namespace Training.Transfers.Guidance;

/// <summary>A guide with their name.</summary>
internal sealed record NamedGuide(Guide Guide, string Name);

/// <summary>A member of the team and everybody who guided, guides or will guide them, the newest first.</summary>
internal sealed record GuidedMember(ParticipantInfo Participant, string Name, IReadOnlyList<NamedGuide> Guides)
{
    public bool HasLeft(DateOnly today) => Participant.To < today;

    public NamedGuide? On(DateOnly day) => Guides.FirstOrDefault(g => g.Guide.HoldsOn(day));

    public NamedGuide? After(DateOnly day) => Guides.LastOrDefault(g => g.Guide.From > day && !g.Guide.NeverHeld);
}

/// <summary>Somebody who may supervise in the transfer, and how many learners they have on a day, here and elsewhere.</summary>
internal sealed record PossibleGuide(Guid PersonId, string Name, int Learners);

/// <summary>The guides of a transfer, for whoever sees the transfer.</summary>
/// <param name="Transfer">The transfer.</param>
/// <param name="Members">Its team: who is there today first, then in the order of the team.</param>
/// <param name="Supervisors">Who may supervise on the day.</param>
/// <param name="Rule">The rule of the day; null where none holds.</param>
internal sealed record GuideBoard(TransferInfo Transfer, IReadOnlyList<GuidedMember> Members, IReadOnlyList<PossibleGuide> Supervisors, GuideRule? Rule);

/// <summary>Reads it: four statements.</summary>
internal sealed class GuideBoardReader(TrainingDbContext db, IPeople people, GuideTable table, TimeProvider clock)
{
    /// <returns>Null where whoever asks does not see the transfer.</returns>
    public async Task<GuideBoard?> ReadAsync(string code, CancellationToken ct)
    {
        var today = clock.Today();
        var found = await db.Transfers.AsNoTracking()
            .Where(t => t.Code == code)
            .Select(t => new
            {
                Transfer = new TransferInfo(t.Id, t.Code, t.PackageVersionId, t.GivingHospitalId, t.ReceivingHospitalId, t.From, t.To),
                Team = db.Set<Participant>().Where(p => p.TransferId == t.Id).Select(p => new ParticipantInfo(p.Id, p.TransferId, p.PersonId, p.Role, p.From, p.To)).ToList(),
                Guides = db.Set<Guide>().Where(g => g.TransferId == t.Id).ToList(),
                Supervisors = db.Set<Supervision>().Where(s => s.TransferId == t.Id && (s.To == null || s.To >= today)).Select(s => s.MentorPersonId).ToList(),
            })
            .SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }

        var names = await people.FindAsync(found.Team.Select(p => p.PersonId).Concat(found.Supervisors).Concat(found.Guides.Select(g => g.GuidePersonId)), ct);
        var learners = await table.LearnersAsync([.. found.Supervisors.Concat(found.Guides.Select(g => g.GuidePersonId)).Distinct()], ct);
        return new GuideBoard(
            found.Transfer,
            [.. found.Team
                .Select(member => new GuidedMember(
                    member,
                    names[member.PersonId].Display,
                    [.. found.Guides
                        .Where(g => g.ParticipantId == member.Id)
                        .OrderByDescending(g => g.From).ThenByDescending(g => g.NamedAt)
                        .Select(g => new NamedGuide(g, names[g.GuidePersonId].Display))]))
                .OrderBy(member => member.HasLeft(today)).ThenBy(member => member.Participant.Role).ThenBy(member => VietnameseText.SortKey(member.Name), StringComparer.Ordinal)],
            [.. found.Supervisors.Distinct()
                .Select(id => new PossibleGuide(id, names[id].Display, GuideLimit.CountOn(learners[id], today)))
                .OrderBy(guide => VietnameseText.SortKey(guide.Name), StringComparer.Ordinal)],
            (await table.RulesAsync(ct)).FirstOrDefault(rule => rule.HoldsOn(today)));
    }
}
