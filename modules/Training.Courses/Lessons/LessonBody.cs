using System.Net;
using Microsoft.AspNetCore.Html;
using Training.Media.Contracts;

namespace Training.Courses.Lessons;

/// <summary>A lesson in HTML, cut where items of the media library belong.</summary>
/// <param name="Parts">HTML, one more than there are items.</param>
/// <param name="Media">The items, in order.</param>
/// <param name="Unknown">Formulas that could not be read.</param>
/// <param name="Unfinished">Questions between the lines that have too few answers.</param>
internal sealed record LessonBody(IReadOnlyList<string> Parts, IReadOnlyList<Guid> Media, IReadOnlyList<string> Unknown, IReadOnlyList<string> Unfinished)
{
    /// <summary>Puts the items in, of which one that is not there any more is left out, and the words.</summary>
    public IHtmlContent With(IReadOnlyDictionary<Guid, MediaItem> items, IMediaLibrary library, SelfCheckWords words)
    {
        var whole = new HtmlContentBuilder();
        foreach (var (index, part) in Parts.Index())
        {
            whole.AppendHtml(part.Contains(SelfCheck.Title, StringComparison.Ordinal) ? In(part, words) : part);
            if (index < Media.Count && items.TryGetValue(Media[index], out var item))
            {
                whole.AppendHtml(library.Markup(item));
            }
        }

        return whole;
    }

    private static string In(string part, SelfCheckWords words) => part
        .Replace(SelfCheck.Title.ToString(), WebUtility.HtmlEncode(words.Title), StringComparison.Ordinal)
        .Replace(SelfCheck.Right.ToString(), WebUtility.HtmlEncode(words.Right), StringComparison.Ordinal)
        .Replace(SelfCheck.Wrong.ToString(), WebUtility.HtmlEncode(words.Wrong), StringComparison.Ordinal);
}
