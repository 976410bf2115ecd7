using Microsoft.EntityFrameworkCore;
using Training.Cme.Ledger;
using Training.Cme.Rules;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Cme.Staff;

/// <summary>Somebody of a hospital, and how their hours stand.</summary>
internal sealed record StaffRow(Practitioner Person, Standing Standing);

/// <summary>How many of a hospital's licensed people stand how.</summary>
internal sealed record HospitalCounts(HospitalInfo Hospital, IReadOnlyDictionary<Light, int> People)
{
    public int Licensed => People.Where(p => p.Key != Light.Unknown).Sum(p => p.Value);

    public int Of(params Light[] lights) => lights.Sum(light => People.GetValueOrDefault(light));

    /// <summary>Of those with a licence, in percent; null where there is nobody.</summary>
    public int? PercentOf(Light light) => Licensed == 0 ? null : (int)Math.Round(100m * Of(light) / Licensed, MidpointRounding.AwayFromZero);
}

/// <summary>The people of hospitals, all that whoever asks may see; one statement for any number of people.</summary>
internal sealed class StaffReader(TrainingDbContext db, TargetReader targets, ICurrentUser user, IOrganizations organizations, TimeProvider clock)
{
    /// <summary>The hospitals in scope that exist today, in Vietnamese order.</summary>
    public async Task<IReadOnlyList<HospitalInfo>> HospitalsAsync(CancellationToken ct)
        => [.. (await organizations.GetAsync(ct)).Within(user.ScopeOf(Permissions.ViewStaff)).Where(h => h.IsOpenOn(clock.Today()))];

    /// <summary>Whoever works at one of the hospitals today, those most at risk first; of equal risk the one whose years end first.</summary>
    /// <param name="hospitals">Of <see cref="HospitalsAsync"/>.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<StaffRow>> ReadAsync(IEnumerable<HospitalInfo> hospitals, CancellationToken ct)
    {
        var today = clock.Today();
        var target = await targets.OnAsync(today, ct);
        Guid[] ids = [.. hospitals.Select(h => h.Id)];
        var counted = await db.Counted(db.PractitionersAt(ids, today), target, today).ToListAsync(ct);
        return
        [
            .. counted.Select(c => new StaffRow(c.Person, c.StandingOn(today, target)))
                .OrderBy(r => r.Standing.Light).ThenBy(r => r.Standing.Light == Light.Unknown ? default : r.Standing.Period.To)
                .ThenBy(r => r.Person.SortKey, StringComparer.Ordinal).ThenBy(r => r.Person.PersonId),
        ];
    }
}
