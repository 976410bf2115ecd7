using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Localization;
using Training.Certification.Issuing;
using Training.Cme.Contracts;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Notifications.Contracts;
using Training.Organizations.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Certification.Cme;

/// <summary>Works out what a finished course is worth by the rule that was in force on that day; 0 where there was none.</summary>
internal sealed class CreditHours(TrainingDbContext db, ICreditRules rules) : IProcessActivity
{
    public string Type => "Training.Certification.CreditHours";

    public IReadOnlyDictionary<string, bool> Inputs { get; } = new Dictionary<string, bool> { ["Activity"] = true };

    public async Task<IReadOnlyDictionary<string, object>> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var claim = await db.Unscoped<CmeClaim>().AsNoTracking().SingleAsync(c => c.Id == context.Subject.Id, ct);
        var rule = await rules.OnAsync((string)context.Inputs["Activity"], VietnamTime.DateOf(claim.CompletedAt), ct);
        return new Dictionary<string, object> { ["hours"] = rule?.HoursOf(claim.Periods) ?? 0m };
    }
}

/// <summary>Issues the certificate of a claim, once, with a number of the giving hospital's register.</summary>
internal sealed class IssueCme(TrainingDbContext db, ICreditRules rules, ITransfers transfers, ICourses courses, IOrganizations organizations, IPeople people, IAuditTrail audit, TimeProvider clock)
    : IProcessActivity
{
    public string Type => "Training.Certification.IssueCme";

    public IReadOnlyDictionary<string, bool> Inputs { get; } = new Dictionary<string, bool> { ["Activity"] = true, ["Hours"] = true };

    public async Task<IReadOnlyDictionary<string, object>> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var nothing = new Dictionary<string, object>();
        var claim = await db.Unscoped<CmeClaim>().AsNoTracking().SingleAsync(c => c.Id == context.Subject.Id, ct);
        await db.BeginEvaluationAsync(claim.Id, ct);
        if (await db.Unscoped<CmeCertificate>().AnyAsync(c => c.ClaimId == claim.Id, ct))
        {
            return nothing;
        }

        var rule = await rules.OnAsync((string)context.Inputs["Activity"], VietnamTime.DateOf(claim.CompletedAt), ct)
            ?? throw new ProcessError("no-rule", "No rule was in force on that day.");
        var course = (await courses.FindAsync([claim.CourseId], ct))[claim.CourseId];
        var transfer = (await transfers.FindAsync([claim.ParticipantId], ct)).Single().Transfer;
        var directory = await organizations.GetAsync(ct);
        var (issuer, holder) = (directory.Hospital(claim.IssuerHospitalId), directory.Hospital(claim.HolderHospitalId));
        var at = claim.IsHistory ? claim.CompletedAt : clock.GetUtcNow();
        var year = VietnamTime.DateOf(at).Year;
        var certificate = new CmeCertificate
        {
            Number = CertificateNumber.Make(await db.TakeNumberAsync(issuer.Id, year, ct), year, issuer.TrainingUnitCode ?? issuer.Key),
            Token = IssueActivity.NewToken(),
            ClaimId = claim.Id,
            PersonId = claim.PersonId,
            IssuerHospitalId = issuer.Id,
            HolderHospitalId = holder.Id,
            HolderName = (await people.FindAsync([claim.PersonId], ct))[claim.PersonId].Display,
            HolderHospital = holder.Name,
            HolderHospitalEn = holder.NameEn,
            Issuer = issuer.Name,
            IssuerEn = issuer.NameEn,
            CourseVi = course.TitleVi,
            CourseEn = course.TitleEn,
            TransferCode = transfer.Code,
            Periods = claim.Periods,
            CreditHours = (decimal)context.Inputs["Hours"],
            RuleVi = rule.NameVi,
            RuleEn = rule.NameEn,
            RuleReference = rule.Reference,
            CompletedAt = claim.CompletedAt,
            IssuedAt = at,
        };
        db.Add(certificate);
        audit.Add(new AuditEvent(CmeCertificate.IssuedAction, nameof(CmeCertificate), certificate.Id)
        {
            HospitalIds = [issuer.Id, holder.Id],
            Facts = new Dictionary<string, string?> { ["number"] = certificate.Number, ["transfer"] = transfer.Code, ["course"] = $"{course.Id}", ["hours"] = FormattableString.Invariant($"{certificate.CreditHours}") },
        });
        return nothing;
    }
}

/// <summary>Tells the learner of a CME certificate, in both languages.</summary>
internal sealed class TellCmeHolder(TrainingDbContext db, IRoleHolders holders, IMailQueue mail, IConfiguration configuration, IStringLocalizer<Texts> texts) : IProcessActivity
{
    private static readonly Dictionary<string, object> Nothing = [];

    public string Type => "Training.Certification.TellCmeHolder";

    public IReadOnlyDictionary<string, bool> Inputs { get; } = new Dictionary<string, bool>();

    public async Task<IReadOnlyDictionary<string, object>> RunAsync(ActivityContext context, CancellationToken ct)
    {
        if (await db.Unscoped<CmeCertificate>().AsNoTracking().SingleOrDefaultAsync(c => c.ClaimId == context.Subject.Id, ct) is not { } certificate)
        {
            throw new ProcessError("no-certificate", "There is no certificate to tell of.");
        }

        if (await db.Unscoped<CmeClaim>().AnyAsync(c => c.Id == certificate.ClaimId && c.IsHistory, ct))
        {
            return Nothing;
        }

        var link = configuration["Site:BaseAddress"] is { Length: > 0 } root ? $"{root.TrimEnd('/')}/certificates/cme/{certificate.Id}" : "";
        foreach (var account in (await holders.AccountsOfAsync([certificate.PersonId], ct)).Where(a => a.Email.Length > 0))
        {
            mail.SendInEachLanguage(
                account.Email,
                () => texts["Letter.Cme.Subject"],
                () => texts["Letter.Cme", account.Name, Show.Name(certificate.CourseVi, certificate.CourseEn), certificate.CreditHours, certificate.Number, link].Value.TrimEnd());
        }

        return Nothing;
    }
}
