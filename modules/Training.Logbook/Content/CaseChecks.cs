using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Logbook.Content;

/// <summary>The rules that need to look something up; checked when a case is logged, and again when it is signed.</summary>
internal sealed class CaseChecks(TrainingDbContext db, ITechniques techniques, IPracticeCounts counts, IPeople people, TimeProvider clock)
{
    /// <summary>Most cases of one kind that a person can number in a day; more than this is a slip of the finger.</summary>
    public const int MostOfADay = 99;

    /// <summary>Everything that a learner's case has to keep to. Call inside the write.</summary>
    /// <param name="content">What is said.</param>
    /// <param name="participation">The learner's place.</param>
    /// <param name="entryId">The entry that is corrected, or null.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleViolation">The first rule that is broken.</exception>
    public async Task AtLoggingAsync(CaseContent content, Participation participation, Guid? entryId, CancellationToken ct)
    {
        var (participant, transfer) = participation;
        var catalogue = await techniques.GetAsync(ct);
        var package = catalogue.Package(transfer.PackageVersionId);
        CaseRules.Check(content, participation, package, clock.Today());
        SupervisionRules.Check(content);
        await CheckStandingAsync(participant.PersonId, content.PerformedOn, ct);
        StageOrder.Check(package, participant.Role, await counts.OfAsync([participant.Id], ct), content.All, catalogue, signing: false);
        await CheckNotCountedAsync(content, participant.PersonId, entryId, ct);
    }

    /// <summary>The rules that may have changed since the case was logged.</summary>
    /// <exception cref="RuleViolation">The first rule that is broken.</exception>
    public async Task AtSigningAsync(EntryVersion version, Participation participation, CancellationToken ct)
    {
        var (participant, transfer) = participation;
        if (CaseRules.Period(participation) is var (first, last) && (version.PerformedOn < first || version.PerformedOn > last))
        {
            throw new RuleViolation("Case.OutsideContract", Show.Date(first), Show.Date(last));
        }

        var catalogue = await techniques.GetAsync(ct);
        await CheckStandingAsync(participant.PersonId, version.PerformedOn, ct);
        StageOrder.Check(catalogue.Package(transfer.PackageVersionId), participant.Role, await counts.OfAsync([participant.Id], ct), version.All, catalogue, signing: true);
    }

    private async Task CheckStandingAsync(Guid personId, DateOnly day, CancellationToken ct)
    {
        var practice = (await people.PracticeAsync([personId], ct))[personId];
        if (!practice.IsAppointedOn(day))
        {
            throw new RuleViolation("Case.NotAppointed", Show.Date(day)) { Field = "Input.PerformedOn" };
        }

        if (!practice.MayPractise(day))
        {
            throw new RuleViolation("Case.LicenceEnded", Show.Date(day)) { Field = "Input.PerformedOn" };
        }
    }

    private async Task CheckNotCountedAsync(CaseContent content, Guid personId, Guid? entryId, CancellationToken ct)
    {
        Guid[] wanted = [.. content.All.Select(done => done.TechniqueId)];
        var taken = await (from claim in db.Unscoped<CaseClaim>()
                           where claim.PersonId == personId && wanted.Contains(claim.TechniqueId) && claim.PerformedOn == content.PerformedOn && claim.PlaceHospitalId == content.PlaceHospitalId
                           join entry in db.LogbookEntries on claim.EntryId equals entry.Id
                           select new { claim.TechniqueId, claim.Stage, claim.DayNumber, claim.EntryId, entry.CaseCode }).ToListAsync(ct);
        var same = taken.Where(claim => content.All.Contains(new Done(claim.TechniqueId, claim.Stage))).ToArray();
        if (same.FirstOrDefault(claim => claim.DayNumber == content.DayNumber && claim.EntryId != entryId) is { } other)
        {
            throw new RuleViolation("Case.Twice", other.CaseCode, content.DayNumber, 1 + same.Max(claim => claim.DayNumber)) { Field = "Input.DayNumber" };
        }
    }
}
