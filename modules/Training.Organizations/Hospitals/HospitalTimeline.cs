using Training.Modules;
using Training.Organizations.History;

namespace Training.Organizations.Hospitals;

/// <summary>The rules by which the records of a hospital change.</summary>
internal static class HospitalTimeline
{
    /// <summary>What a hospital always has one of, on every day it exists.</summary>
    public static bool IsRequired(FactKind kind) => kind is FactKind.Name or FactKind.Province or FactKind.Tier;

    /// <summary>
    /// Puts a record among the others of its kind. One that begins on a day and has no end ends the open one before it; any other overlap
    /// is refused.
    /// </summary>
    /// <exception cref="RuleViolation">The days are the wrong way round, or another record holds on one of them.</exception>
    public static void Place(HospitalFact fact, IEnumerable<HospitalFact> others, Func<HospitalFact, string> words)
    {
        var same = others.Where(f => f.Kind == fact.Kind && f.Id != fact.Id).ToArray();
        if (fact.To < fact.From)
        {
            throw new RuleViolation("Dated.Backwards") { Field = "Input.To" };
        }

        if (fact.To is null && same.OpenBefore(fact.From) is { } open)
        {
            open.To = fact.From.AddDays(-1);
        }

        if (same.Overlapping(fact.From, fact.To) is { } taken)
        {
            throw new RuleViolation("Dated.Overlap", words(taken)) { Field = "Input.From" };
        }
    }

    /// <summary>Sets the columns to what holds today.</summary>
    /// <exception cref="RuleViolation">Nothing holds today of a kind that a hospital always has.</exception>
    public static void Take(this Hospital hospital, IEnumerable<HospitalFact> facts, DateOnly today)
    {
        var current = facts.Where(f => f.HoldsOn(today)).ToDictionary(f => f.Kind);
        if (Enum.GetValues<FactKind>().Any(kind => IsRequired(kind) && !current.ContainsKey(kind)))
        {
            throw new RuleViolation("Fact.NothingToday") { Field = "Input.From" };
        }

        hospital.Name = current[FactKind.Name].Value;
        hospital.NameEn = current[FactKind.Name].ValueEn ?? hospital.NameEn;
        hospital.ProvinceId = current[FactKind.Province].ProvinceId!.Value;
        hospital.Tier = Enum.Parse<HospitalTier>(current[FactKind.Tier].Value);
        hospital.Rank = current.GetValueOrDefault(FactKind.Rank) is { } rank ? Enum.Parse<HospitalRank>(rank.Value) : null;
        hospital.AdminLevel = current.GetValueOrDefault(FactKind.AdminLevel)?.Value;
        hospital.TrainingUnitCode = current.GetValueOrDefault(FactKind.TrainingUnitCode)?.Value;
        hospital.Changed();
    }

    /// <summary>The province it lay in last before the present one; null where it never moved.</summary>
    public static Guid? FormerProvinceOf(Hospital hospital, IEnumerable<HospitalFact> facts, DateOnly today)
        => facts.Where(f => f.Kind == FactKind.Province && f.To < today && f.ProvinceId != hospital.ProvinceId).MaxBy(f => f.From)?.ProvinceId;

    /// <summary>What the columns say today; the value is null where the hospital has none.</summary>
    public static (string? Value, string? ValueEn, Guid? ProvinceId) ColumnsOf(Hospital hospital, FactKind kind) => kind switch
    {
        FactKind.Name => (hospital.Name, hospital.NameEn, null),
        FactKind.Province => ("", null, hospital.ProvinceId),
        FactKind.Tier => (hospital.Tier.ToString(), null, null),
        FactKind.Rank => (hospital.Rank?.ToString(), null, null),
        FactKind.AdminLevel => (OrNull(hospital.AdminLevel), null, null),
        _ => (OrNull(hospital.TrainingUnitCode), null, null),
    };

    private static string? OrNull(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
