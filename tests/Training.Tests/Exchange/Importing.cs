using System.Text;
using AngleSharp.Dom;
using Training.Exchange.Files;
using Training.Tests.Support;

namespace Training.Tests.Exchange;

/// <summary>Takes a file through the pages of an import, as a person does.</summary>
internal static class Importing
{
    public static byte[] Csv(params string[] lines) => Encoding.UTF8.GetBytes(string.Join("\r\n", lines));

    public static byte[] Xlsx(params string[][] rows)
    {
        using var stream = new MemoryStream();
        using (var writer = new XlsxTableWriter(stream, "T"))
        {
            foreach (var row in rows)
            {
                writer.Write(row);
            }
        }

        return stream.ToArray();
    }

    /// <summary>Chooses the file and presses the button.</summary>
    public static async Task<Answer> UploadAsync(this Visitor visitor, string import, byte[] content, string fileName = "table.csv")
    {
        var (address, fields) = Visitor.FormOf(await visitor.GetAsync($"/admin/import/{import}"), new() { ["Input.File"] = null });
        using var body = new MultipartFormDataContent();
        foreach (var field in fields)
        {
            body.Add(new StringContent(field.Value), field.Key);
        }

        body.Add(new ByteArrayContent(content), "Input.File", fileName);
        return await visitor.PostAsync(address, body);
    }

    /// <summary>Looks until the file is checked.</summary>
    /// <returns>The preview.</returns>
    public static async Task<Answer> CheckedAsync(this Visitor visitor, string address, Action<Answer>? each = null)
    {
        while (true)
        {
            var page = await visitor.GetAsync(address);
            Assert.True(page.IsOk, $"{address}: {page.Status}");
            if (page.Page.QuerySelector("meta[http-equiv=refresh]") is null)
            {
                return page;
            }

            each?.Invoke(page);
        }
    }

    public static async Task<Answer> PreviewAsync(this Visitor visitor, string import, byte[] content, string fileName = "table.csv")
    {
        var sent = await visitor.UploadAsync(import, content, fileName);
        Assert.True(sent.IsRedirect, $"{sent.Status} {sent.Text}");
        return await visitor.CheckedAsync(sent.Location!);
    }

    /// <summary>Presses "store".</summary>
    public static async Task<Answer> CommitAsync(this Visitor visitor, Answer preview)
    {
        var stored = await visitor.SubmitAsync(preview, []);
        Assert.True(stored.IsRedirect, $"{stored.Status} {stored.Text}");
        return await visitor.FollowAsync(stored);
    }

    public static async Task<byte[]> DownloadAsync(this Visitor visitor, string address)
    {
        using var response = await visitor.Client.GetAsync(address);
        Assert.True(response.IsSuccessStatusCode, $"{address}: {response.StatusCode}");
        return await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>"row|column|text" of every problem on the page.</summary>
    public static string[] Problems(this Answer preview)
        => [.. preview.Page.QuerySelectorAll("#problems li").Select(line => string.Join(' ', line.QuerySelector("b")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Split(' ', 4) is [_, var row, .. var rest]
            ? $"{row}|{(rest.Length == 2 ? rest[1].Replace(" (–)", "", StringComparison.Ordinal) : "")}|{line.QuerySelector("small")!.TextContent.Trim()}" : "")];

    public static bool OffersCommit(this Answer preview) => preview.Page.QuerySelector("main form[method=post]") is not null;

    /// <summary>The figures of the preview: new, changed, same and so on, in the order shown.</summary>
    public static IEnumerable<int> Figures(this Answer preview)
        => [.. preview.Page.QuerySelectorAll("main .figure b").Select(b => int.Parse(string.Concat(b.TextContent.Where(char.IsDigit)), System.Globalization.CultureInfo.InvariantCulture))];
}
