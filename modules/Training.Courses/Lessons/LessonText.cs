using System.Collections.Concurrent;
using System.Net;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Helpers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Training.Courses.Lessons;

/// <summary>
/// Turns the Markdown of lessons into HTML and keeps it, since a stored lesson never changes. Raw HTML is shown as text, pictures from elsewhere and
/// links to anything but the web or a mail address are left out, and no style attribute is written (the Content-Security-Policy refuses them).
/// Formulas between dollars become MathML, blocks called <c>hỏi</c> questions to oneself (<see cref="SelfCheck"/>), and <c>![words](media:id)</c> an item of the media library, which is put in when the page is made.
/// </summary>
internal sealed class LessonText
{
    /// <summary>How the address of an item of the library begins.</summary>
    public const string MediaScheme = "media:";

    // Stands where an item belongs; taken out of what authors write.
    private const char Mark = '\uE000';

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseMathematics().Build();

    private readonly ConcurrentDictionary<(Guid LessonId, bool English), LessonBody> _parsed = new();

    public LessonBody Of(Guid lessonId, bool english, string markdown) => _parsed.GetOrAdd((lessonId, english), _ => Parse(markdown));

    /// <summary>Without the items of the library.</summary>
    internal static string Render(string markdown) => string.Concat(Parse(markdown).Parts);

    internal static LessonBody Parse(string markdown)
    {
        var document = Markdown.Parse(string.Concat(markdown.Where(c => c is not (Mark or SelfCheck.Title or SelfCheck.Right or SelfCheck.Wrong))), Pipeline);
        foreach (var link in document.Descendants<LinkInline>().ToArray())
        {
            if (link.IsImage && MediaIdOf(link.Url) is { } id)
            {
                link.ReplaceBy(new HtmlInline($"{Mark}{id:n}{Mark}{Caption(link)}"), copyChildren: false);
            }
            else if (!link.IsImage && IsAllowed(link.Url))
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

        var unknown = WriteFormulas(document);
        var unfinished = SelfCheck.Write(document);
        var pieces = document.ToHtml(Pipeline).Split(Mark);
        return new LessonBody(
            [.. pieces.Where((_, index) => index % 2 == 0)],
            [.. pieces.Where((_, index) => index % 2 == 1).Select(id => Guid.ParseExact(id, "n"))],
            unknown,
            unfinished);
    }

    // A formula that can not be read is shown as it was written, and its author is told.
    private static List<string> WriteFormulas(MarkdownDocument document)
    {
        var unknown = new List<string>();
        string Written(string latex, bool block)
        {
            if (Formula.ToMathMl(latex, block) is { } math)
            {
                return math;
            }

            unknown.Add(latex);
            return $"<code>{WebUtility.HtmlEncode(latex)}</code>";
        }

        foreach (var inline in document.Descendants<MathInline>().ToArray())
        {
            inline.ReplaceBy(new HtmlInline(Written(inline.Content.ToString(), inline.DelimiterCount > 1)));
        }

        foreach (var block in document.Descendants<MathBlock>().ToArray())
        {
            var parent = block.Parent!;
            parent[parent.IndexOf(block)] = new HtmlBlock(null) { Lines = new StringLineGroup(Written(block.Lines.ToString(), true)) };
        }

        return unknown;
    }

    private static string Caption(LinkInline link)
    {
        var words = string.Concat(link.Descendants<LiteralInline>().Select(literal => literal.Content.ToString())).Trim();
        return words.Length == 0 ? "" : $"<small>{WebUtility.HtmlEncode(words)}</small>";
    }

    private static Guid? MediaIdOf(string? url)
        => url?.StartsWith(MediaScheme, StringComparison.OrdinalIgnoreCase) == true && Guid.TryParseExact(url[MediaScheme.Length..], "d", out var id) ? id : null;

    private static bool IsAllowed(string? url)
        => Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeMailto);
}
