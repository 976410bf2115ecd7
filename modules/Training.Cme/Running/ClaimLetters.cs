using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Localization;
using Training.Cme.Claims;
using Training.Cme.Rules;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Notifications.Contracts;
using Training.Workflows.Contracts;

namespace Training.Cme.Running;

/// <summary>
/// Writes about an entered activity, in both languages. Input <c>To</c>: <c>person</c>, <c>office</c>, <c>director</c>, separated by commas; input
/// <c>About</c>: <c>Approved</c>, <c>Returned</c>, <c>Approve</c> or <c>Correct</c>.
/// </summary>
internal sealed class TellAboutClaim(
    TrainingDbContext db, IMailQueue mail, IRoleHolders holders, OfficeOfClaim offices, IPeople people, IConfiguration configuration, IStringLocalizer<Texts> texts) : IProcessActivity
{
    private const string Person = "person";

    private static readonly Dictionary<string, object> Nothing = [];

    public string Type => "Training.Cme.Tell";

    public IReadOnlyDictionary<string, bool> Inputs { get; } = new Dictionary<string, bool> { ["To"] = true, ["About"] = true };

    public async Task<IReadOnlyDictionary<string, object>> RunAsync(ActivityContext context, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        var about = (string)context.Inputs["About"];
        var claim = await db.Unscoped<CreditClaim>().AsNoTracking().SingleAsync(c => c.Id == context.Subject.Id, ct);
        var version = await db.Unscoped<ClaimVersion>().AsNoTracking().SingleAsync(v => v.ClaimId == claim.Id && v.Number == claim.CurrentNumber, ct);
        var reason = await db.Unscoped<ClaimDecision>().Where(d => d.ClaimId == claim.Id && d.Number == claim.CurrentNumber).Select(d => d.Reason).SingleOrDefaultAsync(ct) ?? "";
        var name = (await people.FindAsync([claim.PersonId], ct))[claim.PersonId].Display;
        var link = configuration["Site:BaseAddress"] is { Length: > 0 } root ? $"{root.TrimEnd('/')}/cme/{claim.Id}" : "";
        foreach (var account in (await ReadersAsync((string)context.Inputs["To"], claim, ct)).Where(a => a.Email.Length > 0).DistinctBy(a => a.UserId))
        {
            mail.SendInEachLanguage(
                account.Email,
                () => Text($"Letter.{about}.Subject", name),
                () => Text($"Letter.{about}", account.Name, name, version.Title, HourText.Of(version.Hours), reason, link).TrimEnd());
        }

        return Nothing;
    }

    private string Text(string key, params object[] arguments)
        => texts[key, arguments] is { ResourceNotFound: false } found ? found.Value : throw new ProcessError("no-letter", $"There is no letter {key}.");

    private async Task<IReadOnlyList<AccountInfo>> ReadersAsync(string to, CreditClaim claim, CancellationToken ct)
    {
        var found = new List<AccountInfo>();
        foreach (var word in to.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            found.AddRange(word == Person ? await holders.AccountsOfAsync([claim.PersonId], ct) : await offices.HoldersAsync(word, claim.HospitalId, ct));
        }

        return found;
    }
}
