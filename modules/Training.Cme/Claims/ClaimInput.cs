using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Training.Cme.Rules;
using Training.Organizations.Contracts;

namespace Training.Cme.Claims;

/// <summary>The fields of an activity.</summary>
internal sealed class ClaimInput
{
    [Required, StringLength(40), Display(Name = "Claim.Activity")]
    public string Activity { get; set; } = "";

    [Required, StringLength(ClaimVersionConfiguration.TitleLength), Display(Name = "Claim.Title")]
    public string Title { get; set; } = "";

    [Required, StringLength(ClaimVersionConfiguration.OrganizerLength), Display(Name = "Claim.Organizer")]
    public string Organizer { get; set; } = "";

    /// <summary>Empty where the activity took one day.</summary>
    [DataType(DataType.Date), Display(Name = "Claim.From")]
    public DateOnly? From { get; set; }

    [Required, DataType(DataType.Date), Display(Name = "Claim.To")]
    public DateOnly? To { get; set; }

    [Required, Range(1, ClaimFacts.MostUnits), Display(Name = "Claim.Units")]
    public int? Units { get; set; }

    [Display(Name = "Claim.Hospital")]
    public Guid? Hospital { get; set; }

    [Display(Name = "Claim.Evidence")]
    public IFormFile? Evidence { get; set; }

    // Not a property: validation would read it before the fields are checked.
    public ClaimFacts ToFacts() => new(Activity, From ?? To!.Value, To!.Value, Units!.Value, Title.Trim(), Organizer.Trim());
}

/// <summary>What the fields need besides.</summary>
/// <param name="Input">What was typed.</param>
/// <param name="Rules">What can be chosen.</param>
/// <param name="Hospitals">Where they work; asked only where it is more than one.</param>
/// <param name="HasEvidence">Whether an earlier version has evidence that stays where no new file is chosen.</param>
internal sealed record ClaimForm(ClaimInput Input, IReadOnlyList<CreditRule> Rules, IReadOnlyList<HospitalInfo> Hospitals, bool HasEvidence);
