using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Courses.Catalogue;
using Training.Courses.Contracts;

namespace Training.Tests.Support;

/// <summary>An item of the newest published version of a course.</summary>
internal sealed record CourseItem(string Kind, Guid Key, Guid ContentId, string TitleVi, string? TitleEn, string Address);

internal static class CourseItems
{
    /// <summary>The items of a course in their order.</summary>
    public static Task<CourseItem[]> ItemsAsync(this Site site, string code = Journey.Course) => site.DataAsync(async (db, services) =>
    {
        var kinds = services.GetServices<IItemKind>().ToDictionary(kind => kind.Key);
        var version = await (from v in db.CourseVersions join c in db.Courses on v.CourseId equals c.Id where c.Code == code && v.PublishedAt != null orderby v.Number descending select v.Id).FirstAsync();
        var items = await (from item in db.Items join section in db.Sections on item.SectionId equals section.Id where item.VersionId == version orderby section.Number, item.Number select item).AsNoTracking().ToListAsync();
        return items.Select(i => new CourseItem(i.Kind, i.Key, i.ContentId, i.TitleVi, i.TitleEn, kinds[i.Kind].LearnAddress(code, i.Key))).ToArray();
    });

    public static async Task<string[]> LessonsAsync(this Site site, string code = Journey.Course) => [.. (await site.ItemsAsync(code)).Where(i => i.Kind == "lesson").Select(i => i.Address)];

    public static async Task<string> QuizAsync(this Site site, string code = Journey.Course) => (await site.ItemsAsync(code)).First(i => i.Kind == "quiz").Address;
}
