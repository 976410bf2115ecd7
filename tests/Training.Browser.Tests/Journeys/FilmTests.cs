using Microsoft.Playwright;
using Training.Browser.Tests.Support;

namespace Training.Browser.Tests.Journeys;

/// <summary>A film in a lesson, from the author's library to two devices of a learner.</summary>
public sealed class FilmTests
{
    [BrowserTheory, OnSqlite]
    public Task A_film_goes_on_at_the_second_on_another_device_and_counts_at_its_end(Database database) => Walk.RunAsync(database, "vi", async walk =>
    {
        var lesson = await WriteAsync(walk);
        var desk = await walk.SignedInAsync("hocvien", Screen.Desktop);
        await desk.VisitAsync(lesson);

        // A slow machine notes the beginning too.
        var noted = desk.Page.WaitForResponseAsync(response => response.Url.Contains("handler=Place", StringComparison.Ordinal)
            && response.Request.PostData?.Contains("second=1", StringComparison.Ordinal) == true && response.Status == 204);
        await desk.Page.EvaluateAsync("""
            async () => {
              const film = document.querySelector("#lesson video");
              film.muted = true;
              await film.play();
              await new Promise(done => film.addEventListener("timeupdate", () => { if (film.currentTime >= 1.05) { film.pause(); done(); } }));
            }
            """);
        await noted;

        var phone = await walk.SignedInAsync("hocvien", Screen.Phone);
        await phone.VisitAsync(lesson);
        Assert.Contains("0:01", await phone.Find("[data-continue]").InnerTextAsync(), StringComparison.Ordinal);
        await phone.Page.EvaluateAsync("() => { document.querySelector('#lesson video').muted = true; }");
        await phone.Find("[data-continue]").ClickAsync();
        await phone.Page.WaitForFunctionAsync("() => document.querySelector('#lesson video').currentTime >= 1");
        await phone.Find("[data-seen]:has-text('Bạn đã xem hết')").WaitForAsync();
        await phone.VisitAsync(lesson);
        Assert.True(await phone.Find(".tag.done").IsVisibleAsync());
    });

    [BrowserTheory, OnSqlite]
    public Task A_film_is_taken_along_by_who_asks_for_it_and_plays_without_network(Database database) => Walk.RunAsync(database, "vi", async walk =>
    {
        await WriteAsync(walk);
        var learner = await walk.SignedInAsync("hocvien", Screen.Phone);
        await learner.VisitAsync("/courses/VK-02");
        await learner.PressAsync("main a[href='/phone#/pack/VK-02']");
        var size = learner.Find("#pack-size");
        await Assertions.Expect(size).ToContainTextAsync("KB");
        var without = await size.InnerTextAsync();
        await learner.Find("label:has(#pack-films)").TapAsync();
        await Assertions.Expect(size).Not.ToHaveTextAsync(without);
        await learner.Find("label:has(#pack-films)").TapAsync();
        await Assertions.Expect(size).ToHaveTextAsync(without);
        await learner.Find("#pack-take button").TapAsync();
        await learner.Find("main .list a[href^='#/lesson/']").TapAsync();
        await Assertions.Expect(learner.Find("#lesson")).ToContainTextAsync(learner.Reads("Courses", "Phone.Pack.NotTaken"));

        await learner.Page.GoBackAsync();
        await learner.Find("#pack-films-too").TapAsync();
        await Assertions.Expect(learner.Find("#pack-films-too")).ToHaveCountAsync(0);
        await Assertions.Expect(learner.Find("#pack-whole")).ToBeVisibleAsync();
        await learner.Page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }");
        await learner.Page.WaitForFunctionAsync("async () => !!(await caches.match('/phone'))");

        await learner.CutAsync(true);
        await learner.Page.ReloadAsync();
        await learner.Find("main .list a[href^='#/lesson/']").TapAsync();
        await learner.Find("#lesson math msup").WaitForAsync();
        await learner.Page.EvaluateAsync("""
            async () => {
              const film = document.querySelector("#lesson video");
              film.muted = true;
              film.currentTime = 1;
              await film.play();
              await new Promise(done => film.addEventListener("ended", done));
            }
            """);
        await learner.CutAsync(false);
    });

    /// <summary>A course of one lesson with a film and a formula.</summary>
    /// <returns>Where learners find the lesson.</returns>
    private static async Task<string> WriteAsync(Walk walk)
    {
        var author = await walk.SignedInAsync("giaovu", Screen.Desktop);
        await author.VisitAsync("/media/upload");
        var film = (await author.Page.EvaluateAsync<int[]>(LibraryTests.Record)).Select(octet => (byte)octet).ToArray();
        await author.Field("Input.File").SetInputFilesAsync(new FilePayload { Name = "mang-gang.webm", MimeType = "video/webm", Buffer = film });
        await author.FillAsync("Input.Title", "Phim mang găng");
        await author.Find("#upload button[type=submit]").ClickAsync();
        await author.Page.WaitForURLAsync(url => System.Text.RegularExpressions.Regex.IsMatch(url, "/media/[0-9a-f-]{36}$"));

        await author.VisitAsync("/courses/new");
        await author.FillAsync("Input.TitleVi", "Vô khuẩn trong phòng mổ");
        await author.FillAsync("Input.SummaryVi", "Cho điều dưỡng mới vào phòng mổ.");
        await author.FillAsync("Input.Hours", "2");
        await author.FillAsync("Code", "VK-02");
        await author.Find("button[form=new-form]").ClickAsync();
        await author.Find("form[action*='handler=Item'] input[name=Kind][value=lesson]").CheckAsync();
        await author.Find("form[action*='handler=Item'] input[name=Title]").FillAsync("Mang găng");
        await author.Find("form[action*='handler=Item'] button").ClickAsync();

        // The item comes to where the author writes, and the lesson is shown below without a button.
        await author.Find("#BodyVi").FillAsync("## Mang găng\n\n$x^2$\n\n");
        await author.Find("#Media").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await author.Find("[data-insert]").ClickAsync();
        await author.Find("#preview video").WaitForAsync();
        await author.Find("#preview math msup").WaitForAsync();
        var lesson = new Uri(author.Page.Url).AbsolutePath[..^"/edit".Length];
        await author.Find("button[form=lesson-form]:not([formaction])").ClickAsync();
        await author.Page.WaitForURLAsync("**/courses/VK-02/edit");
        await author.VisitAsync("/courses/VK-02/publish");
        await author.Find("button[form=publish-form]").ClickAsync();
        await author.Page.WaitForURLAsync("**/courses/VK-02");
        return lesson;
    }
}
