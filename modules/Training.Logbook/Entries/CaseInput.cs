using System.ComponentModel.DataAnnotations;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Logbook.Entries;

/// <summary>The usual answers to "when", so that a thumb needs no calendar.</summary>
internal enum CaseDay
{
    Today,
    Yesterday,
    Other,
}

/// <summary>Which of the two hospitals.</summary>
internal enum CasePlace
{
    Receiving,
    Giving,
}

/// <summary>What the form sends.</summary>
internal sealed class CaseInput
{
    /// <summary>Member of a team and technique, see <see cref="KeyOf"/>.</summary>
    [Required, Display(Name = "Field.Technique")]
    public string? Choice { get; set; }

    [Required, EnumDataType(typeof(Stage)), Display(Name = "Field.Stage")]
    public Stage? Stage { get; set; }

    [Required, EnumDataType(typeof(CaseDay)), Display(Name = "Field.Day")]
    public CaseDay? Day { get; set; } = CaseDay.Today;

    [DataType(DataType.Date), Display(Name = "Field.Date")]
    public DateOnly? PerformedOn { get; set; }

    [Required, EnumDataType(typeof(CasePlace)), Display(Name = "Field.Place")]
    public CasePlace? Place { get; set; } = CasePlace.Receiving;

    [Required, EnumDataType(typeof(CaseSetting)), Display(Name = "Field.Setting")]
    public CaseSetting? Setting { get; set; } = CaseSetting.Planned;

    [Required, EnumDataType(typeof(CaseRole)), Display(Name = "Field.Role")]
    public CaseRole? Role { get; set; }

    [Required, EnumDataType(typeof(AgeBand)), Display(Name = "Field.AgeBand")]
    public AgeBand? AgeBand { get; set; }

    [Required, EnumDataType(typeof(Sex)), Display(Name = "Field.Sex")]
    public Sex? Sex { get; set; }

    [Required, EnumDataType(typeof(Complexity)), Display(Name = "Field.Complexity")]
    public Complexity? Complexity { get; set; } = Entries.Complexity.Standard;

    [Required, EnumDataType(typeof(Outcome)), Display(Name = "Field.Outcome")]
    public Outcome? Outcome { get; set; } = Entries.Outcome.Success;

    [StringLength(500), Display(Name = "Field.Note")]
    public string? Note { get; set; }

    public static string KeyOf(Guid participantId, Guid techniqueId) => $"{participantId:N}.{techniqueId:N}";

    public static CaseInput Of(CaseContent content, Participation participation, DateOnly today) => new()
    {
        Choice = KeyOf(participation.Participant.Id, content.TechniqueId),
        Stage = content.Stage,
        Day = content.PerformedOn == today ? CaseDay.Today : content.PerformedOn == today.AddDays(-1) ? CaseDay.Yesterday : CaseDay.Other,
        PerformedOn = content.PerformedOn,
        Place = content.PlaceHospitalId == participation.Transfer.GivingHospitalId ? CasePlace.Giving : CasePlace.Receiving,
        Setting = content.Setting,
        Role = content.Role,
        AgeBand = content.AgeBand,
        Sex = content.Sex,
        Complexity = content.Complexity,
        Outcome = content.Outcome,
        Note = content.Note,
    };

    /// <summary>The content, once the input is valid.</summary>
    /// <exception cref="RuleViolation">"Another day" was chosen without a date.</exception>
    public CaseContent ToContent(CaseChoice choice, DateOnly today)
    {
        var transfer = choice.Participation.Transfer;
        var day = Day switch
        {
            CaseDay.Today => today,
            CaseDay.Yesterday => today.AddDays(-1),
            _ => PerformedOn ?? throw new RuleViolation("Case.DateMissing") { Field = "Input.PerformedOn" },
        };
        return new CaseContent(
            choice.TechniqueId,
            Stage!.Value,
            day,
            Place == CasePlace.Giving ? transfer.GivingHospitalId : transfer.ReceivingHospitalId,
            Setting!.Value,
            Role!.Value,
            AgeBand!.Value,
            Sex!.Value,
            Complexity!.Value,
            Outcome!.Value,
            string.IsNullOrWhiteSpace(Note) ? null : Note.Trim());
    }
}

/// <summary>A technique that the learner may log, in one of their transfers.</summary>
internal sealed record CaseChoice(string Key, Participation Participation, Guid TechniqueId, string Technique);

/// <summary>Everything the form shows beside the input.</summary>
internal sealed record CaseFormView(
    CaseInput Input, IReadOnlyList<CaseChoice> Choices, IReadOnlyList<CaseRole> Roles, string Receiving, string Giving, DateOnly Today);
