using System.Net;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Lessons;
using Training.Tests.Activities;
using Training.Tests.Media;
using Training.Tests.Support;

namespace Training.Tests.Courses;

/// <summary>Films, pictures and formulas in lessons; a film goes on where it was stopped, on whatever device.</summary>
public sealed class LessonMediaTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Lesson_WithFilmAndFormula_GoesOnAtTheSecond(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var course = await Writing.BeginAsync(site);
        var film = await (await Sending.StartAsync(course.Author)).UploadAsync(FilmSamples.Mp4(), "mang-gang.mp4", "Mang găng");
        var lesson = await course.AddAsync("lesson", "Mang găng");

        // Without script the button puts it at the end; what is typed stays.
        var page = await course.Author.GetAsync(lesson + "/edit");
        var put = await course.Author.SubmitAsync(page, new() { ["BodyVi"] = "## Mang găng\n\n$Kt/V = \\frac{a}{b}$ và $\\wrong$", ["Media"] = $"{film}" }, "button[data-insert]");
        var text = put.Value("BodyVi")!;
        Assert.Equal($"![Mang găng](media:{film})", text.Trim().Split('\n')[^1].Trim());
        Assert.NotNull(put.Page.QuerySelector("#preview math mfrac"));
        Assert.NotNull(put.Page.QuerySelector($"#preview video[src='/media/{film}/file']"));
        Assert.Contains("\\wrong", put.Page.QuerySelector("#preview .callout")!.TextContent, StringComparison.Ordinal);
        var stored = await course.Author.SubmitAsync(put, [], "button[form=lesson-form]:not([formaction])");
        Assert.True(stored.IsRedirect, $"{stored.Status} {string.Join(' ', stored.Errors)} {stored.Text}");
        await course.PublishedAsync();
        Assert.Contains("Mang găng", (await course.Author.GetAsync($"/media/{film}")).Text, StringComparison.Ordinal);

        var learner = await site.SignedInAsync("hocvien");
        var read = await learner.GetAsync(lesson);
        Assert.Equal("Mang găng", read.Page.QuerySelector("#lesson p:has(video)")!.TextContent);
        using (var file = await learner.Client.GetAsync($"/media/{film}/file"))
        {
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        }

        Assert.Null(read.Page.QuerySelector("[data-continue]"));
        var (address, fields) = Visitor.FormOf(read, new() { ["player"] = "0", ["second"] = "192" }, "#place input[name=Shown]");
        Assert.Equal(HttpStatusCode.NoContent, (await learner.PostAsync(address, fields)).Status);

        // Another device, another day.
        site.Clock.Shift += TimeSpan.FromDays(1);
        var phone = await site.SignedInAsync("hocvien");
        var again = await phone.GetAsync(lesson);
        Assert.Contains("3:12", again.Page.QuerySelector("[data-continue]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("0", "192"), (again.Page.GetElementById("place")!.GetAttribute("data-player"), again.Page.GetElementById("place")!.GetAttribute("data-second")));
        Assert.Null((await (await site.SignedInAsync("bsnoi")).GetAsync(lesson)).Page.QuerySelector("[data-continue]"));
        Assert.True((await phone.SubmitAsync(again, [], "button[form=read]")).IsRedirect);
        Assert.True(await Writing.IsFinishedAsync(phone, lesson));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Lesson_WithAnothersMedia_IsNotStored(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var course = await Writing.BeginAsync(site);
        var elsewhere = await site.SignedInAsync(await site.AccountAsync(Given.MentorElsewhere, Training.Modules.Roles.TrainingOffice, "bvdk-quang-ninh"));
        var film = await (await Sending.StartAsync(elsewhere)).UploadAsync(FilmSamples.Mp4(), "phim.mp4");
        var lesson = await course.AddAsync("lesson", "Mang găng");
        foreach (var id in new[] { film, Guid.CreateVersion7() })
        {
            var refused = await course.Author.SubmitAsync(await course.Author.GetAsync(lesson + "/edit"), new() { ["BodyVi"] = $"![x](media:{id})" }, "button[form=lesson-form]:not([formaction])");
            Assert.False(refused.IsRedirect);
            Assert.NotEmpty(refused.Errors);
            Assert.Contains($"{id}", refused.Value("BodyVi"), StringComparison.Ordinal);
            Assert.Null(refused.Page.QuerySelector("video"));
        }

        Assert.Equal(0, await site.DataAsync(db => db.Set<LessonMedia>().CountAsync()));
    }

    [Fact]
    public void Place_IsANumberAndBack()
    {
        Assert.Equal(new LessonPlace(2, 3792), LessonPlace.Of(new LessonPlace(2, 3792).ToNumber()));
        Assert.Equal("1:03:12", new LessonPlace(0, 3792).Display);
        Assert.Equal(new LessonPlace(0, 0), LessonPlace.Of(new LessonPlace(-5, -9).ToNumber()));
        Assert.Null(LessonPlace.Of(null));
    }

    [Fact]
    public void Parse_MarksThatAuthorsType_AreNoItems()
    {
        var body = LessonText.Parse($"a \uE000{Guid.Empty:n}\uE000 b ![x](media:{Guid.Empty:d}) ![y](media:khong) ![z](https://evil.example/x.png)");
        Assert.Equal([Guid.Empty], body.Media);
        Assert.Equal(2, body.Parts.Count);
        Assert.DoesNotContain("evil", string.Concat(body.Parts), StringComparison.Ordinal);
    }
}
