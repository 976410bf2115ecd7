using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Training.Tests.Support;

/// <summary>An answer of the site: status, where it redirects to, and the page.</summary>
public sealed record Answer(HttpStatusCode Status, string? Location, string Body, IDocument Page, HttpResponseMessage Response)
{
    public bool IsOk => Status == HttpStatusCode.OK;

    public bool IsRedirect => (int)Status is >= 300 and < 400;

    /// <summary>All words of the page's main part, white space folded.</summary>
    public string Text => string.Join(' ', (Page.QuerySelector("main") ?? Page.Body!).TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The messages of the form's errors.</summary>
    public IReadOnlyList<string> Errors => [.. Page.QuerySelectorAll(".field-validation-error, .validation-summary-errors li").Select(e => e.TextContent.Trim()).Where(t => t.Length > 0)];
}

/// <summary>A person at a browser: keeps cookies, fills in the forms that the site shows, with everything hidden in them.</summary>
public sealed class Visitor(HttpClient client)
{
    public const string DemoPassword = "Demo-training-2026";

    public HttpClient Client { get; } = client;

    public async Task<Answer> SendAsync(HttpRequestMessage request) => await ReadAsync(await Client.SendAsync(request));

    public async Task<Answer> GetAsync(string address) => await ReadAsync(await Client.GetAsync(address));

    /// <summary>Follows redirects to the page at their end.</summary>
    public async Task<Answer> FollowAsync(Answer answer)
    {
        while (answer.IsRedirect)
        {
            answer = await GetAsync(answer.Location!);
        }

        return answer;
    }

    public async Task SignInAsync(string email, string password = DemoPassword)
    {
        var answer = await SubmitAsync(await GetAsync("/account/login"), new() { ["Input.Email"] = email, ["Input.Password"] = password });
        Assert.True(answer.IsRedirect, $"{email} could not sign in: {answer.Text}");
    }

    /// <summary>Sends the first posting form of the main part with these values, everything else as the page had it.</summary>
    /// <param name="page">The page with the form.</param>
    /// <param name="values">Fields to set; null leaves one out. Names the form does not have are added, as an attacker would.</param>
    /// <param name="button">Selector of the button pressed; its address wins over the form's.</param>
    public Task<Answer> SubmitAsync(Answer page, Dictionary<string, string?> values, string? button = null)
    {
        var (address, fields) = FormOf(page, values, button);
        return PostAsync(address, fields);
    }

    public async Task<Answer> PostAsync(string address, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        return await ReadAsync(await Client.PostAsync(address, content));
    }

    /// <summary>Sends a body that is not the fields of a form alone, such as a file.</summary>
    public async Task<Answer> PostAsync(string address, HttpContent content) => await ReadAsync(await Client.PostAsync(address, content));

    /// <summary>What the browser would send, to send it twice or from somebody else.</summary>
    public static (string Address, IReadOnlyList<KeyValuePair<string, string>> Fields) FormOf(Answer page, Dictionary<string, string?> values, string? button = null)
    {
        var pressed = button is null ? null : page.Page.QuerySelector(button) ?? throw new InvalidOperationException($"There is no button {button}.");
        var form = (pressed?.GetAttribute("form") is { } id ? page.Page.GetElementById(id) : pressed?.Closest("form")) as IHtmlFormElement
            ?? page.Page.QuerySelectorAll<IHtmlFormElement>("main form").FirstOrDefault(f => f.Method == "post")
            ?? throw new InvalidOperationException($"There is no form on the page: {page.Status} {page.Text}");
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var element in form.Elements)
        {
            if (element is IHtmlInputElement input && input.Name is { Length: > 0 } && (input.Type is not ("radio" or "checkbox") || input.IsChecked))
            {
                fields.Add(new(input.Name, input.Value));
            }
            else if (element is IHtmlSelectElement { Name: { } selectName } select)
            {
                fields.Add(new(selectName, select.Value ?? ""));
            }
            else if (element is IHtmlTextAreaElement { Name: { } areaName } area)
            {
                fields.Add(new(areaName, area.Value));
            }
        }

        fields.RemoveAll(field => values.ContainsKey(field.Key));
        fields.AddRange(values.Where(v => v.Value is not null).Select(v => new KeyValuePair<string, string>(v.Key, v.Value!)));
        var address = pressed?.GetAttribute("formaction") ?? form.GetAttribute("action") ?? page.Response.RequestMessage!.RequestUri!.PathAndQuery;
        return (address, fields);
    }

    private static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        var page = await BrowsingContext.New(Configuration.Default).OpenAsync(request => request.Content(body).Address("http://localhost"));
        return new Answer(response.StatusCode, response.Headers.Location?.OriginalString, body, page, response);
    }
}
