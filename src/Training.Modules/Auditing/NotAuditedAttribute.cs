namespace Training.Modules;

/// <summary>
/// Changing these rows, or this column, is no event of its own: bookkeeping of the site, or steps whose result is an event. Without it a
/// signed-in person's write that changes the row and adds no <see cref="AuditEvent"/> is refused.
/// </summary>
/// <param name="reason">Why nobody will ever have to know who did this.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property)]
public sealed class NotAuditedAttribute(string reason) : Attribute
{
    /// <summary>Why nobody will ever have to know who did this.</summary>
    public string Reason { get; } = reason;
}
