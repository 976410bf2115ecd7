using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Logbook.Entries;

/// <summary>What the person who asks may log: the techniques of the packages they take part in.</summary>
internal sealed class CaseChoices(ICurrentUser user, ITransfers transfers, ITechniques techniques, IOrganizations organizations, TimeProvider clock, IStringLocalizer<Texts> texts)
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
        return new CaseFormView(input, choices, RolesOf(choices), Names(t => t.ReceivingHospitalId), Names(t => t.GivingHospitalId), clock.Today());
    }

    // Only what the learner's place in the team can do; whoever stands in two teams sees both.
    private static IReadOnlyList<CaseRole> RolesOf(IEnumerable<CaseChoice> choices) => [.. choices
        .SelectMany(c => c.Participation.Participant.Role switch
        {
            TeamRole.BS => [CaseRole.Observer, CaseRole.Operator, CaseRole.FirstAssistant, CaseRole.SecondAssistant],
            TeamRole.GMHS => [CaseRole.Observer, CaseRole.Anaesthesia],
            TeamRole.DD => [CaseRole.Observer, CaseRole.Nursing],
            _ => new[] { CaseRole.Observer, CaseRole.Technician },
        })
        .Distinct().Order()];
}
