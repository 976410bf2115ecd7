using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Entries;
using Training.Logbook.Workflow;
using Training.Modules;
using Training.Notifications.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Logbook.Redaction;

/// <summary>The names by which the process of a request and this module know each other; Recipes/processes/redaction.bpmn is how it is delivered.</summary>
internal static class RedactionProcess
{
    public const string Key = "redaction";

    public const string SubjectType = "Redaction";

    public const string Form = "Logbook.DecideRedaction";

    public const string Confirmed = "confirmed";
    public const string Declined = "declined";

    public static Subject Of(Guid requestId) => new(SubjectType, requestId);
}

/// <summary>A second person confirms or declines.</summary>
internal sealed class DecideRedactionForm : ITaskForm
{
    public string Name => RedactionProcess.Form;

    public IReadOnlyList<string> Outcomes => [RedactionProcess.Confirmed, RedactionProcess.Declined];

    public string AddressOf(Subject subject, Guid taskId) => $"/redactions/{subject.Id}";
}

/// <summary>Says in the inbox which case a request is about, and to which transfer it belongs; nothing of what is to go.</summary>
internal sealed class RedactionSubject(TrainingDbContext db, ITransfers transfers, IStringLocalizer<Texts> texts) : IProcessSubject, ITransferSubject
{
    public string Type => RedactionProcess.SubjectType;

    public async Task<IReadOnlyDictionary<Guid, SubjectCard>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
        => (await (from request in db.Set<RedactionRequest>().AsNoTracking()
                   where ids.Contains(request.Id)
                   join entry in db.LogbookEntries on request.EntryId equals entry.Id
                   select new { request.Id, request.AskedBy, entry.CaseCode }).ToListAsync(ct))
            .ToDictionary(row => row.Id, row => new SubjectCard(texts["Redact.Card", row.CaseCode], texts["Redact.AskedBy", row.AskedBy], $"/redactions/{row.Id}"));

    async Task<TransferSubject?> ITransferSubject.FindAsync(Guid id, CancellationToken ct)
        => await (from request in db.Unscoped<RedactionRequest>()
                  where request.Id == id
                  join entry in db.Unscoped<LogbookEntry>() on request.EntryId equals entry.Id
                  select entry.ParticipantId).SingleOrDefaultAsync(ct) is var participant
            && participant != Guid.Empty
            && await transfers.FindAsync([participant], ct) is [var (member, transfer)]
            ? new TransferSubject(transfer, member.PersonId)
            : null;
}

/// <summary>
/// Whose task a request is: the training office of the giving hospital, or its director where the drawing says so or where nobody but who asked is
/// in the office. Whoever may confirm may do it, whoever of them it was given to.
/// </summary>
internal sealed class ConfirmerOfRedaction(TrainingDbContext db, IRoleHolders holders, RedactionReader reader, RedactionSubject subjects) : RoleResolver(holders)
{
    private readonly IRoleHolders _holders = holders;

    public const string Office = "office";

    public override string Id => "confirmer-of-redaction";

    // Where somebody has decided in this very write, they were asked before that.
    public override async Task<bool> MayActAsync(Subject subject, string key, CancellationToken ct)
        => subject.Type == RedactionProcess.SubjectType
            && await reader.FindAsync(subject.Id, ct) is { } shown
            && await reader.ObstacleAsync(shown, ct) is null or "Redact.Decided";

    protected override bool MayBe(RoleKey key) => key is { Role: Roles.TrainingOffice or Roles.Director, Kind: ScopeKind.Hospital };

    protected override async Task<RoleKey?> RoleOfAsync(Subject subject, string? argument, CancellationToken ct)
    {
        if (subject.Type != RedactionProcess.SubjectType
            || await ((ITransferSubject)subjects).FindAsync(subject.Id, ct) is not { Transfer: var transfer }
            || await db.Unscoped<RedactionRequest>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == subject.Id, ct) is not { } request)
        {
            return null;
        }

        var (office, director) = (new RoleKey(Roles.TrainingOffice, ScopeKind.Hospital, transfer.GivingHospitalId), new RoleKey(Roles.Director, ScopeKind.Hospital, transfer.GivingHospitalId));
        return argument == Office && (await _holders.FindAsync(office, ct)).Any(account => account.UserId != request.AskedByUserId && account.PersonId != request.AskedByPersonId)
            ? office
            : director;
    }
}

/// <summary>Nobody has decided in time: says so in the trail and writes to the directors of both hospitals.</summary>
internal sealed class EscalateRedaction(TrainingDbContext db, RedactionSubject subjects, IRoleHolders holders, IMailQueue mail, IConfiguration configuration, IStringLocalizer<Texts> texts, IAuditTrail audit)
    : IProcessActivity
{
    public string Type => "Training.Logbook.EscalateRedaction";

    public IReadOnlyDictionary<string, bool> Inputs { get; } = new Dictionary<string, bool>();

    public async Task<IReadOnlyDictionary<string, object>> RunAsync(ActivityContext context, CancellationToken ct)
    {
        if (await ((ITransferSubject)subjects).FindAsync(context.Subject.Id, ct) is not { Transfer: var transfer })
        {
            return CaseActivities.Nothing;
        }

        var request = await db.Unscoped<RedactionRequest>().AsNoTracking().SingleAsync(r => r.Id == context.Subject.Id, ct);
        var code = await db.Unscoped<LogbookEntry>().Where(e => e.Id == request.EntryId).Select(e => e.CaseCode).SingleAsync(ct);
        Guid[] hospitals = [transfer.GivingHospitalId, transfer.ReceivingHospitalId];
        audit.Add(new AuditEvent("Logbook.RedactionLate", nameof(RedactionRequest), request.Id) { HospitalIds = hospitals, Facts = new Dictionary<string, string?> { ["case"] = code } });
        var address = (configuration["Site:BaseAddress"] ?? "").TrimEnd('/') + $"/redactions/{request.Id}";
        foreach (var hospital in hospitals)
        {
            foreach (var director in (await holders.FindAsync(new RoleKey(Roles.Director, ScopeKind.Hospital, hospital), ct)).Where(account => account.Email.Length > 0))
            {
                mail.SendInEachLanguage(director.Email, () => texts["Letter.Redaction.Subject", code], () => texts["Letter.Redaction", director.Name, code, request.AskedBy, Show.Time(request.AskedAt), address]);
            }
        }

        return CaseActivities.Nothing;
    }
}
