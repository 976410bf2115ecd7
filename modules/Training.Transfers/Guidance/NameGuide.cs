using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Transfers.Contracts;

namespace Training.Transfers.Guidance;

/// <summary>
/// Names a guide, or ends one. Call inside a write: all that decides is read there, behind a lock, so that of two who name at once the second
/// is judged by what the first has done.
/// </summary>
internal sealed class NameGuide(TrainingDbContext db, ITransfers transfers, IPeople people, GuideTable table, ICurrentUser user, IAuditTrail audit, TimeProvider clock)
{
    /// <summary>Whether whoever asks names the guides of this transfer: the training office of the giving hospital.</summary>
    public bool IsTheirs(TransferInfo transfer) => user.ScopeOf(Permissions.NameGuides).Country || user.HospitalsOf(Permissions.NameGuides).Contains(transfer.GivingHospitalId);

    /// <summary>Names a guide from a day on; the present one ends the day before.</summary>
    /// <exception cref="RuleViolation">It is not theirs to name, or one of the rules stands against it.</exception>
    public async Task NameAsync(Guid participantId, Guid guidePersonId, DateOnly from, DateOnly? to, CancellationToken ct)
    {
        await db.LockGuidesAsync(ct);
        var learner = await LearnerAsync(participantId, ct);
        if (!IsTheirs(learner.Transfer))
        {
            throw new RuleViolation("Guide.NotYours");
        }

        var today = clock.Today();
        var present = await HeldAsync(participantId, ct);
        var replaced = present.FirstOrDefault(guide => guide.HoldsOn(from));

        // Who was responsible on a day that is over stays who was responsible; only days that nobody had can be filled in.
        if (replaced is not null && from < today)
        {
            throw new RuleViolation("Guide.History.Past", Show.Date(today)) { Field = "Input.From" };
        }

        if (replaced?.GuidePersonId == guidePersonId)
        {
            throw new RuleViolation("Guide.Same") { Field = "Input.Guide" };
        }

        if (replaced is not null)
        {
            End(replaced, learner, from.AddDays(-1));
            await db.SaveChangesAsync(ct);
        }

        if (present.Where(guide => guide != replaced).FirstOrDefault(guide => new Days(guide.From, guide.To).Meets(new Days(from, to))) is { } other)
        {
            throw new RuleViolation("Guide.Overlap", Show.Date(other.From)) { Field = "Input.To" };
        }

        await AddAsync(learner, guidePersonId, new Days(from, to), ct);
        audit.Add(EventOf(Guide.NamedAction, learner, guidePersonId, from, to));
    }

    /// <summary>For recipes, which tell the past and are one event as a whole.</summary>
    /// <exception cref="RuleViolation">One of the rules stands against it.</exception>
    public async Task AddAsync(Participation learner, Guid guidePersonId, Days days, CancellationToken ct)
    {
        await CheckAsync(learner, guidePersonId, days, ct);
        db.Add(Guide.Of(learner.Participant, guidePersonId, days.From, days.To, clock.GetUtcNow(), user.IsSignedIn ? user.Name : ""));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Sets the last day of a guide; one that has not begun yet never holds.</summary>
    /// <exception cref="RuleViolation">It is not theirs, there is none, or the day is over already.</exception>
    public async Task EndAsync(Guid participantId, Guid guideId, DateOnly last, CancellationToken ct)
    {
        await db.LockGuidesAsync(ct);
        var learner = await LearnerAsync(participantId, ct);
        if (!IsTheirs(learner.Transfer))
        {
            throw new RuleViolation("Guide.NotYours");
        }

        var today = clock.Today();
        var guide = (await HeldAsync(participantId, ct)).FirstOrDefault(g => g.Id == guideId && (g.To is null || g.To >= today)) ?? throw new RuleViolation("Guide.IsOver");
        if (guide.From <= today && (last < today || (guide.To is { } set && last > set)))
        {
            throw new RuleViolation("Guide.EndDay", Show.Date(today)) { Field = "End.Last" };
        }

        End(guide, learner, guide.From > today ? guide.From.AddDays(-1) : last);
    }

    private async Task<Participation> LearnerAsync(Guid participantId, CancellationToken ct)
        => (await transfers.FindAsync([participantId], ct)).SingleOrDefault() ?? throw new RuleViolation("Guide.NotYours");

    private async Task<IReadOnlyList<Guide>> HeldAsync(Guid participantId, CancellationToken ct)
        => await db.Guides.Where(g => g.ParticipantId == participantId && (g.To == null || g.To >= g.From)).OrderBy(g => g.From).ToListAsync(ct);

    private void End(Guide guide, Participation learner, DateOnly last)
    {
        guide.EndAfter(last, clock.GetUtcNow(), user.Name);
        audit.Add(EventOf(Guide.EndedAction, learner, guide.GuidePersonId, guide.From, guide.To));
    }

    private async Task CheckAsync(Participation learner, Guid guidePersonId, Days days, CancellationToken ct)
    {
        var (participant, transfer) = learner;
        var member = new Days(participant.From > transfer.From ? participant.From : transfer.From, participant.To < transfer.To ? participant.To : transfer.To);
        if (days.IsEmpty)
        {
            throw new RuleViolation("Guide.EndsBefore") { Field = "Input.To" };
        }

        if (days.From < member.From || days.From > member.Last || (days.To is { } to && to > member.Last))
        {
            throw new RuleViolation("Guide.OutsideContract", Show.Date(member.From), Show.Date(member.Last)) { Field = days.From < member.From || days.From > member.Last ? "Input.From" : "Input.To" };
        }

        if (guidePersonId == participant.PersonId)
        {
            throw new RuleViolation("Guide.Self") { Field = "Input.Guide" };
        }

        var counted = GuideTable.Counted(days, learner);
        await CheckRightsAsync(transfer, guidePersonId, counted, ct);
        var present = (await table.LearnersAsync([guidePersonId], ct))[guidePersonId].ToArray();
        if (GuideLimit.FirstDayOver(await table.RulesAsync(ct), present, new LearnerDays(participant.PersonId, counted)) is { } over)
        {
            throw new RuleViolation("Guide.TooMany", over.Learners, over.Rule.MostLearners, Show.Date(over.Day), over.Rule.Reference) { Field = "Input.Guide" };
        }
    }

    // The right to supervise, an appointment and a licence, each on every one of the days.
    private async Task CheckRightsAsync(TransferInfo transfer, Guid guidePersonId, Days days, CancellationToken ct)
    {
        var supervised = (await transfers.SupervisorsAsync([transfer.Id], ct)).Where(s => s.MentorPersonId == guidePersonId).Select(s => new Days(s.From, s.To)).ToArray();
        if (supervised.Length == 0)
        {
            throw new RuleViolation("Guide.NoSupervision") { Field = "Input.Guide" };
        }

        var standing = (await people.PracticeAsync([guidePersonId], ct)).GetValueOrDefault(guidePersonId) ?? throw new RuleViolation("Guide.NoSupervision") { Field = "Input.Guide" };
        Require(days, supervised, "Guide.SupervisionEnds");
        Require(days, standing.Appointments.Select(a => new Days(a.From, a.To)), "Guide.AppointmentEnds");
        if (standing is { HasLicence: true, LicenceLastDay: { } last })
        {
            Require(days, [new Days(DateOnly.MinValue, last)], "Guide.LicenceEnds");
        }
    }

    private static void Require(Days wanted, IEnumerable<Days> intervals, string key)
    {
        if (GuideLimit.FirstDayWithout(wanted, intervals) is { } day)
        {
            throw new RuleViolation(key, Show.Date(day)) { Field = day == wanted.From ? "Input.Guide" : "Input.To" };
        }
    }

    private static AuditEvent EventOf(string action, Participation learner, Guid guidePersonId, DateOnly from, DateOnly? to) => new(action, "Participant", learner.Participant.Id)
    {
        HospitalIds = [learner.Transfer.GivingHospitalId, learner.Transfer.ReceivingHospitalId],
        Facts = new Dictionary<string, string?>
        {
            ["transfer"] = learner.Transfer.Code,
            ["guide"] = $"{guidePersonId}",
            ["from"] = $"{from:yyyy-MM-dd}",
            ["to"] = to is { } last ? $"{last:yyyy-MM-dd}" : null,
        },
    };
}
