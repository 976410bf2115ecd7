using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Acceptance.Council;
using Training.Acceptance.FollowUps;
using Training.Acceptance.Papers;
using Training.Acceptance.Story;
using Training.Data;
using Training.Modules;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Acceptance.Running;

/// <summary>
/// Accepts the team: stamps the transfer with the number of the minutes, sets the days of the follow-ups and tells both hospitals. The days
/// follow from the package's own rules where it has some, else from what the drawing says. Done twice, it does nothing the second time.
/// </summary>
internal sealed class AcceptTeam(
    TrainingDbContext db, CaseReader cases, ITransferLadder ladder, CaseLetters letters, IAuditTrail audit, IStringLocalizer<Texts> texts, TimeProvider clock) : IProcessActivity
{
    private static readonly string[] Given = ["First", "Second", "Third"];

    public string Type => "Training.Acceptance.Accept";

    public IReadOnlyDictionary<string, bool> Inputs { get; } = Given.ToDictionary(name => name, _ => true);

    public async Task<IReadOnlyDictionary<string, object>> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var story = await cases.OfInstanceAsync(context.InstanceId, ct);
        var standing = await ladder.FindAsync(story.Case.TransferId, ct) ?? throw new InvalidOperationException($"There is no transfer {story.Case.TransferId}.");
        var minutes = story.Current ?? throw new InvalidOperationException($"Case {story.Case.Id} has no minutes.");

        // Whatever is drawn: without both signatures under the newest minutes nobody is accepted.
        if (Enum.GetValues<Side>().Any(side => story.CurrentSignatures.All(s => s.Side != side || s.Kind != SignatureKind.Signed)))
        {
            throw new InvalidOperationException($"Minutes {minutes.Number} are not signed by both directors.");
        }

        var days = story.FollowUps.Count > 0 ? [.. story.FollowUps.Select(f => f.DueOn)] : await PlanAsync(context, standing.Transfer, clock.Today(), ct);
        if (await ladder.AcceptAsync(standing.Transfer.Id, new LadderStamp(clock.Today(), InLanguages.OfRecords(() => texts["Stamp.Council"]), minutes.Number, null), ct))
        {
            db.AddRange(days.Select((day, at) => new FollowUp { CaseId = story.Case.Id, Number = at + 1, DueOn = day }));
            audit.Add(CaseEvents.Of("Acceptance.Accepted", story.Case, standing.Transfer, new Dictionary<string, string?> { ["minutes"] = minutes.Number, ["contentHash"] = minutes.ContentHash }));
            var both = await letters.HoldersAsync(
                [standing.Transfer.TrainingOffice(), standing.Transfer.DirectorOfGiver(), standing.Transfer.Coordinator(), standing.Transfer.DirectorOfReceiver()], ct);
            await letters.SendAsync(
                both,
                standing.Transfer,
                () => texts["Letter.Accepted.Subject"],
                () => texts["Letter.Accepted", minutes.Number, Show.Date(minutes.On), string.Join(", ", days.Select(Show.Date))],
                ct);
        }

        return new Dictionary<string, object> { ["firstOn"] = days[0], ["secondOn"] = days[1], ["thirdOn"] = days[2] };
    }

    private async Task<DateOnly[]> PlanAsync(ActivityContext context, TransferInfo transfer, DateOnly from, CancellationToken ct)
    {
        var own = await db.Set<FollowUpRule>().AsNoTracking().Where(r => r.PackageVersionId == transfer.PackageVersionId).ToDictionaryAsync(r => r.Number, r => r.After, ct);
        return [.. Given.Select((name, at) =>
        {
            var after = own.GetValueOrDefault(at + 1) ?? (string)context.Inputs[name];
            return FollowUpPlan.DueOn(from, after) ?? throw new InvalidOperationException($"{after} is no number of whole days, weeks, months or years.");
        })];
    }
}
