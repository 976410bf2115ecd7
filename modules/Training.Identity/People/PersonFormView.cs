namespace Training.Identity.People;

/// <summary>What the fields of a record need besides the input.</summary>
internal sealed record PersonFormView(PersonInput Input, string? MaskedNationalId);
