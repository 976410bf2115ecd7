using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Organizations.History;
using Training.Organizations.Hospitals;

namespace Training.Organizations.Directory;

/// <summary>
/// When the day of a recorded change has come, the columns of today take it over. Names on pages do not wait for it: they are looked up by
/// day.
/// </summary>
internal sealed class TakeOverDueChanges(TrainingDbContext db, TimeProvider clock) : IBackgroundTask
{
    public TimeSpan Interval => TimeSpan.FromHours(1);

    public Task RunAsync(CancellationToken ct) => db.WriteAsync(
        async inner =>
        {
            var today = clock.Today();
            var due = await (from hospital in db.Hospitals
                             where db.Set<HospitalFact>().Any(f => f.HospitalId == hospital.Id
                                 && ((f.From > hospital.KnownOn && f.From <= today) || (f.To >= hospital.KnownOn && f.To < today)))
                             select hospital).ToListAsync(inner);
            due.ForEach(hospital => hospital.Changed());

            var provinces = await db.Provinces.Where(p => db.Set<Provinces.ProvinceName>().Any(n => n.ProvinceId == p.Id && n.From <= today)).ToListAsync(inner);
            var names = (await db.ProvinceNames.ToListAsync(inner)).ToLookup(n => n.ProvinceId);
            foreach (var province in provinces)
            {
                if (names[province.Id].On(today) is { } name && (name.FullName != province.FullName || name.HealthDepartment != province.HealthDepartment))
                {
                    province.Take(name);
                    province.Changed();
                }
            }
        },
        ct);
}
