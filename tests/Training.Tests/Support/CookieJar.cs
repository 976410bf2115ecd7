namespace Training.Tests.Support;

/// <summary>Keeps cookies over plain http to this machine, Secure ones too, as browsers do and this client would not.</summary>
public sealed class CookieJar() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
{
    private readonly Dictionary<string, string> _cookies = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (_cookies)
        {
            if (_cookies.Count > 0)
            {
                request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            }
        }

        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            lock (_cookies)
            {
                foreach (var cookie in set.Select(line => line.Split(';')[0].Split('=', 2)))
                {
                    _cookies[cookie[0]] = cookie[1];
                }
            }
        }

        return response;
    }
}
