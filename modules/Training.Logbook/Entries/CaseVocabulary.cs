namespace Training.Logbook.Entries;

/// <summary>Planned or emergency.</summary>
internal enum CaseSetting
{
    Planned,
    Emergency,
}

/// <summary>What the learner did at the table.</summary>
internal enum CaseRole
{
    Observer,
    Operator,
    FirstAssistant,
    SecondAssistant,
    Anaesthesia,
    Nursing,
    Technician,
}

/// <summary>Never the age, never the date of birth.</summary>
internal enum AgeBand
{
    Under1,
    From1To15,
    From16To39,
    From40To59,
    From60To79,
    From80,
}

internal enum Sex
{
    Female,
    Male,
    NotRecorded,
}

internal enum Complexity
{
    Standard,
    Moderate,
    Difficult,
}

internal enum Outcome
{
    Success,
    Complication,
    Converted,
    Failed,
}

/// <summary>What went wrong, in groups that every field has.</summary>
internal enum Complication
{
    Bleeding,
    Injury,
    Infection,
    Cardiac,
    Neurological,
    Anaesthesia,
    Device,
    Death,
    Other,
}
