using System.ComponentModel.DataAnnotations;
using Training.Logbook.Content;
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

/// <summary>
/// What the form sends. Five things are required: technique, stage, day, place and supervision, with what belongs to the kind of supervision; the
/// rest can be added until the case is signed.
/// </summary>
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

    [Required, EnumDataType(typeof(Supervision)), Display(Name = "Field.Supervision")]
    public Supervision? Supervision { get; set; }

    [Range(1, CaseChecks.MostOfADay), Display(Name = "Field.DayNumber")]
    public int? DayNumber { get; set; }

    /// <summary>Other techniques of the same case: technique and stage, as <c>{id}.{stage}</c>.</summary>
    [Display(Name = "Field.Further")]
    public IList<string> Further { get; set; } = [];

    [Display(Name = "Field.Mentor")]
    public Guid? Mentor { get; set; }

    [EnumDataType(typeof(CaseSetting)), Display(Name = "Field.Setting")]
    public CaseSetting? Setting { get; set; }

    [EnumDataType(typeof(CaseRole)), Display(Name = "Field.Role")]
    public CaseRole? Role { get; set; }

    [EnumDataType(typeof(AgeBand)), Display(Name = "Field.AgeBand")]
    public AgeBand? AgeBand { get; set; }

    [EnumDataType(typeof(Sex)), Display(Name = "Field.Sex")]
    public Sex? Sex { get; set; }

    [EnumDataType(typeof(Complexity)), Display(Name = "Field.Complexity")]
    public Complexity? Complexity { get; set; }

    [EnumDataType(typeof(Outcome)), Display(Name = "Field.Outcome")]
    public Outcome? Outcome { get; set; }

    [Display(Name = "Field.Complications")]
    public IList<Complication> Complications { get; set; } = [];

    [Display(Name = "Field.ComplicationManaged")]
    public bool? ComplicationManaged { get; set; }

    [StringLength(120), Display(Name = "Field.ConvertedTo")]
    public string? ConvertedTo { get; set; }

    [Display(Name = "Field.Consent")]
    public bool Consent { get; set; }

    [StringLength(120), Display(Name = "Field.Responsible")]
    public string? Responsible { get; set; }

    [DataType(DataType.Time), Display(Name = "Field.MentorFrom")]
    public TimeOnly? MentorFrom { get; set; }

    [DataType(DataType.Time), Display(Name = "Field.MentorTo")]
    public TimeOnly? MentorTo { get; set; }

    [EnumDataType(typeof(LineQuality)), Display(Name = "Field.Line")]
    public LineQuality? Line { get; set; }

    [StringLength(60), Display(Name = "Field.Recording")]
    public string? Recording { get; set; }

    [Range(1, 1440), Display(Name = "Field.Minutes")]
    public int? Minutes { get; set; }

    [Display(Name = "Field.Chart")]
    public IList<ChartPart> Chart { get; set; } = [];

    /// <summary>How the learner rates themself, 1 to 5; kept apart, since the mentor sees it only after their own.</summary>
    [Range(1, 5), Display(Name = "Field.OwnRating")]
    public int? OwnRating { get; set; }

    [StringLength(500), Display(Name = "Field.Note")]
    public string? Note { get; set; }

    public static string KeyOf(Guid participantId, Guid techniqueId) => $"{participantId:N}.{techniqueId:N}";

    public static string KeyOf(Done done) => $"{done.TechniqueId:N}.{done.Stage}";

    public static CaseInput Of(CaseContent content, Participation participation, DateOnly today) => new()
    {
        Choice = KeyOf(participation.Participant.Id, content.TechniqueId),
        Stage = content.Stage,
        Day = content.PerformedOn == today ? CaseDay.Today : content.PerformedOn == today.AddDays(-1) ? CaseDay.Yesterday : CaseDay.Other,
        PerformedOn = content.PerformedOn,
        Place = content.PlaceHospitalId == participation.Transfer.GivingHospitalId ? CasePlace.Giving : CasePlace.Receiving,
        Supervision = content.Supervision,
        DayNumber = content.DayNumber,
        Further = [.. content.Further.Select(KeyOf)],
        Mentor = content.MentorPersonId,
        Setting = content.Setting,
        Role = content.Role,
        AgeBand = content.AgeBand,
        Sex = content.Sex,
        Complexity = content.Complexity,
        Outcome = content.Outcome,
        Complications = [.. content.Complications],
        ComplicationManaged = content.ComplicationManaged,
        ConvertedTo = content.ConvertedTo,
        Consent = content.Evidence.Consent,
        Responsible = content.Evidence.Responsible,
        MentorFrom = content.Evidence.From,
        MentorTo = content.Evidence.To,
        Line = content.Evidence.Line,
        Recording = content.Evidence.Recording,
        Minutes = content.Evidence.Minutes,
        Chart = [.. content.Evidence.Chart],
        Note = content.Note,
    };

    /// <summary>What is likely the same in the next case: nothing that describes the patient or how it went.</summary>
    public static CaseInput Repeat(CaseContent content, Participation participation, DateOnly today)
    {
        var all = Of(content, participation, today);
        return new CaseInput
        {
            Choice = all.Choice,
            Stage = all.Stage,
            Place = all.Place,
            Supervision = all.Supervision,
            Further = all.Further,
            Mentor = all.Mentor,
            Setting = all.Setting,
            Role = all.Role,
            Chart = all.Chart,
        };
    }

    /// <summary>The content, once the input is valid.</summary>
    /// <exception cref="RuleViolation">"Another day" was chosen without a date, or a further technique is none.</exception>
    public CaseContent ToContent(CaseChoice choice, DateOnly today)
    {
        var (participant, transfer) = choice.Participation;
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
            Setting,
            Role ?? CaseRoles.UsualFor(participant.Role, Stage.Value),
            AgeBand,
            Sex,
            Complexity,
            Outcome,
            CaseText.Of(Note))
        {
            DayNumber = DayNumber ?? 1,
            Supervision = Supervision,
            Evidence = SupervisionRules.Of(Supervision, new SupervisionEvidence
            {
                Consent = Consent,
                Responsible = CaseText.Of(Responsible),
                From = MentorFrom,
                To = MentorTo,
                Line = Line,
                Recording = CaseText.Of(Recording),
                Minutes = Minutes,
                Chart = [.. Chart.Distinct().Order()],
            }),
            MentorPersonId = Mentor,
            Further = [.. Further.Where(key => !string.IsNullOrEmpty(key)).Select(DoneOf)],
            Complications = [.. Complications.Distinct().Order()],
            ComplicationManaged = Complications.Count > 0 || Outcome == Entries.Outcome.Complication ? ComplicationManaged : null,
            ConvertedTo = CaseText.Of(ConvertedTo),
        };
    }

    private static Done DoneOf(string key) => key.Split('.') is [var id, var stage] && Guid.TryParse(id, out var techniqueId) && Enum.TryParse<Stage>(stage, out var at) && Enum.IsDefined(at)
        ? new Done(techniqueId, at)
        : throw new RuleViolation("Case.NotYours") { Field = "Input.Further" };
}

/// <summary>A technique that the learner may log, in one of their transfers.</summary>
internal sealed record CaseChoice(string Key, Participation Participation, Guid TechniqueId, string Technique)
{
    /// <summary>Since when the learner's independent status is paused for it; null where it is not.</summary>
    public DateOnly? PausedFrom { get; init; }
}

/// <summary>Somebody who may be named as the mentor of a case.</summary>
internal sealed record MentorChoice(Guid PersonId, string Name);

/// <summary>Everything the form shows beside the input.</summary>
internal sealed record CaseFormView(
    CaseInput Input, IReadOnlyList<CaseChoice> Choices, IReadOnlyList<CaseRole> Roles, IReadOnlyList<MentorChoice> Mentors, string Receiving, string Giving, DateOnly Today)
{
    /// <summary>The form asks how the learner rates themself: not where a version was rated already.</summary>
    public bool AsksOwnRating { get; init; } = true;
}
