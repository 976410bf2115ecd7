using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Localization;
using Training.Certification.Issuing;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Notifications.Contracts;
using Training.Techniques.Contracts;
using Training.Workflows.Contracts;

namespace Training.Certification.Requests;

/// <summary>Letters about a request, in both languages; without a link where the site does not know its own address.</summary>
internal sealed class Letters(
    TrainingDbContext db, IMailQueue mail, IRoleHolders holders, Dossiers dossiers, IConfiguration configuration, IStringLocalizer<Texts> texts)
{
    /// <summary>The learner.</summary>
    public const string Learner = "learner";

    /// <summary>The training office of the issuing hospital.</summary>
    public const string Office = "training-office";

    /// <summary>The directors of the issuing hospital.</summary>
    public const string Director = "director";

    /// <summary>Writes to everybody who is meant, but not about the past that a recipe tells of.</summary>
    /// <param name="subject">What the process is about.</param>
    /// <param name="to">Who: words of this class, separated by commas.</param>
    /// <param name="about">Which letter: <c>Issued</c>, <c>Returned</c>, <c>Check</c>, <c>Sign</c> or <c>Complete</c>.</param>
    /// <param name="reason">Why it was returned, or empty.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="ProcessError">There is no such request, letter or reader.</exception>
    public async Task SendAsync(Subject subject, string to, string about, string reason, CancellationToken ct)
    {
        var request = await db.Unscoped<CertificateRequest>().AsNoTracking().Where(r => r.ParticipantId == subject.Id).OrderByDescending(r => r.Id).FirstOrDefaultAsync(ct)
            ?? throw new ProcessError("no-request", "There is no request.");
        if (request.IsHistory)
        {
            return;
        }

        var dossier = await dossiers.ReadAsync(subject.Id, ct);
        var number = await db.Unscoped<Certificate>().Where(c => c.ParticipantId == subject.Id).Select(c => c.Number).FirstOrDefaultAsync(ct) ?? "";
        var link = configuration["Site:BaseAddress"] is { Length: > 0 } root ? $"{root.TrimEnd('/')}/certificates/requests/{subject.Id}" : "";
        foreach (var account in (await AccountsAsync(to, request, ct)).Where(a => a.Email.Length > 0).DistinctBy(a => a.UserId))
        {
            mail.SendInEachLanguage(
                account.Email,
                () => Text($"Letter.{about}.Subject", dossier.HolderName),
                () => Text(
                    $"Letter.{about}", account.Name, dossier.HolderName, Show.Name(dossier.Package.NameVi, dossier.Package.NameEn), dossier.Participation.Transfer.Code, number, reason, link).TrimEnd());
        }
    }

    private string Text(string key, params object[] arguments)
        => texts[key, arguments] is { ResourceNotFound: false } found ? found.Value : throw new ProcessError("no-letter", $"There is no letter {key}.");

    private async Task<IReadOnlyList<AccountInfo>> AccountsAsync(string to, CertificateRequest request, CancellationToken ct)
    {
        var found = new List<AccountInfo>();
        foreach (var word in to.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            found.AddRange(word switch
            {
                Learner => await holders.AccountsOfAsync([request.PersonId], ct),
                Office => await holders.FindAsync(new RoleKey(Roles.TrainingOffice, ScopeKind.Hospital, request.IssuerHospitalId), ct),
                Director => await holders.FindAsync(new RoleKey(Roles.Director, ScopeKind.Hospital, request.IssuerHospitalId), ct),
                _ => throw new ProcessError("no-reader", $"Nobody is called {word}."),
            });
        }

        return found;
    }
}

/// <summary>Tells the learner: that the certificate is issued, or what is still missing.</summary>
internal sealed class TellHolder(Letters letters) : IProcessActivity
{
    private static readonly Dictionary<string, object> Nothing = [];

    public string Type => "Training.Certification.TellHolder";

    public IReadOnlyDictionary<string, bool> Inputs { get; } = new Dictionary<string, bool> { ["About"] = true, ["Reason"] = false };

    public async Task<IReadOnlyDictionary<string, object>> RunAsync(ActivityContext context, CancellationToken ct)
    {
        await letters.SendAsync(context.Subject, Letters.Learner, (string)context.Inputs["About"], (string?)context.Inputs.GetValueOrDefault("Reason") ?? "", ct);
        return Nothing;
    }
}

/// <summary>Reminds whoever a request waits for, and whoever they answer to.</summary>
internal sealed class Remind(Letters letters) : IProcessActivity
{
    private static readonly Dictionary<string, object> Nothing = [];

    public string Type => "Training.Certification.Remind";

    public IReadOnlyDictionary<string, bool> Inputs { get; } = new Dictionary<string, bool> { ["About"] = true, ["To"] = true };

    public async Task<IReadOnlyDictionary<string, object>> RunAsync(ActivityContext context, CancellationToken ct)
    {
        await letters.SendAsync(context.Subject, (string)context.Inputs["To"], (string)context.Inputs["About"], "", ct);
        return Nothing;
    }
}
