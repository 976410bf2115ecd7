using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Outline;
using Training.Courses.Progress;
using Training.Tests.Activities;
using Training.Tests.Support;

namespace Training.Tests.Scorm;

/// <summary>A course with a lesson and a package, made through its author's pages.</summary>
internal sealed record PackageCourse(Writing Writing, Guid Key)
{
    public const string Lesson = "Bài 1";

    public string Learn => $"/courses/{Writing.Course}/scorm/{Key}";

    public string Write => $"{Learn}/edit";

    public static async Task<PackageCourse> BeginAsync(Site site)
    {
        var writing = await Writing.BeginAsync(site);
        var lesson = await writing.AddAsync("lesson", Lesson);
        Assert.True((await writing.Author.SubmitAsync(await writing.Author.GetAsync(lesson + "/edit"), new() { ["BodyVi"] = "Làm chậm và đủ bước." })).IsRedirect);
        return new PackageCourse(writing, Guid.Parse((await writing.AddAsync("scorm", "Vô khuẩn")).Split('/')[^1]));
    }

    /// <summary>Learners find the package only after the lesson.</summary>
    public async Task LockAsync()
    {
        var settings = await Writing.Author.GetAsync($"/courses/{Writing.Course}/items/{Key}");
        var lesson = settings.Page.QuerySelector("input[name='Input.After']")!.GetAttribute("value");
        Assert.True((await Writing.Author.SubmitAsync(settings, new() { ["Input.After"] = lesson })).IsRedirect);
    }

    /// <summary>What the course knows of this item, of everybody.</summary>
    public Task<ItemProgress[]> ProgressAsync() => Writing.Site.DataAsync(db => db.Set<ItemProgress>().AsNoTracking().Where(p => p.ItemKey == Key && (p.SeenAt != null || p.Score != null)).ToArrayAsync());

    public Task<Guid> ContentAsync() => Writing.Site.DataAsync(db => (from item in db.Items where item.Key == Key join version in db.CourseVersions on item.VersionId equals version.Id orderby version.Number descending select item.ContentId).FirstAsync());
}
