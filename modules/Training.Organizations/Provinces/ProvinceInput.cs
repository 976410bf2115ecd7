using System.ComponentModel.DataAnnotations;
using Training.Organizations.History;
using Training.Organizations.Hospitals;

namespace Training.Organizations.Provinces;

/// <summary>The fields of a province's name.</summary>
internal sealed class ProvinceInput
{
    [Required, StringLength(100), Display(Name = "Province.ShortName")]
    public string ShortName { get; set; } = "";

    [Required, StringLength(100), Display(Name = "Province.FullName")]
    public string FullName { get; set; } = "";

    [Required, RegularExpression("tinh|thanh_pho"), Display(Name = "Province.UnitType")]
    public string UnitType { get; set; } = "";

    [Required, RegularExpression("[0-9]{2}"), Display(Name = "Province.OfficialCode")]
    public string OfficialCode { get; set; } = "";

    [Required, StringLength(150), Display(Name = "Province.HealthDepartment")]
    public string HealthDepartment { get; set; } = "";

    [EnumDataType(typeof(NameChange)), Display(Name = "NameChange")]
    public NameChange NameChange { get; set; }

    [Display(Name = "Fact.From")]
    public DateOnly? From { get; set; }

    [StringLength(200), Display(Name = "Fact.Reference")]
    public string? Reference { get; set; }

    public int Version { get; set; }

    public static ProvinceInput Of(ProvinceName name, int version) => new()
    {
        ShortName = name.ShortName,
        FullName = name.FullName,
        UnitType = name.UnitType,
        OfficialCode = name.OfficialCode,
        HealthDepartment = name.HealthDepartment,
        Version = version,
    };

    /// <summary>A name that begins on a day.</summary>
    public ProvinceName ToName(Guid provinceId, DateOnly from) => new()
    {
        ProvinceId = provinceId,
        ShortName = ShortName.Trim(),
        FullName = FullName.Trim(),
        UnitType = UnitType,
        OfficialCode = OfficialCode,
        HealthDepartment = HealthDepartment.Trim(),
        From = from,
        Reference = Reference,
    };

    /// <summary>Corrects a name.</summary>
    public void ApplyTo(ProvinceName name)
    {
        name.ShortName = ShortName.Trim();
        name.FullName = FullName.Trim();
        name.UnitType = UnitType;
        name.OfficialCode = OfficialCode;
        name.HealthDepartment = HealthDepartment.Trim();
        name.Reference = string.IsNullOrWhiteSpace(Reference) ? name.Reference : Reference;
    }

    public IReadOnlyList<Difference> DifferencesFrom(ProvinceInput stored, Func<string, string> text) => Difference.Of(
        new("Province.ShortName", stored.ShortName, ShortName),
        new("Province.FullName", stored.FullName, FullName),
        new("Province.UnitType", text($"UnitType.{stored.UnitType}"), ProvinceName.UnitTypes.Contains(UnitType) ? text($"UnitType.{UnitType}") : UnitType),
        new("Province.OfficialCode", stored.OfficialCode, OfficialCode),
        new("Province.HealthDepartment", stored.HealthDepartment, HealthDepartment));
}
