using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace Training.Notifications.Delivery;

/// <summary>Section <c>Mail</c> of the settings.</summary>
internal sealed class MailOptions
{
    /// <summary>The SMTP server; empty where the site sends no mail.</summary>
    public string Host { get; set; } = "";

    /// <summary>587 is the port for handing mail in. Port 465 (TLS from the first byte) can not be used.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Empty where the server asks for no sign-in.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>The sender, such as <c>Chuyển giao &lt;khong-tra-loi@benhvien.vn&gt;</c>.</summary>
    public string From { get; set; } = "";

    /// <summary>Demands STARTTLS and a valid certificate.</summary>
    public bool UseTls { get; set; } = true;

    public bool IsSet => Host.Length > 0;
}

/// <summary>A site that could never send what it promises does not start.</summary>
internal sealed class CheckMailOptions : IValidateOptions<MailOptions>
{
    private const int ImplicitTls = 465;

    public ValidateOptionsResult Validate(string? name, MailOptions options) => options switch
    {
        { IsSet: false } => ValidateOptionsResult.Success,
        { Port: ImplicitTls } => ValidateOptionsResult.Fail("Mail:Port 465 can not be used: give the port for STARTTLS, usually 587."),
        { Port: < 1 or > ushort.MaxValue } => ValidateOptionsResult.Fail($"Mail:Port {options.Port} is no port."),
        _ when !MailAddress.TryCreate(options.From, out _) => ValidateOptionsResult.Fail("Mail:Host is set, so Mail:From must be the address that mail comes from."),
        { User.Length: > 0, UseTls: false } => ValidateOptionsResult.Fail("Mail:User is set, so Mail:UseTls must be true: the password would be readable on the way."),
        _ => ValidateOptionsResult.Success,
    };
}
