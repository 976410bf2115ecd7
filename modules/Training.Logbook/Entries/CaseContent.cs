using Training.Techniques.Contracts;

namespace Training.Logbook.Entries;

/// <summary>What a trainee says about a case: everything the mentor sees and signs, and nothing that could identify the patient.</summary>
internal sealed record CaseContent(
    Guid TechniqueId,
    Stage Stage,
    DateOnly PerformedOn,
    Guid PlaceHospitalId,
    CaseSetting Setting,
    CaseRole Role,
    AgeBand AgeBand,
    Sex Sex,
    Complexity Complexity,
    Outcome Outcome,
    string? Note);
