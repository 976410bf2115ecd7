using Training.Logbook.Entries;
using Training.Techniques.Contracts;

namespace Training.Logbook.Content;

/// <summary>What somebody does at the table, by their place in the team.</summary>
internal static class CaseRoles
{
    /// <summary>Only what the place in the team can do.</summary>
    public static IReadOnlyList<CaseRole> Of(TeamRole place) => place switch
    {
        TeamRole.BS => [CaseRole.Observer, CaseRole.Operator, CaseRole.FirstAssistant, CaseRole.SecondAssistant],
        TeamRole.GMHS => [CaseRole.Observer, CaseRole.Anaesthesia],
        TeamRole.DD => [CaseRole.Observer, CaseRole.Nursing],
        _ => [CaseRole.Observer, CaseRole.Technician],
    };

    /// <summary>What goes without saying at the stage.</summary>
    public static CaseRole UsualFor(TeamRole place, Stage stage) => (place, stage) switch
    {
        (_, Stage.O) => CaseRole.Observer,
        (TeamRole.GMHS, _) => CaseRole.Anaesthesia,
        (TeamRole.DD, _) => CaseRole.Nursing,
        (TeamRole.KTV or TeamRole.KSVL or TeamRole.DS, _) => CaseRole.Technician,
        (_, Stage.A) => CaseRole.FirstAssistant,
        _ => CaseRole.Operator,
    };
}
