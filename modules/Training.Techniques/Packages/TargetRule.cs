using Training.Techniques.Catalogue;
using Training.Techniques.Contracts;

namespace Training.Techniques.Packages;

/// <summary>
/// Proposes the targets of a first package version from the numbers of a technique. The numbers are illustrative: no national minimum per
/// technique was found, and the giving hospital replaces them by those of its approved programme.
/// <para>
/// Whoever performs the technique, which is the doctor wherever the team has one, needs the full numbers at all four stages; cases done
/// under supervision count from entrustment 3 and independent ones from 4. The others in the team observe, assist and work supervised in half
/// as many cases, rounded up, and have nothing to do independently.
/// </para>
/// </summary>
internal static class TargetRule
{
    public const int SupervisedEntrustment = 3;
    public const int IndependentEntrustment = 4;

    /// <summary>The targets of one technique, none of them zero.</summary>
    public static IReadOnlyList<TargetInfo> For(Technique technique)
    {
        var performs = PerformerOf(technique);
        return [.. technique.Team.SelectMany(role => For(technique, role, role == performs)).Where(target => target.Count > 0)];
    }

    /// <summary>Whoever performs the technique: only their cases have to be of certain kinds too.</summary>
    public static TeamRole PerformerOf(Technique technique) => technique.Team.Contains(TeamRole.BS) ? TeamRole.BS : technique.Team[0];

    private static IEnumerable<TargetInfo> For(Technique technique, TeamRole role, bool performs)
    {
        yield return new(technique.Id, role, Stage.O, performs ? technique.MinObserve : Half(technique.MinObserve), 0);
        yield return new(technique.Id, role, Stage.A, performs ? technique.MinAssist : Half(technique.MinAssist), 0);
        yield return new(technique.Id, role, Stage.S, performs ? technique.MinSupervised : Half(technique.MinSupervised), SupervisedEntrustment);
        yield return new(technique.Id, role, Stage.I, performs ? technique.MinIndependent : 0, IndependentEntrustment);
    }

    private static int Half(int count) => (count + 1) / 2;
}
