using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Training.Tests.Support;

namespace Training.Tests.Media;

/// <summary>What the script of the page sends.</summary>
internal sealed record Sending(Visitor Visitor, string Token, Guid? Library)
{
    private const string Base = "/media/uploads";

    public static async Task<Sending> StartAsync(Visitor visitor)
    {
        var page = await visitor.GetAsync("/media/upload");
        Assert.True(page.IsOk, $"{page.Status}: {page.Text}");
        var library = page.Value("Input.Library")!;
        return new Sending(visitor, page.Value("__RequestVerificationToken")!, library.Length == 0 ? null : Guid.Parse(library));
    }

    public async Task<HttpResponseMessage> BeginAsync(Guid id, string name, long size, string title = "Đặt stent mạch vành", string? altVi = "Ảnh chụp mạch", string? altEn = "Angiogram", string? token = null)
        => await SendAsync(HttpMethod.Post, Base, JsonContent.Create(new { id, library = Library, fileName = name, size, title, altVi, altEn }), token: token);

    public async Task<HttpResponseMessage> PartAsync(Guid id, long offset, byte[] part, string? digest = null)
    {
        var content = new ByteArrayContent(part);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await SendAsync(HttpMethod.Patch, $"{Base}/{id}/bytes", content, [("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture)), ("Content-Digest", digest ?? $"sha-256=:{Convert.ToBase64String(SHA256.HashData(part))}:")]);
    }

    public async Task<long> WhereAsync(Guid id)
    {
        using var answer = await SendAsync(HttpMethod.Head, $"{Base}/{id}/bytes");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        return OffsetOf(answer);
    }

    public Task<HttpResponseMessage> FinishAsync(Guid id) => SendAsync(HttpMethod.Post, $"{Base}/{id}/finish");

    public static long OffsetOf(HttpResponseMessage answer) => long.Parse(answer.Headers.GetValues("Upload-Offset").Single(), CultureInfo.InvariantCulture);

    /// <summary>The whole way.</summary>
    /// <returns>The id of the item.</returns>
    public async Task<Guid> UploadAsync(byte[] file, string name, string title = "Đặt stent mạch vành", int part = 1024 * 1024)
    {
        var id = Guid.CreateVersion7();
        using (var begun = await BeginAsync(id, name, file.Length, title))
        {
            Assert.True(begun.StatusCode == HttpStatusCode.Created, $"{begun.StatusCode}: {await begun.Content.ReadAsStringAsync()}");
        }

        for (var at = 0; at < file.Length; at += part)
        {
            using var answer = await PartAsync(id, at, file[at..Math.Min(file.Length, at + part)]);
            Assert.True(answer.StatusCode == HttpStatusCode.NoContent, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }

        using var end = await FinishAsync(id);
        return await ItemOfAsync(end);
    }

    public static async Task<Guid> ItemOfAsync(HttpResponseMessage end)
    {
        var body = await end.Content.ReadAsStringAsync();
        Assert.True(end.StatusCode == HttpStatusCode.OK, $"{end.StatusCode}: {body}");
        return Guid.Parse(JsonDocument.Parse(body).RootElement.GetProperty("address").GetString()!["/media/".Length..]);
    }

    /// <summary>Why something was refused.</summary>
    public static async Task<string> CodeOfAsync(HttpResponseMessage answer)
        => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.TryGetProperty("code", out var code) ? code.GetString()! : $"{answer.StatusCode}";

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, HttpContent? content = null, (string Name, string Value)[]? headers = null, string? token = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        request.Headers.Add("RequestVerificationToken", token ?? Token);
        request.Headers.Add("Accept", "application/json");
        foreach (var (name, value) in headers ?? [])
        {
            request.Headers.Add(name, value);
        }

        return await Visitor.Client.SendAsync(request);
    }
}
