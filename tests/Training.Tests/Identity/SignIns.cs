using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Training.Identity.Factors;
using Training.Tests.Support;

namespace Training.Tests.Identity;

/// <summary>Ways to sign in, from other networks, on other nodes, with more than a password.</summary>
internal static class SignIns
{
    public const string Password = Visitor.DemoPassword;

    private const string AddressHeader = "X-Test-Address";

    /// <summary>Another process on the same database and keys.</summary>
    public static WebApplicationFactory<Program> Node(this Site site, params (string Key, string Value)[] settings) => site.WithWebHostBuilder(builder =>
    {
        foreach (var (key, value) in settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter, AddressFromHeader>());
    });

    /// <summary>A node outside demo mode, where the rules about second factors hold.</summary>
    public static WebApplicationFactory<Program> StrictNode(this Site site) => site.Node(("Demo:Enabled", "false"));

    public static Visitor VisitorFrom(this WebApplicationFactory<Program> node, string? address = null, bool cookies = true)
    {
        var client = node.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = cookies, BaseAddress = new Uri("https://localhost") });
        if (address is not null)
        {
            client.DefaultRequestHeaders.Add(AddressHeader, address);
        }

        return new Visitor(client);
    }

    public static string Mail(string account) => account.Contains('@', StringComparison.Ordinal) ? account : $"{account}@demo.local";

    public static async Task<Answer> TryAsync(this Visitor visitor, string account, string password, bool shared = false)
        => await visitor.SubmitAsync(
            await visitor.GetAsync("/account/login"),
            new() { ["Input.Email"] = Mail(account), ["Input.Password"] = password, ["Input.SharedPc"] = shared ? "true" : "false" });

    /// <summary>Sets the app up, as the page tells.</summary>
    /// <returns>The seed.</returns>
    public static async Task<byte[]> EnrolAsync(this Visitor visitor, TimeProvider clock, string password = Password)
    {
        var page = await visitor.GetAsync("/account/security/authenticator");
        var seed = SeedOf(page);
        var done = await visitor.SubmitAsync(page, new() { ["Proof.Password"] = password, ["Input.NewCode"] = Code(seed, clock) });
        Assert.True(done.Location == CodesModel.Address, $"{done.Status} {done.Text}");
        return seed;
    }

    public static byte[] SeedOf(Answer page) => Base32.Decode(page.Page.QuerySelector("main code")!.TextContent.Replace(" ", "", StringComparison.Ordinal));

    public static string Code(byte[] seed, TimeProvider clock, int steps = 0) => Totp.CodeAt(seed, Totp.StepAt(clock.GetUtcNow()) + steps);

    public static async Task<Answer> SecondAsync(this Visitor visitor, string code)
        => await visitor.SubmitAsync(await visitor.GetAsync("/account/login/second"), new() { ["Input.Code"] = code });

    /// <summary>What the browser would send back.</summary>
    public static string CookieOf(Answer answer, string name = "__Host-training-session")
        => answer.Response.Headers.GetValues("Set-Cookie").Last(c => c.StartsWith(name + "=", StringComparison.Ordinal)).Split(';')[0];

    /// <summary>Opens a page with nothing but this cookie.</summary>
    public static async Task<HttpResponseMessage> ReplayAsync(this WebApplicationFactory<Program> node, string cookie, string address = "/account/profile")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Cookie", cookie);
        return await node.VisitorFrom(cookies: false).Client.SendAsync(request);
    }

    private sealed class AddressFromHeader : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((HttpContext context, RequestDelegate inner) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.TryParse(context.Request.Headers[AddressHeader], out var address) ? address : null;
                return inner(context);
            });
            next(app);
        };
    }
}
