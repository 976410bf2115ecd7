using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Mvc.Testing;
using Training.Tests.Support;

namespace Training.Tests.Scorm;

/// <summary>Takes a package through the pages, and speaks for its frame as its run-time does.</summary>
internal static class Learning
{
    public const string Origin = "https://content.test";

    /// <summary>A site with a content origin and a course for the package.</summary>
    public static async Task<(Site Site, PackageCourse Course)> StartAsync(Database database)
    {
        var site = await Site.StartAsync(database, settings: new Dictionary<string, string> { ["Content:Origin"] = Origin });
        return (site, await PackageCourse.BeginAsync(site));
    }

    /// <summary>Chooses the file and presses the button.</summary>
    public static async Task<Answer> UploadAsync(this PackageCourse course, byte[] package, string name = "goi.zip")
    {
        var author = course.Writing.Author;
        var (address, fields) = Visitor.FormOf(await author.GetAsync(course.Write), new() { ["Input.File"] = null }, "form[enctype] button");
        using var body = new MultipartFormDataContent();
        foreach (var field in fields)
        {
            body.Add(new StringContent(field.Value), field.Key);
        }

        body.Add(new ByteArrayContent(package), "Input.File", name);
        return await author.PostAsync(address, body);
    }

    /// <summary>The package, taken in.</summary>
    public static async Task TakeAsync(this PackageCourse course, byte[] package)
    {
        var sent = await course.UploadAsync(package);
        Assert.True(sent.IsRedirect, $"{sent.Status} {string.Join(' ', sent.Errors)} {sent.Text}");
    }

    /// <summary>The package, taken in and there to be learned.</summary>
    public static async Task PublishAsync(this PackageCourse course, byte[] package)
    {
        await course.TakeAsync(package);
        await course.Writing.PublishedAsync();
    }

    /// <summary>Presses the button; the frame is loaded.</summary>
    public static async Task<Frame> OpenAsync(this PackageCourse course, Visitor learner, string? button = null)
    {
        var pressed = await learner.SubmitAsync(await learner.GetAsync(course.Learn), [], button);
        Assert.True(pressed.IsRedirect, $"{pressed.Status} {string.Join(' ', pressed.Errors)} {pressed.Text}");
        var page = await learner.GetAsync(pressed.Location!);
        Assert.True(page.IsOk, $"{page.Status} {page.Text}");
        var frame = course.Writing.Site.FrameOf(page);
        await frame.BeginAsync();
        return frame;
    }

    public static Frame FrameOf(this Site site, Answer page) => new(site.Content(), new Uri(page.Page.QuerySelector("iframe")!.GetAttribute("src")!));

    /// <summary>A browser on the content origin.</summary>
    public static HttpClient Content(this Site site)
        => site.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true, BaseAddress = new Uri(Origin) });
}

/// <summary>A loaded frame.</summary>
internal sealed class Frame(HttpClient client, Uri address)
{
    private int _sequence;

    public HttpClient Client { get; } = client;

    public Uri Address { get; } = address;

    public int Window { get; private set; }

    public int Opening { get; private set; }

    public async Task<JsonElement> BeginAsync()
    {
        var begun = await PostAsync("begin", new { });
        (Window, _sequence) = (begun.GetProperty("window").GetInt32(), 0);
        return begun;
    }

    public async Task<JsonElement> OpenAsync(string part)
    {
        var opened = await PostAsync("open", new { window = Window, part });
        Opening = opened.GetProperty("opening").GetInt32();
        return opened;
    }

    public Task<JsonElement> SaveAsync(string part, params (string Name, string Value)[] data) => SaveAsync(part, false, null, data);

    public Task<JsonElement> SaveAsync(string part, bool end, int? sequence, params (string Name, string Value)[] data)
        => PostAsync("save", new { window = Window, sequence = sequence ?? ++_sequence, opening = Opening, part, end, data = data.ToDictionary(element => element.Name, element => element.Value) });

    public Task<HttpResponseMessage> SendAsync(string what, object body) => Client.PostAsJsonAsync(new Uri(Address, what), body);

    public async Task<JsonElement> PostAsync(string what, object body)
    {
        using var answer = await SendAsync(what, body);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{what}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static (string Result, string Why) Told(JsonElement answer) => (answer.GetProperty("result").GetString()!, answer.GetProperty("why").GetString()!);
}
