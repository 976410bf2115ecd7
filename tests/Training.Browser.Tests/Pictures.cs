using Training.Browser.Tests.Support;

namespace Training.Browser.Tests;

/// <summary>
/// The pictures of the README: <c>TRAINING_WRITE_PICTURES=1 dotnet test tests/Training.Browser.Tests --filter Pictures</c> takes them
/// again. Without that they go to TestResults, so that taking them keeps working.
/// </summary>
public sealed class Pictures
{
    private const int MaxBytes = 200 * 1024;

    private static readonly string Folder = Environment.GetEnvironmentVariable("TRAINING_WRITE_PICTURES") == "1"
        ? Path.Combine(Repository.Folder, "src", "docs", "pictures")
        : Path.Combine(Repository.TestResults, "pictures");

    [BrowserTheory, OnSqlite]
    public Task Of_the_demo_can_be_taken_and_are_small(Database database) => Walk.RunAsync(database, "vi", async walk =>
    {
        Directory.CreateDirectory(Folder);
        var trainee = await walk.SignedInAsync("hocvien", Screen.Desktop);
        await TakeAsync(trainee, "home");
        var phone = await walk.SignedInAsync("hocvien", Screen.Phone);
        await phone.VisitAsync("/logbook/new");
        await TakeAsync(phone, "logbook-new");

        var mentor = await walk.SignedInAsync("huongdan", Screen.Phone);
        await mentor.VisitAsync("/sign");
        await mentor.PressAsync(mentor.Find("main .list a").First);
        await TakeAsync(mentor, "sign");

        var department = await walk.SignedInAsync("soyte", Screen.Desktop);
        await department.VisitAsync("/certificates");
        await department.PressAsync(department.Find("main .list a:has(.done)").First);
        var link = await department.Find("main a[href^='/verify/']").GetAttributeAsync("href");
        var anybody = await walk.VisitorAsync(Screen.Phone);
        await anybody.VisitAsync(link!);
        await TakeAsync(anybody, "verify");

        await department.VisitAsync("/reports");
        await TakeAsync(department, "reports");
    });

    private static async Task TakeAsync(Person person, string name)
    {
        var picture = await person.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png") });
        Assert.InRange(picture.Length, 1, MaxBytes);
    }
}
