using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Training.Tests.Support;

/// <summary>What a person does outside the forms of a page's main part.</summary>
internal static class Browsing
{
    /// <summary>Chooses English with the button in the page's foot.</summary>
    public static async Task<Visitor> InEnglishAsync(this Visitor visitor, string page = "/account/login")
    {
        var answer = await visitor.PostFormAsync(await visitor.GetAsync(page), "form#language", new() { ["culture"] = "en" });
        Assert.True(answer.IsRedirect, $"{answer.Status} {answer.Body}");
        return visitor;
    }

    /// <summary>Sends a form that stands outside the main part.</summary>
    public static Task<Answer> PostFormAsync(this Visitor visitor, Answer page, string selector, Dictionary<string, string> values)
    {
        var form = page.Page.QuerySelector<IHtmlFormElement>(selector) ?? throw new InvalidOperationException($"There is no {selector}.");
        var hidden = form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Where(i => i.Name is not null).Select(i => new KeyValuePair<string, string>(i.Name!, i.Value));
        return visitor.PostAsync(form.GetAttribute("action")!, hidden.Where(h => !values.ContainsKey(h.Key)).Concat(values));
    }

    /// <summary>Local addresses that the page links to.</summary>
    public static IEnumerable<string> Links(this Answer answer) => answer.Page.QuerySelectorAll("a[href]")
        .Select(a => a.GetAttribute("href")!.Split('#')[0])
        .Where(href => href.StartsWith('/') || href.StartsWith('?'))
        .Select(href => href.StartsWith('?') ? answer.Response.RequestMessage!.RequestUri!.AbsolutePath + href : href);

    /// <summary>Every page that can be reached over links from the home page.</summary>
    public static async Task<IReadOnlyDictionary<string, Answer>> CrawlAsync(this Visitor visitor, int most, string from = "/")
    {
        var found = new Dictionary<string, Answer>();
        var waiting = new Queue<string>([from]);
        var seen = new HashSet<string> { from };
        while (found.Count < most && waiting.TryDequeue(out var address))
        {
            var answer = await visitor.GetAsync(address);
            found[address] = answer;
            if (answer.IsRedirect && answer.Location is { } location && location.StartsWith('/') && seen.Add(location))
            {
                waiting.Enqueue(location);
            }

            foreach (var link in answer.Links().Where(seen.Add))
            {
                waiting.Enqueue(link);
            }
        }

        return found;
    }

    /// <summary>A long list, page by page.</summary>
    public static async Task<IReadOnlyList<Answer>> PagesAsync(this Visitor visitor, string? address)
    {
        var pages = new List<Answer>();
        while (address is not null)
        {
            var page = await visitor.GetAsync(address);
            Assert.True(page.IsOk, $"{address}: {page.Status}");
            pages.Add(page);
            address = page.Page.QuerySelector("nav.pager a[href*=after]")?.GetAttribute("href") is { } next
                ? next.StartsWith('?') ? address.Split('?')[0] + next : next
                : null;
        }

        return pages;
    }

    /// <summary>The value of the form's field, wherever its element stands.</summary>
    public static string? Value(this Answer answer, string name) => answer.Page.QuerySelector($"[name='{name}']") switch
    {
        IHtmlTextAreaElement area => area.Value,
        IHtmlSelectElement select => select.Value,
        IHtmlInputElement { Type: "radio" } => answer.Page.QuerySelector<IHtmlInputElement>($"[name='{name}'][checked]")?.Value,
        IHtmlInputElement input => input.Value,
        _ => null,
    };
}
