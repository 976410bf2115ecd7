using System.ComponentModel.DataAnnotations;
using Training.Modules;
using Training.Organizations.History;

namespace Training.Organizations.Hospitals;

/// <summary>What a new name means.</summary>
internal enum NameChange
{
    /// <summary>The old one was a mistake; history does not keep it.</summary>
    Correction,

    /// <summary>The hospital was or will be called so from a day; papers of earlier days keep the old name.</summary>
    Renamed,
}

/// <summary>The fields of the edit form.</summary>
internal sealed class HospitalInput
{
    [Required, StringLength(200), Display(Name = "Hospital.Name")]
    public string Name { get; set; } = "";

    [Required, StringLength(200), Display(Name = "Hospital.NameEn")]
    public string NameEn { get; set; } = "";

    [EnumDataType(typeof(NameChange)), Display(Name = "NameChange")]
    public NameChange NameChange { get; set; }

    [Display(Name = "Fact.From")]
    public DateOnly? From { get; set; }

    [StringLength(200), Display(Name = "Fact.Reference")]
    public string? Reference { get; set; }

    [Required, Display(Name = "Hospital.Province")]
    public Guid? ProvinceId { get; set; }

    [StringLength(200), Display(Name = "Hospital.GoverningBody")]
    public string? GoverningBody { get; set; }

    [EnumDataType(typeof(HospitalTier)), Display(Name = "Hospital.Tier")]
    public HospitalTier Tier { get; set; }

    [Display(Name = "Hospital.TierConfirmed")]
    public bool TierConfirmed { get; set; }

    [EnumDataType(typeof(TransferRole)), Display(Name = "Hospital.TransferRole")]
    public TransferRole TransferRole { get; set; }

    public int Version { get; set; }

    /// <summary>What holds today, whatever the columns still say.</summary>
    public static HospitalInput Of(Hospital hospital, IEnumerable<HospitalFact> facts, DateOnly today)
    {
        var current = facts.Where(f => f.HoldsOn(today)).ToDictionary(f => f.Kind);
        var name = current.GetValueOrDefault(FactKind.Name);
        return new HospitalInput
        {
            Name = name?.Value ?? hospital.Name,
            NameEn = name?.ValueEn ?? hospital.NameEn,
            ProvinceId = current.GetValueOrDefault(FactKind.Province)?.ProvinceId ?? hospital.ProvinceId,
            GoverningBody = hospital.GoverningBody,
            Tier = current.GetValueOrDefault(FactKind.Tier) is { } tier ? Enum.Parse<HospitalTier>(tier.Value) : hospital.Tier,
            TierConfirmed = hospital.TierConfirmed,
            TransferRole = hospital.TransferRole,
            Version = hospital.Version,
        };
    }

    /// <summary>The record of a new name.</summary>
    /// <exception cref="RuleViolation">The day is missing or too far away.</exception>
    public HospitalFact NewName(Guid hospitalId, DateOnly today) => new()
    {
        HospitalId = hospitalId,
        Kind = FactKind.Name,
        Value = Name.Trim(),
        ValueEn = NameEn.Trim(),
        From = Days.Checked(From, today, "Input.From"),
        Reference = Reference,
    };

    /// <summary>Sets the columns; a name that begins on another day than today or earlier stays a record until then.</summary>
    public void ApplyTo(Hospital hospital, IReadOnlyCollection<HospitalFact> facts, DateOnly today)
    {
        if (facts.Count > 0)
        {
            // Brings the columns up to date, and takes over a name that begins today or began before.
            hospital.Take(facts, today);
            hospital.KnownOn = today;
        }

        if (NameChange == NameChange.Correction)
        {
            (hospital.Name, hospital.NameEn) = (Name.Trim(), NameEn.Trim());
        }

        hospital.ProvinceId = ProvinceId!.Value;
        hospital.GoverningBody = GoverningBody;
        hospital.Tier = Tier;
        hospital.TierConfirmed = TierConfirmed;
        hospital.TransferRole = TransferRole;
        hospital.Changed();
    }

    /// <summary>The fields that are stored otherwise than they are typed.</summary>
    public IReadOnlyList<Difference> DifferencesFrom(HospitalInput stored, Func<Guid?, string?> provinceName, Func<string, string> text) => Difference.Of(
        new("Hospital.Name", stored.Name, Name),
        new("Hospital.NameEn", stored.NameEn, NameEn),
        new("Hospital.Province", provinceName(stored.ProvinceId), provinceName(ProvinceId)),
        new("Hospital.GoverningBody", stored.GoverningBody, GoverningBody),
        new("Hospital.Tier", text($"Tier.{stored.Tier}"), text($"Tier.{Tier}")),
        new("Hospital.TierConfirmed", text($"YesNo.{stored.TierConfirmed}"), text($"YesNo.{TierConfirmed}")),
        new("Hospital.TransferRole", text($"TransferRole.{stored.TransferRole}"), text($"TransferRole.{TransferRole}")));
}
