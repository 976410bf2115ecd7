using System.Text.RegularExpressions;

namespace Training.Tests.Support;

/// <summary>What every answer of the site keeps to, whoever asks for what.</summary>
internal static partial class Hardening
{
    /// <summary>Everything that is wrong with an answer; nothing where all is well.</summary>
    public static IEnumerable<string> Problems(this Answer answer)
    {
        var headers = answer.Response.Headers;
        string Header(string name) => headers.TryGetValues(name, out var values) ? string.Join(" | ", values) : "";
        var policy = Header("Content-Security-Policy");
        var html = answer.Response.Content.Headers.ContentType?.MediaType == "text/html";
        foreach (var directive in new[] { "default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", "report-uri /csp-report" })
        {
            if (!policy.Split("; ").Contains(directive))
            {
                yield return $"the policy lacks {directive}";
            }
        }

        if (policy.Contains("unsafe", StringComparison.Ordinal) || policy.Contains('*', StringComparison.Ordinal) || policy.Contains("http", StringComparison.Ordinal))
        {
            yield return $"the policy is weak: {policy}";
        }

        if (html != (answer.Nonce() is not null))
        {
            yield return $"a nonce belongs to pages and to nothing else: {policy}";
        }

        foreach (var (name, value) in new[]
        {
            ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
        })
        {
            if (Header(name) != value)
            {
                yield return $"{name} is '{Header(name)}'";
            }
        }

        // The one page that scans codes.
        var camera = answer.Response.RequestMessage?.RequestUri?.AbsolutePath == "/phone" ? "camera=(self)" : "camera=()";
        if (!Header("Permissions-Policy").Contains(camera, StringComparison.Ordinal) || headers.CacheControl is null)
        {
            yield return "Permissions-Policy or Cache-Control is missing";
        }

        foreach (var name in new[] { "Server", "X-Powered-By", "X-AspNet-Version", "X-AspNetMvc-Version" }.Where(headers.Contains))
        {
            yield return $"{name} tells what runs here";
        }

        foreach (var problem in html ? answer.PageProblems() : [])
        {
            yield return problem;
        }

        if (Leak().Match(answer.Body) is { Success: true } leak)
        {
            yield return $"it tells of the inside: {leak.Value}";
        }
    }

    /// <summary>The nonce of the policy; null where it has none.</summary>
    public static string? Nonce(this Answer answer)
        => answer.Response.Headers.TryGetValues("Content-Security-Policy", out var policy) && NonceOfPolicy().Match(policy.Single()) is { Success: true } match ? match.Groups[1].Value : null;

    private static IEnumerable<string> PageProblems(this Answer answer)
    {
        foreach (var element in answer.Page.All)
        {
            var name = element.LocalName;
            if (name is "script" or "style" && element.GetAttribute("nonce") != answer.Nonce())
            {
                yield return $"a {name} without the nonce";
            }

            foreach (var attribute in element.Attributes)
            {
                var value = attribute.Value.Trim();
                if (attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name == "style" || value.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase))
                {
                    yield return $"inline: {name} {attribute.Name}={value}";
                }

                // A link may lead anywhere; nothing may be fetched or sent elsewhere.
                if (name != "a" && attribute.Name is "src" or "srcset" or "href" or "action" or "formaction" or "poster" or "data"
                    && name != "a" && (value.StartsWith("//", StringComparison.Ordinal) || value.Contains("://", StringComparison.Ordinal)))
                {
                    yield return $"from elsewhere: {name} {attribute.Name}={value}";
                }
            }
        }
    }

    [GeneratedRegex("'nonce-([A-Za-z0-9+/=]{22,})'")]
    private static partial Regex NonceOfPolicy();

    [GeneratedRegex(
        @"   at [A-Z]\w+\.|\b\w+Exception\b|\bSystem\.[A-Z]\w+|\bMicrosoft\.[A-Z]\w+|Npgsql|SQLite Error|\bSELECT\s.{1,200}\sFROM\s|Data Source=|Password=|ASP\.NET|Kestrel|/(?:home|usr|var|tmp|work)/\w|[A-Z]:\\\w|\.cshtml|\.cs:line",
        RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Leak();
}
