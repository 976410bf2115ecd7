using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Content;
using Training.Logbook.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Logbook.Entries;

/// <summary>What the person who asks may log: the techniques of the packages they take part in.</summary>
internal sealed class CaseChoices(
    ICurrentUser user, ITransfers transfers, ITechniques techniques, IOrganizations organizations, IPeople people, IEnumerable<IIndependence> independence, TimeProvider clock,
    IStringLocalizer<Texts> texts)
{
    public async Task<IReadOnlyList<CaseChoice>> ReadAsync(CancellationToken ct)
    {
        if (user.PersonId is not { } personId)
        {
            return [];
        }

        var catalogue = await techniques.GetAsync(ct);
        return [.. from participation in await transfers.OfPersonAsync(personId, ct)
                   from techniqueId in catalogue.Package(participation.Transfer.PackageVersionId).TechniqueIds
                   select new CaseChoice(
                       CaseInput.KeyOf(participation.Participant.Id, techniqueId), participation, techniqueId, catalogue.Technique(techniqueId).Display)];
    }

    /// <summary>What was chosen, or null with an error at the field: only what the learner may log counts, whatever the form sends.</summary>
    public CaseChoice? Chosen(IReadOnlyList<CaseChoice> choices, CaseInput input, ModelStateDictionary modelState)
    {
        var choice = choices.FirstOrDefault(c => c.Key == input.Choice);
        if (choice is null && input.Choice is not null)
        {
            modelState.AddModelError("Input.Choice", texts["Case.NotYours"]);
        }

        return choice;
    }

    public async Task<CaseFormView> ViewAsync(CaseInput input, IReadOnlyList<CaseChoice> choices, CancellationToken ct)
    {
        var directory = await organizations.GetAsync(ct);
        string Names(Func<TransferInfo, Guid> side)
            => string.Join(" / ", choices.Select(c => side(c.Participation.Transfer)).Distinct().Select(id => directory.Hospital(id).Display));
        var roles = choices.SelectMany(c => CaseRoles.Of(c.Participation.Participant.Role)).Distinct().Order();
        return new CaseFormView(input, await WithPausesAsync(choices, ct), [.. roles], await MentorsAsync(choices, ct), Names(t => t.ReceivingHospitalId), Names(t => t.GivingHospitalId), clock.Today());
    }

    // Said before the case, not after it: what was done is logged as it was done.
    private async Task<IReadOnlyList<CaseChoice>> WithPausesAsync(IReadOnlyList<CaseChoice> choices, CancellationToken ct)
    {
        if (user.PersonId is not { } me || choices.Count == 0)
        {
            return choices;
        }

        var pauses = await independence.PausesOfAsync(me, clock.Today(), ct);
        return pauses.Count == 0 ? choices : [.. choices.Select(c => pauses.TryGetValue(c.TechniqueId, out var from) ? c with { PausedFrom = from } : c)];
    }

    private async Task<IReadOnlyList<MentorChoice>> MentorsAsync(IReadOnlyList<CaseChoice> choices, CancellationToken ct)
    {
        if (choices.Count == 0)
        {
            return [];
        }

        var rights = await transfers.SupervisorsAsync([.. choices.Select(c => c.Participation.Transfer.Id).Distinct()], ct);
        var names = await people.FindAsync(rights.Select(right => right.MentorPersonId), ct);
        return [.. names.Values.Where(person => person.Id != user.PersonId).DistinctBy(person => person.Id)
            .OrderBy(person => VietnameseText.SortKey(person.FullName), StringComparer.Ordinal)
            .Select(person => new MentorChoice(person.Id, person.Display))];
    }
}

/// <summary>What the learner logged last, to fill the next form from.</summary>
internal sealed class LastCase(TrainingDbContext db, ICurrentUser user, TimeProvider clock)
{
    /// <summary>What was the same last time is most likely the same today; what describes the patient is never filled in beforehand.</summary>
    /// <param name="choices">What the learner may log.</param>
    /// <param name="id">A case of their own to be repeated; null for the last one.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null where there is none, or its technique is no longer theirs.</returns>
    public async Task<(Guid EntryId, CaseInput Repeated)?> ReadAsync(IReadOnlyList<CaseChoice> choices, Guid? id, CancellationToken ct)
    {
        var mine = db.LogbookEntries.Where(e => e.PersonId == user.PersonId);
        var last = await (from entry in id is { } repeat ? mine.Where(e => e.Id == repeat) : mine
                          orderby entry.Id descending
                          join version in db.EntryVersions.AsNoTracking() on new { EntryId = entry.Id, Number = entry.CurrentNumber } equals new { version.EntryId, version.Number }
                          select new { entry.Id, entry.ParticipantId, version })
            .FirstOrDefaultAsync(ct);
        return last is not null && choices.FirstOrDefault(c => c.Key == CaseInput.KeyOf(last.ParticipantId, last.version.TechniqueId)) is { } choice
            ? (last.Id, CaseInput.Repeat(last.version.Content, choice.Participation, clock.Today()))
            : null;
    }
}
