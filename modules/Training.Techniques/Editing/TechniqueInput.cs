using System.ComponentModel.DataAnnotations;
using Training.Techniques.Catalogue;
using Training.Techniques.Contracts;

namespace Training.Techniques.Editing;

/// <summary>What the form of a technique carries.</summary>
internal sealed class TechniqueInput
{
    private const int MostCases = 1000;

    [Required, StringLength(200), Display(Name = "Technique.NameVi")]
    public string NameVi { get; set; } = "";

    [Required, StringLength(200), Display(Name = "Technique.NameEn")]
    public string NameEn { get; set; } = "";

    [Required, StringLength(60), Display(Name = "Technique.Specialty")]
    public string SpecialtyKey { get; set; } = "";

    [EnumDataType(typeof(TechniqueKind)), Display(Name = "Technique.Kind")]
    public TechniqueKind Kind { get; set; }

    [MinLength(1, ErrorMessage = "Technique.Team.None"), Display(Name = "Technique.Team")]
    public IList<TeamRole> Team { get; set; } = [];

    [Required, Range(0, MostCases), Display(Name = "Technique.MinObserve")]
    public int? MinObserve { get; set; }

    [Required, Range(0, MostCases), Display(Name = "Technique.MinAssist")]
    public int? MinAssist { get; set; }

    [Required, Range(0, MostCases), Display(Name = "Technique.MinSupervised")]
    public int? MinSupervised { get; set; }

    [Required, Range(0, MostCases), Display(Name = "Technique.MinIndependent")]
    public int? MinIndependent { get; set; }

    [Required, Range(0, 2000), Display(Name = "Technique.TheoryHours")]
    public int? TheoryHours { get; set; }

    [Required, Range(0, 260), Display(Name = "Technique.WeeksAtDonor")]
    public int? WeeksAtDonor { get; set; }

    [Required, Range(0, 120), Display(Name = "Technique.FollowUp")]
    public int? FollowUpMonths { get; set; }

    [StringLength(300), Display(Name = "Technique.Equipment")]
    public string? Equipment { get; set; }

    [StringLength(300), Display(Name = "Technique.Outcome")]
    public string? OutcomeIndicator { get; set; }

    [StringLength(40), Display(Name = "Technique.MohCode")]
    public string? MohCode { get; set; }

    public int Version { get; set; }

    public static TechniqueInput Of(Technique technique) => new()
    {
        NameVi = technique.NameVi,
        NameEn = technique.NameEn,
        SpecialtyKey = technique.SpecialtyKey,
        Kind = technique.Kind,
        Team = [.. technique.Team],
        MinObserve = technique.MinObserve,
        MinAssist = technique.MinAssist,
        MinSupervised = technique.MinSupervised,
        MinIndependent = technique.MinIndependent,
        TheoryHours = technique.TheoryHours,
        WeeksAtDonor = technique.WeeksAtDonor,
        FollowUpMonths = technique.FollowUpMonths,
        Equipment = technique.Equipment,
        OutcomeIndicator = technique.OutcomeIndicator,
        MohCode = technique.MohCode,
        Version = technique.Version,
    };

    /// <summary>Sets everything but the specialty, which is more than one column.</summary>
    public void ApplyTo(Technique technique)
    {
        technique.NameVi = NameVi;
        technique.NameEn = NameEn;
        technique.Kind = Kind;

        // Whoever performs stands first, so those who stay keep their order.
        technique.TeamRoles = Technique.Join([.. technique.Team.Where(Team.Contains), .. Team.Distinct().Except(technique.Team)]);
        technique.MinObserve = MinObserve!.Value;
        technique.MinAssist = MinAssist!.Value;
        technique.MinSupervised = MinSupervised!.Value;
        technique.MinIndependent = MinIndependent!.Value;
        technique.TheoryHours = TheoryHours!.Value;
        technique.WeeksAtDonor = WeeksAtDonor!.Value;
        technique.FollowUpMonths = FollowUpMonths!.Value;
        technique.Equipment = Equipment;
        technique.OutcomeIndicator = OutcomeIndicator;
        technique.MohCode = MohCode;
    }
}
