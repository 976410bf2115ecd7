using Training.Organizations.Contracts;
using Training.Organizations.History;
using Training.Organizations.Hospitals;

namespace Training.Organizations.Directory;

/// <summary>Works out what was called how on a day, from what is recorded; without a record, the columns of today speak.</summary>
internal sealed class HistoricNames(OrganizationHistory history)
{
    public ProvinceInfo ProvinceOn(Guid id, DateOnly day)
    {
        var province = history.Province(id);
        var name = Nearest(history.NamesOf(id), day);
        return new ProvinceInfo(
            id, province.Code, name?.ShortName ?? province.ShortName, name?.FullName ?? province.FullName, name?.HealthDepartment ?? province.HealthDepartment)
        {
            ClosedOn = province.ClosedOn,
            SuccessorId = province.SuccessorId,
        };
    }

    public HospitalInfo HospitalOn(Guid id, DateOnly day)
    {
        var hospital = history.Hospital(id);
        var name = Nearest(history.FactsOf(id, FactKind.Name), day);
        var provinces = history.FactsOf(id, FactKind.Province).ToArray();
        var province = Nearest(provinces, day);
        var provinceId = province?.ProvinceId ?? hospital.ProvinceId;
        var before = province is null ? null : provinces.LastOrDefault(f => f.From < province.From && f.ProvinceId != provinceId);
        var codes = history.FactsOf(id, FactKind.TrainingUnitCode).ToArray();
        return new HospitalInfo(
            id,
            hospital.Key,
            name?.Value ?? hospital.Name,
            name?.ValueEn ?? hospital.NameEn,
            provinceId,
            before is null
                ? provinces.Length > 1 ? null : hospital.FormerProvince
                : ProvinceOn(before.ProvinceId!.Value, before.To ?? province!.From.AddDays(-1)).ShortName,
            codes.Length == 0 ? hospital.TrainingUnitCode : codes.On(day)?.Value)
        {
            ClosedOn = hospital.ClosedOn,
            SuccessorId = hospital.SuccessorId,
        };
    }

    // What holds on the day; in a gap what held last, and before the first record what was recorded first.
    private static T? Nearest<T>(IEnumerable<T> oldestFirst, DateOnly day)
        where T : class, IDated
    {
        T? nearest = null;
        foreach (var dated in oldestFirst)
        {
            if (nearest is null || dated.From <= day)
            {
                nearest = dated;
            }
        }

        return nearest;
    }
}
