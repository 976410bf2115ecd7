using Training.LearningCurves.Maths;
using Training.Logbook.Contracts;
using Training.Transfers.Contracts;

namespace Training.LearningCurves.Charts;

/// <summary>Curves in short, for the pages of others.</summary>
internal sealed class Standings(CurveReader curves, ITransfers transfers) : ICurves
{
    public async Task<IReadOnlyList<CurveStanding>> OfAsync(IReadOnlyCollection<Guid> participantIds, CancellationToken ct)
    {
        var members = await transfers.FindAsync(participantIds, ct);
        if (members.Count == 0)
        {
            return [];
        }

        var whole = await curves.WholeAsync([.. members.Select(m => m.Participant.PersonId).Distinct()], ct);
        return [.. members.SelectMany(member => whole[member.Participant.PersonId].Where(found => found.Curve is not null).Select(found => Of(member.Participant.Id, found, found.Curve!)))];
    }

    private static CurveStanding Of(Guid participantId, TechniqueCurve found, Curve curve) => new(
        participantId,
        found.Technique.Id,
        curve.State(),
        curve.Points.Count,
        curve.Since,
        found.Pause?.Review?.From,
        $"/curves?technique={found.Technique.Key}");
}

internal static class CurveStates
{
    public static CurveState State(this Curve curve) => curve.Phase switch
    {
        CurvePhase.Learning => CurveState.Learning,
        CurvePhase.Watching => CurveState.Competent,
        _ => CurveState.Relapsed,
    };
}
