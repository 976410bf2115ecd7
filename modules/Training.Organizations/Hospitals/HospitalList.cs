using Training.Modules;
using Training.Organizations.Contracts;
using Training.Organizations.Directory;
using Training.Organizations.History;

namespace Training.Organizations.Hospitals;

internal sealed record HospitalRow(HospitalInfo Hospital, ProvinceInfo Province, HospitalTier? Tier, bool TierConfirmed, IReadOnlyList<string> FormerNames);

/// <summary>One page of the hospitals as they were named on a day, in Vietnamese order of that day's names. Searches all names they ever had.</summary>
internal sealed record HospitalList(IReadOnlyList<HospitalRow> Rows, int Total, int Number)
{
    private const int PageSize = 50;

    public int Pages => (Total + PageSize - 1) / PageSize;

    public static HospitalList Of(OrganizationHistory history, DateOnly day, string? search, int number)
    {
        var directory = history.On(day);
        var words = VietnameseText.Words(search).Take(6).ToArray();
        var found = directory.Hospitals.Where(h => history.Matches(h, words)).ToArray();
        number = Math.Clamp(number, 1, Math.Max(1, (found.Length + PageSize - 1) / PageSize));
        return new HospitalList(
            [.. found.Skip((number - 1) * PageSize).Take(PageSize).Select(h => RowOf(history, directory, h))], found.Length, number);
    }

    private static HospitalRow RowOf(OrganizationHistory history, OrganizationDirectory directory, HospitalInfo hospital) => new(
        hospital,
        directory.Province(hospital.ProvinceId),
        history.FactsOf(hospital.Id, FactKind.Tier).On(directory.Day) is { } tier ? Enum.Parse<HospitalTier>(tier.Value) : null,
        history.Hospital(hospital.Id).TierConfirmed,
        [.. history.FactsOf(hospital.Id, FactKind.Name).Select(f => f.Value).Distinct().Where(name => name != hospital.Name)]);
}
