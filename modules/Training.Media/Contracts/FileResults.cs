using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Training.Media.Contracts;

/// <summary>
/// Answers with a stored file. Whoever calls it has checked that this person may see the record that refers to the file: a hash is no right.
/// </summary>
public static class FileResults
{
    /// <summary>
    /// The file, for a page handler or an endpoint: as a download that no browser opens as a page, with ranges for sound, kept by the person's own
    /// browser and asked for again each time. Status 404 where it is gone; fails where it was changed on the disk.
    /// </summary>
    /// <param name="hash">Of the reference, never of the request.</param>
    /// <param name="name">What the download is called, without an ending: ASCII letters, digits and hyphens count, everything else is left out.</param>
    public static FileAnswer Serve(string hash, string name = "tep") => new(hash, name);
}

/// <summary>The answer with a stored file.</summary>
public sealed class FileAnswer : IResult, IActionResult
{
    // Whatever somebody gets a browser to make of it has an origin of its own, runs no script and loads nothing.
    private const string Policy = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private readonly string _hash;
    private readonly string _name;

    internal FileAnswer(string hash, string name)
    {
        _hash = hash;
        var plain = new StringBuilder();
        foreach (var c in name.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-').Take(60))
        {
            plain.Append(c);
        }

        _name = plain.Length > 0 ? plain.ToString() : "tep";
    }

    /// <inheritdoc/>
    public Task ExecuteResultAsync(ActionContext context) => ExecuteAsync(context.HttpContext);

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var store = httpContext.RequestServices.GetRequiredService<IFileStore>();
        if (await store.OpenAsync(_hash, httpContext.RequestAborted) is not { } file)
        {
            httpContext.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await using (file)
        {
            var headers = httpContext.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers.CacheControl = "private, no-cache";
            await Results.File(
                file.Content,
                file.Kind.ContentType(),
                _name + file.Kind.Extension(),
                entityTag: new EntityTagHeaderValue($"\"{file.Hash}\""),
                enableRangeProcessing: true).ExecuteAsync(httpContext);
        }
    }
}
