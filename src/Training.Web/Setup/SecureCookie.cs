namespace Training.Web.Setup;

/// <summary>
/// A cookie that is always Secure, also where a proxy speaks TLS and this process does not, and on the loopback address, which browsers trust.
/// The antiforgery system itself would refuse to work there.
/// </summary>
internal sealed class SecureCookie : CookieBuilder
{
    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = base.Build(context, expiresFrom);
        options.Secure = true;
        return options;
    }
}
