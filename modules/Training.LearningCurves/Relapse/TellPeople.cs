using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Notifications.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.LearningCurves.Relapse;

/// <summary>
/// Writes about a signal. Input <c>What</c>: Asked and Late go to the technical head, Escalated to the director of the same hospital too, Decided to
/// the person and to the mentors of the transfer.
/// </summary>
internal sealed class TellPeople(
    TrainingDbContext db, ITransfers transfers, ITechniques techniques, IPeople people, IRoleHolders holders, IMailQueue mail, IConfiguration configuration, IStringLocalizer<Texts> texts, TimeProvider clock)
    : IProcessActivity
{
    public string Type => "Training.LearningCurves.Tell";

    public IReadOnlyDictionary<string, bool> Inputs { get; } = new Dictionary<string, bool> { ["What"] = true };

    public async Task<IReadOnlyDictionary<string, object>> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var story = (await db.Unscoped<RelapseSignal>().Where(s => s.Id == context.Subject.Id).ToStoriesAsync(db, ct)).SingleOrDefault()
            ?? throw new ProcessError("no-signal", "There is no such signal.");
        var (signal, what) = (story.Signal, (string)context.Inputs["What"]);
        var to = what switch
        {
            "Asked" or "Late" => await HoldersAsync(ct, HeadOf(signal)),
            "Escalated" => await HoldersAsync(ct, HeadOf(signal), new RoleKey(Roles.Director, ScopeKind.Hospital, signal.HospitalId)),
            "Decided" => await ConcernedAsync(signal, ct),
            _ => throw new ProcessError("no-letter", $"There is no letter {what}."),
        };
        if (what == "Decided" && story.Review is null)
        {
            throw new ProcessError("not-decided", "Nobody has decided about the signal.");
        }

        var kind = story.Review is { } review && what == "Decided" ? $"Decided.{review.Kind}" : what;
        var person = (await people.FindAsync([signal.PersonId], ct))[signal.PersonId].Display;
        var technique = (await techniques.GetAsync(ct)).Technique(signal.TechniqueId);
        foreach (var account in to.Where(account => account.Email.Length > 0).DistinctBy(account => account.UserId))
        {
            mail.SendInEachLanguage(
                account.Email,
                () => texts[$"Letter.{kind}.Subject", person],
                () => texts[$"Letter.{kind}", account.Name, person, technique.Display, Link(what == "Decided" ? Own(account, signal) : PauseProcess.AddressOf(signal.Id))].Value.TrimEnd());
        }

        return new Dictionary<string, object>();
    }

    private static RoleKey HeadOf(RelapseSignal signal) => new(Roles.TechnicalHead, ScopeKind.Hospital, signal.HospitalId);

    private static string Own(AccountInfo account, RelapseSignal signal) => account.PersonId == signal.PersonId ? "/curves" : $"/curves/members/{signal.ParticipantId}";

    private string Link(string address) => configuration["Site:BaseAddress"] is { Length: > 0 } root ? root.TrimEnd('/') + address : "";

    private async Task<IReadOnlyList<AccountInfo>> HoldersAsync(CancellationToken ct, params RoleKey[] keys)
    {
        var found = new List<AccountInfo>();
        foreach (var key in keys)
        {
            found.AddRange(await holders.FindAsync(key, ct));
        }

        return found;
    }

    private async Task<IReadOnlyList<AccountInfo>> ConcernedAsync(RelapseSignal signal, CancellationToken ct)
    {
        var today = clock.Today();
        var mentors = (await transfers.SupervisorsAsync([signal.TransferId], ct)).Where(right => right.Covers(signal.TechniqueId, today)).Select(right => right.MentorPersonId);
        return await holders.AccountsOfAsync([.. mentors.Append(signal.PersonId).Distinct()], ct);
    }
}
