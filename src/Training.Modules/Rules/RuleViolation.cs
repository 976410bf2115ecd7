namespace Training.Modules;

/// <summary>
/// A rule of the trade stops the action. The key names a text of the module that throws; the form shows it beside the field, or above
/// the form where no field is named. Nothing is stored.
/// </summary>
public sealed class RuleViolation : Exception
{
    /// <param name="key">Key of the text in the module's resources.</param>
    /// <param name="arguments">Values for the text.</param>
    public RuleViolation(string key, params object[] arguments)
        : base(key)
    {
        Key = key;
        Arguments = arguments;
    }

    /// <summary>Key of the text in the resources of <see cref="Source"/>.</summary>
    public string Key { get; }

    /// <summary>Values for the text.</summary>
    public IReadOnlyList<object> Arguments { get; }

    /// <summary>Name of the form field that the rule is about, such as <c>Input.PerformedOn</c>.</summary>
    public string? Field { get; init; }

    /// <summary>Status of the answer: 422; 409 where somebody else was faster; 401 where the person has to prove again who they are, 429 where too much was tried.</summary>
    public int Status { get; init; } = 422;
}
