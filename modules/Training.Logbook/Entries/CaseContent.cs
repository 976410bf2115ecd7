using Training.Logbook.Content;
using Training.Techniques.Contracts;

namespace Training.Logbook.Entries;

/// <summary>What a trainee says about a case: everything the mentor sees and signs, and nothing that could identify the patient.</summary>
internal sealed record CaseContent(
    Guid TechniqueId,
    Stage Stage,
    DateOnly PerformedOn,
    Guid PlaceHospitalId,
    CaseSetting? Setting,
    CaseRole Role,
    AgeBand? AgeBand,
    Sex? Sex,
    Complexity? Complexity,
    Outcome? Outcome,
    string? Note)
{
    /// <summary>The first case of the technique, stage, place and day, the second …</summary>
    public int DayNumber { get; init; } = 1;

    /// <summary>Always said of a case that is logged now; older ones did not say.</summary>
    public Supervision? Supervision { get; init; }

    public SupervisionEvidence Evidence { get; init; } = SupervisionEvidence.None;

    /// <summary>Whom the learner named: the mentor in the room, on the line, or who is to look at the record.</summary>
    public Guid? MentorPersonId { get; init; }

    /// <summary>What was done besides.</summary>
    public IReadOnlyList<Done> Further { get; init; } = [];

    public IReadOnlyList<Complication> Complications { get; init; } = [];

    /// <summary>A complication came up and was managed; null where it was not said.</summary>
    public bool? ComplicationManaged { get; init; }

    /// <summary>To what the procedure was converted.</summary>
    public string? ConvertedTo { get; init; }

    /// <summary>Content addresses of the files, in their order.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>Everything that was done, the main technique first.</summary>
    public IReadOnlyList<Done> All => [new(TechniqueId, Stage), .. Further];

    /// <summary>The free texts, by the name under which they are sealed.</summary>
    public IReadOnlyDictionary<string, string?> Texts => new Dictionary<string, string?>
    {
        ["convertedTo"] = ConvertedTo,
        ["note"] = Note,
        ["recording"] = Evidence.Recording,
        ["responsible"] = Evidence.Responsible,
    };
}
