using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules;

namespace Training.Logbook.Phone;

/// <summary>The frame of the logbook without network. It is the same for everybody and kept by the service worker, so it says nothing about anybody.</summary>
[AllowAnonymous]
[UsesCamera]
[ShowsKeptFiles]
internal sealed class ShellModel(PhoneFiles files, PhoneWords words, IEnumerable<IPhoneScreens> modules) : PageModel
{
    public string Words => words.ToJson();

    public IEnumerable<string> Styles => modules.SelectMany(module => module.Styles);

    public string Screens => JsonSerializer.Serialize(PhoneFiles.ScreensOf(modules));

    public void OnGet()
    {
        Response.Headers[PhoneFiles.VersionHeader] = files.Version;
        Response.Headers.CacheControl = "no-cache";
    }
}
