using System.Buffers.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Logbook.Rating;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Logbook.Room;

/// <summary>
/// What a mentor's phone keeps to decide without network: who they are, whom they supervise, the keys of those people's phones, and what each has done
/// so far. It is as of the last time the phone met the network, and says so.
/// </summary>
internal sealed class RoomKit(
    TrainingDbContext db,
    ICurrentUser user,
    ITransfers transfers,
    ITechniques techniques,
    IOrganizations organizations,
    IPeople people,
    IPracticeCounts counts,
    IDeviceKeys keys,
    ISigningTickets tickets,
    Ratings ratings,
    IStringLocalizer<Texts> texts,
    IStringLocalizer<Vocabulary> vocabulary,
    TimeProvider clock)
{
    private const int CurveLength = 8;

    private static readonly HashSet<string> Prefixes =
        ["Field", "Content", nameof(CaseRole), nameof(CaseSetting), nameof(AgeBand), nameof(Sex), nameof(Complexity), nameof(Outcome), nameof(Complication), nameof(Supervision), nameof(LineQuality), nameof(ChartPart)];

    /// <summary>Name and position as they stand below a signature; null for whoever has no position today.</summary>
    public async Task<(string Name, string Position)?> SignerAsync(CancellationToken ct)
    {
        if (user.PersonId is not { } me || await people.AppointmentsOnAsync(me, clock.Today(), ct) is not [var current, ..])
        {
            return null;
        }

        return ((await people.FindAsync([me], ct))[me].Display, current.InWords(await organizations.GetAsync(ct)));
    }

    public async Task<object?> ReadAsync(CancellationToken ct)
    {
        if (user.PersonId is not { } me || await SignerAsync(ct) is not var (name, position))
        {
            return null;
        }

        var today = clock.Today();
        var rights = (await transfers.SupervisedByAsync(me, ct)).Where(right => !(today > right.To)).ToArray();
        Guid[] transferIds = [.. rights.Select(right => right.TransferId).Distinct()];
        var learners = (await transfers.MembersAsync(transferIds, ct)).Where(p => p.Participant.PersonId != me && !(today > p.Participant.To)).ToArray();
        var names = await people.FindAsync(learners.Select(p => p.Participant.PersonId), ct);
        var phones = (await keys.OfPeopleAsync([.. names.Keys], ct)).ToLookup(key => key.PersonId);
        var done = (await counts.OfAsync([.. learners.Select(p => p.Participant.Id)], ct)).ToLookup(count => count.ParticipantId);
        var mine = await CurvesAsync(me, ct);
        var directory = await organizations.GetAsync(ct);
        var catalogue = await techniques.GetAsync(ct);
        var passkeys = await tickets.PasskeysAsync(ct);
        var scales = await ratings.GetAsync(ct);
        var form = scales.On(today);
        return new
        {
            words = Words(),
            syncedAt = Stamp(clock.GetUtcNow()),
            account = user.UserId,
            person = me,
            name,
            position,
            domain = passkeys.Domain,
            passkeys = passkeys.CredentialIds,
            ratingForm = form.Id,
            scales = Enum.GetValues<Scale>().ToDictionary(scale => scale.ToString(), scale => form.Of(scale).Select(level => level.Display)),
            reasons = scales.Reasons.Select(reason => new { id = reason.Id, words = reason.Display }),
            techniques = learners.SelectMany(p => catalogue.Package(p.Transfer.PackageVersionId).TechniqueIds).Distinct().ToDictionary(id => id, id => catalogue.Technique(id).Display),
            hospitals = learners.SelectMany(p => new[] { p.Transfer.GivingHospitalId, p.Transfer.ReceivingHospitalId }).Distinct().ToDictionary(id => id, id => directory.Hospital(id).Display),
            learners = learners.Select(p => new
            {
                participant = p.Participant.Id,
                person = p.Participant.PersonId,
                name = names[p.Participant.PersonId].Display,
                rights = rights.Where(right => right.TransferId == p.Transfer.Id).Select(right => new { technique = right.TechniqueId, from = Day(right.From), to = right.To is { } last ? Day(last) : null }),
                keys = phones[p.Participant.PersonId].Select(key => new { id = key.Id, publicKey = Base64Url.EncodeToString(key.PublicKey) }),
                history = done[p.Participant.Id].GroupBy(count => (count.TechniqueId, count.Stage))
                    .Select(group => new { technique = group.Key.TechniqueId, stage = $"{group.Key.Stage}", signed = group.Sum(count => count.Signed), returned = group.Sum(count => count.Returned) }),
                mine = mine[p.Participant.PersonId].Take(CurveLength).Reverse(),
            }),
        };
    }

    // The words of the card: those of the page on which mentors sign.
    private Dictionary<string, string> Words() => texts.GetAllStrings(includeParentCultures: true).Select(text => text.Name)
        .Where(name => name.Contains('.', StringComparison.Ordinal) ? Prefixes.Contains(name.Split('.')[0]) && !name.EndsWith(".About", StringComparison.Ordinal) : name is "Yes" or "No")
        .Distinct().ToDictionary(name => name, name => texts[name].Value)
        .Concat(Enum.GetValues<Stage>().ToDictionary(stage => $"Stage.{stage}", stage => vocabulary[$"Stage.{stage}"].Value))
        .ToDictionary();

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    // The levels that this mentor gave, the newest first.
    private async Task<ILookup<Guid, int>> CurvesAsync(Guid me, CancellationToken ct)
    {
        var rows = await db.Decisions.Where(d => d.MentorPersonId == me && d.Entrustment != null).OrderByDescending(d => d.DecidedAt).Take(400)
            .Select(d => new { d.TraineePersonId, Level = d.Entrustment!.Value }).ToListAsync(ct);
        return rows.ToLookup(row => row.TraineePersonId, row => row.Level);
    }
}
