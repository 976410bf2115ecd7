using Microsoft.AspNetCore.Html;
using Training.Media.Contracts;

namespace Training.Courses.Lessons;

/// <summary>A lesson in HTML, cut where items of the media library belong.</summary>
/// <param name="Parts">HTML, one more than there are items.</param>
/// <param name="Media">The items, in order.</param>
/// <param name="Unknown">Formulas that could not be read.</param>
internal sealed record LessonBody(IReadOnlyList<string> Parts, IReadOnlyList<Guid> Media, IReadOnlyList<string> Unknown)
{
    /// <summary>Puts the items in; one that is not there any more is left out.</summary>
    public IHtmlContent With(IReadOnlyDictionary<Guid, MediaItem> items, IMediaLibrary library)
    {
        var whole = new HtmlContentBuilder();
        foreach (var (index, part) in Parts.Index())
        {
            whole.AppendHtml(part);
            if (index < Media.Count && items.TryGetValue(Media[index], out var item))
            {
                whole.AppendHtml(library.Markup(item));
            }
        }

        return whole;
    }
}
