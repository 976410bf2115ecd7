using System.Collections.Concurrent;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;

namespace Training.Courses.Lessons;

/// <summary>
/// Turns the Markdown of lessons into HTML and keeps it, since a stored lesson never changes. Raw HTML is shown as text, pictures and
/// links to anything but the web or a mail address are left out, and no style attribute is written (the Content-Security-Policy refuses them).
/// </summary>
internal sealed class LessonText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    private readonly ConcurrentDictionary<(Guid LessonId, bool English), HtmlString> _rendered = new();

    public HtmlString Of(Guid lessonId, bool english, string markdown) => _rendered.GetOrAdd((lessonId, english), _ => new HtmlString(Render(markdown)));

    internal static string Render(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>().ToArray())
        {
            if (!link.IsImage && IsAllowed(link.Url))
            {
                link.GetAttributes().AddProperty("rel", "noopener");
            }
            else
            {
                link.ReplaceBy(new ContainerInline());
            }
        }

        foreach (var link in document.Descendants<AutolinkInline>().ToArray())
        {
            if (link.IsEmail || IsAllowed(link.Url))
            {
                link.GetAttributes().AddProperty("rel", "noopener");
            }
            else
            {
                link.ReplaceBy(new LiteralInline(link.Url));
            }
        }

        foreach (var table in document.Descendants<Table>())
        {
            // A wide table scrolls on a phone, so the keyboard must reach it.
            table.GetAttributes().AddProperty("tabindex", "0");
            table.ColumnDefinitions.ForEach(column => column.Alignment = null);
        }

        return document.ToHtml(Pipeline);
    }

    private static bool IsAllowed(string? url)
        => Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeMailto);
}
