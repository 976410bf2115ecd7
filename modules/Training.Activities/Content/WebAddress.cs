using Training.Modules;

namespace Training.Activities.Content;

/// <summary>Addresses on the web that people type.</summary>
internal static class WebAddress
{
    /// <summary>Only https, at a host with a name, and nobody's password in it.</summary>
    public static Uri? Parse(string? text)
        => Uri.TryCreate(ActivityText.Clean(text), UriKind.Absolute, out var address)
            && address.Scheme == Uri.UriSchemeHttps && address.HostNameType == UriHostNameType.Dns && address.Host.Contains('.', StringComparison.Ordinal) && address.UserInfo.Length == 0
                ? address
                : null;

    /// <exception cref="RuleViolation">Something was typed that is no such address.</exception>
    public static void Check(string? text, string field)
    {
        if (ActivityText.Clean(text) is not null && Parse(text) is null)
        {
            throw new RuleViolation("Address.Wrong") { Field = field };
        }
    }
}
