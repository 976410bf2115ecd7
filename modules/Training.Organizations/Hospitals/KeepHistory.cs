using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Organizations.History;

namespace Training.Organizations.Hospitals;

/// <summary>
/// Whoever sets a column of a hospital (the form, an import, a recipe) corrects what holds today: the record of today follows, in the same
/// transaction. What begins on a day is written as a record first, and the columns follow it (<see cref="HospitalTimeline"/>).
/// </summary>
internal sealed class KeepHistory(TrainingDbContext db, TimeProvider clock) : IHandle<OrganizationChanged>
{
    public async Task HandleAsync(OrganizationChanged domainEvent, CancellationToken ct)
    {
        if (await db.Hospitals.FindAsync([domainEvent.Id], ct) is not { } hospital)
        {
            return;
        }

        var today = clock.Today();
        var facts = await db.HospitalFacts.Where(f => f.HospitalId == hospital.Id).ToListAsync(ct);

        // One write may tell it twice; what the first time added is not stored yet.
        facts.AddRange(db.HospitalFacts.Local.Where(f => f.HospitalId == hospital.Id && db.Entry(f).State == EntityState.Added));
        var due = facts.Any(f => f.BeganOrEnded(hospital.KnownOn, today));
        if (facts.Count == 0 && hospital.FormerProvince is { } former)
        {
            facts.AddRange(await MovedByMergerAsync(hospital, former, ct));
            db.AddRange(facts);
        }

        if (due)
        {
            // The day came; nobody typed over what began on it.
            hospital.KnownOn = today;
            hospital.Take(facts, today);
            return;
        }

        hospital.KnownOn = today;
        foreach (var kind in Enum.GetValues<FactKind>())
        {
            Keep(hospital, kind, [.. facts.Where(f => f.Kind == kind)], today);
        }
    }

    private void Keep(Hospital hospital, FactKind kind, HospitalFact[] facts, DateOnly today)
    {
        var (value, valueEn, provinceId) = HospitalTimeline.ColumnsOf(hospital, kind);
        var current = facts.On(today);
        if (current is not null && value is null)
        {
            if (current.From >= today)
            {
                db.Remove(current);
            }
            else
            {
                current.To = today.AddDays(-1);
            }
        }
        else if (current is not null)
        {
            (current.Value, current.ValueEn, current.ProvinceId) = (value!, valueEn, provinceId);
        }
        else if (value is not null)
        {
            db.Add(new HospitalFact
            {
                HospitalId = hospital.Id,
                Kind = kind,
                Value = value,
                ValueEn = valueEn,
                ProvinceId = provinceId,
                From = facts.Where(f => f.To < today).Select(f => f.To!.Value.AddDays(1)).DefaultIfEmpty(Dated.Always).Max(),
                To = facts.Where(f => f.From > today).Select(f => (DateOnly?)f.From.AddDays(-1)).Min(),
            });
        }
    }

    // The province it lay in until it was merged into the present one.
    private async Task<IReadOnlyList<HospitalFact>> MovedByMergerAsync(Hospital hospital, string former, CancellationToken ct)
    {
        var merged = await db.Provinces.AsNoTracking()
            .Where(p => p.SuccessorId == hospital.ProvinceId && p.ShortName == former && p.ClosedOn != null)
            .Select(p => new { p.Id, p.ClosedOn, p.ClosedReference })
            .FirstOrDefaultAsync(ct);
        return merged?.ClosedOn is not { } from || from > clock.Today()
            ? []
            :
            [
                Lay(merged.Id, Dated.Always, from.AddDays(-1), null),
                Lay(hospital.ProvinceId, from, null, merged.ClosedReference),
            ];

        HospitalFact Lay(Guid provinceId, DateOnly first, DateOnly? last, string? reference) => new()
        {
            HospitalId = hospital.Id,
            Kind = FactKind.Province,
            Value = "",
            ProvinceId = provinceId,
            From = first,
            To = last,
            Reference = reference,
        };
    }
}
