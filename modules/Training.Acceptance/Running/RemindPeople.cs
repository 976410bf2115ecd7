using Microsoft.Extensions.Localization;
using Training.Acceptance.Council;
using Training.Acceptance.Story;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Acceptance.Running;

/// <summary>
/// Writes to those whose turn it is, and after a follow-up that nobody answers also to the training office. Input <c>What</c>: Vote, Sign, Note,
/// FollowUp.
/// </summary>
internal sealed class RemindPeople(CaseReader cases, ITransferLadder ladder, IRoleHolders holders, CaseLetters letters, IOrganizations organizations, IStringLocalizer<Texts> texts)
    : IProcessActivity
{
    public string Type => "Training.Acceptance.Remind";

    public IReadOnlyDictionary<string, bool> Inputs { get; } = new Dictionary<string, bool> { ["What"] = true };

    public async Task<IReadOnlyDictionary<string, object>> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var story = await cases.OfInstanceAsync(context.InstanceId, ct);
        var transfer = (await ladder.FindAsync(story.Case.TransferId, ct))!.Transfer;
        var what = (string)context.Inputs["What"];
        var to = what switch
        {
            "Vote" => await holders.AccountsOfAsync([.. story.Council.Select(m => m.PersonId).Except(story.VotesOf(story.Round).Select(v => v.PersonId))], ct),
            "Sign" => await letters.HoldersAsync(
                new[] { (Side.Giver, transfer.DirectorOfGiver()), (Side.Receiver, transfer.DirectorOfReceiver()) }
                    .Where(side => story.CurrentSignatures.All(s => s.Side != side.Item1))
                    .Select(side => side.Item2),
                ct),
            "Note" => await letters.HoldersAsync(
                [new RoleKey(Roles.HealthDepartment, ScopeKind.Province, (await organizations.GetAsync(ct)).Hospital(transfer.ReceivingHospitalId).ProvinceId)], ct),
            "FollowUp" => await letters.HoldersAsync([transfer.Coordinator(), transfer.TrainingOffice()], ct),
            _ => throw new InvalidOperationException($"Nobody can be reminded of {what}."),
        };
        await letters.SendAsync(to, transfer, () => texts[$"Letter.Remind.{what}.Subject"], () => texts[$"Letter.Remind.{what}"], ct);
        return new Dictionary<string, object>();
    }
}
