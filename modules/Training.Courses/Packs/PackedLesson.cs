using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Training.Courses.Contracts;
using Training.Courses.Lessons;

namespace Training.Courses.Packs;

/// <summary>A lesson for a phone: its markup, as the page of the lesson has it.</summary>
internal static class PackedLesson
{
    public static async Task<IResult> GetAsync(string code, Guid key, ICourseItems items, LessonReader lessons, CancellationToken ct)
    {
        if (await items.OpenAsync(code, key, LessonKind.KindKey, ct) is not { PersonId: not null } found || found.OnPhone() is not { LockedBecause.Count: 0 } item)
        {
            return Results.NotFound();
        }

        var lesson = await lessons.ReadAsync(item, ct);
        using var markup = new StringWriter();
        lesson.Body.WriteTo(markup, HtmlEncoder.Default);
        return Results.Json(new { content = item.ContentId, language = lesson.Translated ? null : "vi", markup = markup.ToString() });
    }
}
