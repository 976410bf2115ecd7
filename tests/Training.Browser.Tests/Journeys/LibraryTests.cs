using Microsoft.Playwright;
using Training.Browser.Tests.Support;

namespace Training.Browser.Tests.Journeys;

/// <summary>An author and the media library, on a bad line.</summary>
public sealed class LibraryTests
{
    // A film of a grey square, as the browser itself records it.
    internal const string Record = """
        async () => {
          const canvas = document.createElement("canvas");
          [canvas.width, canvas.height] = [160, 120];
          const pen = canvas.getContext("2d");
          const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: "video/webm" });
          const parts = [];
          recorder.ondataavailable = event => parts.push(event.data);
          const ended = new Promise(done => { recorder.onstop = done; });
          recorder.start();
          for (let n = 0; n < 40; n++) {
            pen.fillStyle = `rgb(${n * 5}, ${n * 5}, ${n * 5})`;
            pen.fillRect(0, 0, 160, 120);
            await new Promise(done => requestAnimationFrame(() => setTimeout(done, 25)));
          }
          recorder.stop();
          await ended;
          return Array.from(new Uint8Array(await new Blob(parts).arrayBuffer()));
        }
        """;

    [BrowserTheory, OnSqlite]
    public Task A_film_whose_sending_broke_off_goes_on_from_the_library_and_plays(Database database) => Walk.RunAsync(database, "vi", async walk =>
    {
        var before = await walk.SignedInAsync("giaovu", Screen.Phone);
        await before.VisitAsync("/media/upload");
        var film = new FilePayload { Name = "can-thiep.webm", MimeType = "video/webm", Buffer = [.. (await before.Page.EvaluateAsync<int[]>(Record)).Select(octet => (byte)octet)] };
        await before.Page.RouteAsync("**/bytes", route => route.Request.Method == "PATCH" ? route.AbortAsync() : route.ContinueAsync());
        await before.Field("Input.File").SetInputFilesAsync(film);
        await before.FillAsync("Input.Title", "Can thiệp mạch vành");
        await before.Find("#upload button[type=submit]").ClickAsync();
        await before.Find("#upload-status:has-text('Mạng đang gián đoạn')").WaitForAsync();

        // At another computer the library knows how far it came, and takes no other file.
        var author = await walk.SignedInAsync("giaovu", Screen.Desktop);
        await author.VisitAsync("/media");
        await author.PressAsync("a[href^='/media/uploads/']");
        await author.Field("Input.File").SetInputFilesAsync(new FilePayload { Name = "can-thiep.webm", MimeType = "video/webm", Buffer = [.. film.Buffer.Reverse()] });
        await author.Find("#upload button[type=submit]").ClickAsync();
        await author.Find("#upload-status:has-text('không phải tệp')").WaitForAsync();
        await author.Field("Input.File").SetInputFilesAsync(film);
        await author.Find("#upload button[type=submit]").ClickAsync();
        await author.Page.WaitForURLAsync(url => System.Text.RegularExpressions.Regex.IsMatch(url, "/media/[0-9a-f-]{36}$"));
        Assert.Equal("Can thiệp mạch vành", await author.Find("h1").InnerTextAsync());

        // It plays from the library, and from the middle.
        await author.Page.WaitForFunctionAsync("() => document.querySelector('video').readyState >= 1");
        await author.Page.EvaluateAsync("() => { document.querySelector('video').currentTime = 0.4; }");
        await author.Page.WaitForFunctionAsync("() => { const film = document.querySelector('video'); return !film.seeking && film.readyState >= 2 && film.error === null; }");
    });
}
