using System.ComponentModel;
using System.Text.Json.Serialization;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Logbook.Api;

/// <summary>
/// What a program says about a case: what the form asks, by the same names, and by the same rules. Members that are not here are refused.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal record CaseBody : IApiBody
{
    [Description("From GET /api/v1/logbook/choices.")]
    public string? Choice { get; init; }

    [Description("O observed, A assisted, S performed under supervision, I performed independently.")]
    public Stage? Stage { get; init; }

    [Description("Calendar day in Viet Nam, not in the future and within the contract.")]
    public DateOnly? PerformedOn { get; init; }

    public CasePlace? Place { get; init; }

    public Supervision? Supervision { get; init; }

    [Description("1 to 99: the first, second … such case of the day; 1 where it is left out.")]
    public int? DayNumber { get; init; }

    [Description("Other techniques of the same case.")]
    public IReadOnlyList<FurtherBody> Further { get; init; } = [];

    [Description("The mentor in the room, on the line, or who is to look at the record: a personId of the choice.")]
    public Guid? Mentor { get; init; }

    public CaseSetting? Setting { get; init; }

    [Description("What is usual for the place in the team and the stage, where it is left out.")]
    public CaseRole? Role { get; init; }

    [Description("Never the age, never a date of birth.")]
    public AgeBand? AgeBand { get; init; }

    public Sex? Sex { get; init; }

    public Complexity? Complexity { get; init; }

    public Outcome? Outcome { get; init; }

    public IReadOnlyList<Complication> Complications { get; init; } = [];

    public bool? ComplicationManaged { get; init; }

    [Description("At most 120 characters, nothing about the patient's identity.")]
    public string? ConvertedTo { get; init; }

    [Description("The patient agreed to the video before the case; for LiveVideo.")]
    public bool Consent { get; init; }

    [Description("At most 120 characters: who was responsible at the table, name and position.")]
    public string? Responsible { get; init; }

    [Description("Time of the day in Viet Nam; for LiveVideo.")]
    public TimeOnly? MentorFrom { get; init; }

    [Description("Time of the day in Viet Nam; for LiveVideo.")]
    public TimeOnly? MentorTo { get; init; }

    public LineQuality? Line { get; init; }

    [Description("At most 60 characters: a code by which the recording is found.")]
    public string? Recording { get; init; }

    [Description("1 to 1440 minutes of the recording.")]
    public int? Minutes { get; init; }

    public IReadOnlyList<ChartPart> Chart { get; init; } = [];

    [Description("At most 500 characters, nothing about the patient's identity.")]
    public string? Note { get; init; }

    public CaseInput ToInput() => new()
    {
        Choice = Choice,
        Stage = Stage,
        Day = CaseDay.Other,
        PerformedOn = PerformedOn,
        Place = Place,
        Supervision = Supervision,
        DayNumber = DayNumber,
        // A list may hold null however it is declared; that is no technique, and is said as that.
        Further = [.. Further.Select(further => further is null ? "" : CaseInput.KeyOf(new Done(further.TechniqueId, further.Stage)))],
        Mentor = Mentor,
        Setting = Setting,
        Role = Role,
        AgeBand = AgeBand,
        Sex = Sex,
        Complexity = Complexity,
        Outcome = Outcome,
        Complications = [.. Complications],
        ComplicationManaged = ComplicationManaged,
        ConvertedTo = ConvertedTo,
        Consent = Consent,
        Responsible = Responsible,
        MentorFrom = MentorFrom,
        MentorTo = MentorTo,
        Line = Line,
        Recording = Recording,
        Minutes = Minutes,
        Chart = [.. Chart],
        Note = Note,
    };
}

/// <summary>A further technique of the same case.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FurtherBody(Guid TechniqueId, Stage Stage);

/// <summary>A case that is logged.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NewCaseBody : CaseBody
{
    [Description("How the learner rates themself, 1 to 5; the mentor sees it only after their own.")]
    public int? OwnRating { get; init; }
}

/// <summary>The next version of a case, whole: what is left out is not said any more.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record VersionBody : CaseBody
{
    [Description("Number of the version that it follows; 409 where there is a newer one.")]
    public int Version { get; init; }

    [Description("At most 300 characters: why. Needed unless something was only added to what nobody has decided about.")]
    public string? Reason { get; init; }
}

/// <summary>Takes a case back that nobody has signed.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record WithdrawalBody : IApiBody
{
    [Description("At most 300 characters: why.")]
    public string? Reason { get; init; }
}
