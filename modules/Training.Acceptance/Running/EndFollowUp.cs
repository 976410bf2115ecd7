using Microsoft.Extensions.Localization;
using Training.Acceptance.FollowUps;
using Training.Acceptance.Story;
using Training.Modules;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Acceptance.Running;

/// <summary>What both ends of the follow-up have in common.</summary>
internal abstract class EndFollowUp(CaseReader cases, ITransferLadder ladder, IAuditTrail audit, TimeProvider clock) : IProcessActivity
{
    public abstract string Type { get; }

    public IReadOnlyDictionary<string, bool> Inputs { get; } = new Dictionary<string, bool>();

    public async Task<IReadOnlyDictionary<string, object>> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var story = await cases.OfInstanceAsync(context.InstanceId, ct);
        var last = story.Answers.First(answer => answer.Number == FollowUpPlan.Count);
        if (last.StillDone != MeansStillDone)
        {
            throw new InvalidOperationException($"The last answer of case {story.Case.Id} says the opposite.");
        }

        var transfer = (await ladder.FindAsync(story.Case.TransferId, ct))!.Transfer;
        if (await StampAsync(transfer.Id, last, clock.Today(), ct))
        {
            audit.Add(CaseEvents.Of(
                EventAction, story.Case, transfer, new Dictionary<string, string?> { ["cases"] = $"{last.Cases}", ["independent"] = $"{last.Independent}" }, last.Reason));
        }

        return new Dictionary<string, object>();
    }

    protected abstract string EventAction { get; }

    /// <summary>What the last answer has to say for this end, whatever is drawn.</summary>
    protected abstract bool MeansStillDone { get; }

    protected abstract Task<bool> StampAsync(Guid transferId, FollowUpAnswer last, DateOnly today, CancellationToken ct);
}

/// <summary>The technique is still done: stamps the last rung.</summary>
internal sealed class SustainTransfer(CaseReader cases, ITransferLadder ladder, IAuditTrail audit, IStringLocalizer<Texts> texts, TimeProvider clock) : EndFollowUp(cases, ladder, audit, clock)
{
    private readonly ITransferLadder _ladder = ladder;

    public override string Type => "Training.Acceptance.Sustain";

    protected override string EventAction => "Acceptance.Sustained";

    protected override bool MeansStillDone => true;

    protected override Task<bool> StampAsync(Guid transferId, FollowUpAnswer last, DateOnly today, CancellationToken ct)
        => _ladder.SustainAsync(transferId, new LadderStamp(today, last.By, null, InLanguages.OfRecords(() => texts["Stamp.Sustained", last.Cases, last.Independent])), ct);
}

/// <summary>The technique is no longer done: marks that the transfer stands still, with the reason.</summary>
internal sealed class StallTransfer(CaseReader cases, ITransferLadder ladder, IAuditTrail audit, TimeProvider clock) : EndFollowUp(cases, ladder, audit, clock)
{
    private readonly ITransferLadder _ladder = ladder;

    public override string Type => "Training.Acceptance.Stall";

    protected override string EventAction => "Acceptance.Stalled";

    protected override bool MeansStillDone => false;

    protected override Task<bool> StampAsync(Guid transferId, FollowUpAnswer last, DateOnly today, CancellationToken ct)
        => _ladder.StallAsync(transferId, new LadderStamp(today, last.By, null, last.Reason), ct);
}
