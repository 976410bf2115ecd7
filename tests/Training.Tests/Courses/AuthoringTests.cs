using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Tests.Support;

namespace Training.Tests.Courses;

public sealed class AuthoringTests
{
    private const string Code = "VK-01";
    private const string Title = "Vô khuẩn trong phòng mổ";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Course_WithThreeLessons_IsWrittenPublishedAndFinished(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (author, learner) = (await site.SignedInAsync("giaovu"), await site.SignedInAsync("hocvien"));
        await BeginAsync(author);

        // Nothing of it is seen before it is published, and it can not be published empty.
        Assert.Equal(404, (int)(await learner.GetAsync($"/courses/{Code}")).Status);
        Assert.DoesNotContain(Title, (await learner.GetAsync("/courses")).Text, StringComparison.Ordinal);
        var empty = await author.GetAsync($"/courses/{Code}/publish");
        Assert.Empty(empty.Page.QuerySelectorAll("button[form=publish-form]"));
        Assert.NotEmpty(empty.Page.QuerySelectorAll("main .callout.stop li"));
        Assert.Equal(422, (int)(await author.SubmitAsync(empty, [], "#publish-form")).Status);
        foreach (var title in new[] { "Rửa tay", "Mặc áo choàng", "Trải khăn vô khuẩn" })
        {
            var written = await AddLessonAsync(author, title);
            Assert.Contains($"<h2>{title}</h2>", written.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        }

        Assert.True((await PublishAsync(author)).IsRedirect);

        Assert.Contains(Title, (await learner.GetAsync("/courses")).Text, StringComparison.Ordinal);
        await site.ReadLessonsAsync(learner, Code);
        var me = await site.PersonIdAsync(Given.Trainee);
        var completion = await site.DataAsync(db => (from c in db.CourseCompletions join course in db.Courses on c.CourseId equals course.Id where course.Code == Code && c.PersonId == me select c).SingleAsync());
        Assert.Equal((1, null), (completion.Version, completion.Score));
        Assert.Contains("Đã hoàn thành", (await learner.GetAsync($"/courses/{Code}")).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task NewVersion_AsksThoseWhoBeganBefore_OnlyForWhatIsRequired(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (author, learner, other) = (await site.SignedInAsync("giaovu"), await site.SignedInAsync("hocvien"), await site.SignedInAsync("bsnoi"));
        await BeginAsync(author);
        await AddLessonAsync(author, "Rửa tay");
        await AddLessonAsync(author, "Mặc áo choàng");
        Assert.True((await PublishAsync(author)).IsRedirect);
        await site.ReadLessonsAsync(learner, Code);

        // Two lessons are written anew and one is added; one change is required.
        Assert.True((await author.SubmitAsync(await author.GetAsync($"/courses/{Code}/edit"), [], "form[action*='handler=Begin'] button")).IsRedirect);
        var items = await site.ItemsAsync(Code);
        await WriteAsync(author, items[0].Address, "## Rửa tay sáu bước");
        await WriteAsync(author, items[1].Address, "## Áo choàng giấy");
        await AddLessonAsync(author, "Tháo găng");
        var settings = await author.GetAsync($"/courses/{Code}/items/{items[0].Key}");
        var silent = await author.SubmitAsync(settings, new() { ["Input.IsRequiredChange"] = "true" });
        Assert.Equal(422, (int)silent.Status);
        Assert.NotEmpty(silent.Errors);
        Assert.True((await author.SubmitAsync(settings, new() { ["Input.IsRequiredChange"] = "true", ["Input.ChangeVi"] = "Thêm bước rửa kẽ ngón" })).IsRedirect);
        Assert.Equal(422, (int)(await PublishAsync(author)).Status);
        Assert.True((await PublishAsync(author, "Rửa tay sáu bước theo hướng dẫn mới")).IsRedirect);

        // Who finished the first version is asked for that lesson, told what is new in it, and sees the other as it was.
        var page = await learner.GetAsync($"/courses/{Code}");
        Assert.Contains("Thêm bước rửa kẽ ngón", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Tháo găng", page.Text, StringComparison.Ordinal);
        var lesson = await learner.GetAsync(items[0].Address);
        Assert.Contains("sáu bước", lesson.Text, StringComparison.Ordinal);
        Assert.Contains("Mới trong phiên bản này: Thêm bước rửa kẽ ngón", lesson.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Áo choàng giấy", (await learner.GetAsync(items[1].Address)).Text, StringComparison.Ordinal);
        Assert.True((await learner.SubmitAsync(await learner.GetAsync(items[0].Address), [])).IsRedirect);
        Assert.DoesNotContain("Thêm bước rửa kẽ ngón", (await learner.GetAsync(items[0].Address)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Thêm bước rửa kẽ ngón", (await learner.GetAsync($"/courses/{Code}")).Page.QuerySelector(".next")?.TextContent ?? "", StringComparison.Ordinal);

        // Who begins now has all of the new one.
        Assert.Contains("Tháo găng", (await other.GetAsync($"/courses/{Code}")).Text, StringComparison.Ordinal);
        Assert.Contains("Áo choàng giấy", (await other.GetAsync(items[1].Address)).Text, StringComparison.Ordinal);
        var me = await site.PersonIdAsync(Given.Trainee);
        Assert.Equal(1, await site.DataAsync(db => (from c in db.CourseCompletions join course in db.Courses on c.CourseId equals course.Id where course.Code == Code && c.PersonId == me select c).CountAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task PublishedLesson_IsNeverChanged_ACopyIs(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var author = await site.SignedInAsync("giaovu");
        await BeginAsync(author);
        await AddLessonAsync(author, "Rửa tay");
        await PublishAsync(author);
        var before = Assert.Single(await site.ItemsAsync(Code));
        Assert.Equal(404, (int)(await author.GetAsync(before.Address + "/edit")).Status); // there is no draft

        await author.SubmitAsync(await author.GetAsync($"/courses/{Code}/edit"), [], "form[action*='handler=Begin'] button");
        await WriteAsync(author, before.Address, "## Khác hẳn");
        Assert.DoesNotContain("Khác hẳn", await site.DataAsync(db => db.Lessons.Where(l => l.Id == before.ContentId).Select(l => l.BodyVi).SingleAsync()), StringComparison.Ordinal);
        Assert.DoesNotContain("Khác hẳn", (await (await site.SignedInAsync("hocvien")).GetAsync(before.Address)).Text, StringComparison.Ordinal);

        // What was open in another tab meanwhile does not write over it.
        var tab = await author.GetAsync(before.Address + "/edit");
        await WriteAsync(author, before.Address, "## Lần nữa");
        var late = await author.SubmitAsync(tab, new() { ["BodyVi"] = "## Ghi đè" });
        Assert.Equal(409, (int)late.Status);
        Assert.Equal("## Ghi đè", late.Value("BodyVi"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Draft_OfAHospital_IsOpenToItsAuthorsAlone(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var author = await site.SignedInAsync("giaovu");
        await BeginAsync(author);
        await AddLessonAsync(author, "Rửa tay");
        foreach (var account in new[] { "hocvien", "soyte", "boyte" })
        {
            var visitor = await site.SignedInAsync(account);
            Assert.All(
                await Task.WhenAll(visitor.GetAsync($"/courses/{Code}/edit"), visitor.GetAsync($"/courses/{Code}/publish"), visitor.GetAsync("/courses/new"), visitor.GetAsync("/courses/mine")),
                page => Assert.Contains((int)page.Status, new[] { 403, 404 }));
        }

        // Courses of everybody are written by who writes for the country.
        Assert.Equal(404, (int)(await author.GetAsync($"/courses/{Journey.Course}/edit")).Status);
        Assert.True((await (await site.SignedInAsync("quantri")).GetAsync($"/courses/{Journey.Course}/edit")).IsOk);
    }

    private static async Task BeginAsync(Visitor author)
    {
        var begun = await author.SubmitAsync(await author.GetAsync("/courses/new"), new()
        {
            ["Input.TitleVi"] = Title,
            ["Input.SummaryVi"] = "Cho điều dưỡng mới vào phòng mổ.",
            ["Input.Hours"] = "2",
            ["Code"] = "vk-01",
        });
        Assert.True(begun.IsRedirect, $"{begun.Status} {begun.Text}");
        Assert.Equal($"/courses/{Code}/edit", begun.Location);
    }

    /// <summary>Adds a lesson at the end of the first section and writes it.</summary>
    /// <returns>The page where it is written, with its preview.</returns>
    private static async Task<Answer> AddLessonAsync(Visitor author, string title)
    {
        var added = await author.SubmitAsync(await author.GetAsync($"/courses/{Code}/edit"), new() { ["Kind"] = "lesson", ["Title"] = title }, "form[action*='handler=Item'] button");
        Assert.True(added.IsRedirect, $"{added.Status} {added.Text}");
        Assert.True((await author.SubmitAsync(await author.GetAsync(added.Location!), new() { ["BodyVi"] = $"## {title}\n\nLàm chậm và đủ bước." })).IsRedirect);
        return await author.GetAsync(added.Location!);
    }

    private static async Task WriteAsync(Visitor author, string lesson, string text)
    {
        var written = await author.SubmitAsync(await author.GetAsync(lesson + "/edit"), new() { ["BodyVi"] = text });
        Assert.True(written.IsRedirect, $"{written.Status} {written.Text}");
    }

    private static async Task<Answer> PublishAsync(Visitor author, string? changes = null)
        => await author.SubmitAsync(await author.GetAsync($"/courses/{Code}/publish"), changes is null ? [] : new() { ["ChangesVi"] = changes }, "button[form=publish-form]");
}
