using Microsoft.Extensions.Localization;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Organizations.Directory;
using Training.Organizations.Hospitals;

namespace Training.Organizations.History;

/// <summary>One thing that happened, or what was so at the first record; then without a day.</summary>
internal sealed record HistoryLine(DateOnly? On, string Words, string? Reference);

/// <summary>Tells the history of a hospital or of a province in sentences, the oldest first.</summary>
internal sealed class HistoryWords(IStringLocalizer<Texts> texts)
{
    public IReadOnlyList<HistoryLine> OfHospital(OrganizationHistory history, Guid id)
    {
        var lines = new List<HistoryLine>();
        foreach (var kind in Enum.GetValues<FactKind>())
        {
            HospitalFact? before = null;
            foreach (var fact in history.FactsOf(id, kind))
            {
                lines.Add(Begin(history, fact, before));
                before = fact;
            }

            if (before is { To: { } last })
            {
                lines.Add(new HistoryLine(last.AddDays(1), texts["History.Ended", texts[$"Fact.{kind}"].Value, ValueOf(history, before)], null));
            }
        }

        foreach (var merged in history.MergedInto(id).Where(h => h.ClosedOn is not null))
        {
            var day = merged.ClosedOn!.Value;
            lines.Add(new HistoryLine(day, texts["History.Received", Called(history.Names.HospitalOn(merged.Id, day.AddDays(-1)))], merged.ClosedReference));
        }

        var hospital = history.Hospital(id);
        if (hospital.ClosedOn is { } closed)
        {
            lines.Add(new HistoryLine(
                closed,
                hospital.SuccessorId is { } successor ? texts["History.Merged", Called(history.Names.HospitalOn(successor, closed))] : texts["History.Closed"],
                hospital.ClosedReference));
        }

        return Sorted(lines);
    }

    public IReadOnlyList<HistoryLine> OfProvince(OrganizationHistory history, Guid id)
    {
        var lines = new List<HistoryLine>();
        Provinces.ProvinceName? before = null;
        foreach (var name in history.NamesOf(id))
        {
            if (before is null)
            {
                lines.Add(new HistoryLine(DayOf(name.From), texts["History.Unit.First", name.FullName, name.OfficialCode], name.Reference));
            }
            else
            {
                if (before.FullName != name.FullName)
                {
                    var key = before.ShortName == name.ShortName ? "History.Unit.Type" : "History.Unit.Name";
                    lines.Add(new HistoryLine(name.From, texts[key, before.FullName, name.FullName], name.Reference));
                }

                if (before.OfficialCode != name.OfficialCode)
                {
                    lines.Add(new HistoryLine(name.From, texts["History.Unit.Code", before.OfficialCode, name.OfficialCode], name.Reference));
                }
            }

            before = name;
        }

        foreach (var merged in history.MergedIntoProvince(id).Where(p => p.ClosedOn is not null).GroupBy(p => (p.ClosedOn, p.ClosedReference)))
        {
            lines.Add(new HistoryLine(
                merged.Key.ClosedOn, texts["History.Received", string.Join(", ", merged.Select(p => history.Names.ProvinceOn(p.Id, merged.Key.ClosedOn!.Value.AddDays(-1)).FullName))], merged.Key.ClosedReference));
        }

        if (history.Province(id) is { ClosedOn: { } closed, SuccessorId: { } successor } province)
        {
            lines.Add(new HistoryLine(closed, texts["History.Merged", history.Names.ProvinceOn(successor, closed).FullName], province.ClosedReference));
        }

        return Sorted(lines);
    }

    /// <summary>The value as people say it.</summary>
    public string ValueOf(OrganizationHistory history, HospitalFact fact) => fact.Kind switch
    {
        FactKind.Name => Show.Name(fact.Value, fact.ValueEn),
        FactKind.Province => history.Names.ProvinceOn(fact.ProvinceId!.Value, fact.To ?? (fact.From == Dated.Always ? DateOnly.MaxValue : fact.From)).FullName,
        FactKind.Tier => texts[$"Tier.{fact.Value}"],
        FactKind.Rank => texts[$"Rank.{fact.Value}"],
        FactKind.AdminLevel => texts[$"AdminLevel.{fact.Value}"],
        _ => fact.Value,
    };

    /// <summary>The days as people say them.</summary>
    public string DaysOf(IDated dated) => (dated.From == Dated.Always, dated.To) switch
    {
        (true, null) => texts["Days.Always"],
        (true, { } to) => texts["Days.Until", Show.Date(to)],
        (false, null) => texts["Days.From", Show.Date(dated.From)],
        (false, { } to) => texts["Days.FromTo", Show.Date(dated.From), Show.Date(to)],
    };

    private static string Called(HospitalInfo hospital) => Show.Name(hospital.Name, hospital.NameEn);

    private static DateOnly? DayOf(DateOnly from) => from == Dated.Always ? null : from;

    private static List<HistoryLine> Sorted(List<HistoryLine> lines) => [.. lines.OrderBy(line => line.On ?? Dated.Always)];

    private HistoryLine Begin(OrganizationHistory history, HospitalFact fact, HospitalFact? before)
    {
        var value = ValueAt(history, fact);
        var words = before is null
            ? texts["History.First", texts[$"Fact.{fact.Kind}"].Value, value]
            : texts[$"History.{fact.Kind}", value, ValueOf(history, before)];
        return new HistoryLine(DayOf(fact.From), words, fact.Reference);
    }

    // A province is called as on the day the hospital came to it, not as it was called later.
    private string ValueAt(OrganizationHistory history, HospitalFact fact) => fact is { Kind: FactKind.Province, From: var from } && from != Dated.Always
        ? history.Names.ProvinceOn(fact.ProvinceId!.Value, from).FullName
        : ValueOf(history, fact);
}
