using System.Text.Json;
using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Logbook.Phone;

/// <summary>On every page: what is kept on this phone belongs to whoever is signed in, is sent, and is not lost by signing out unasked.</summary>
internal sealed class PhonePageScripts(ICurrentUser user, IStringLocalizer<Texts> texts, IEnumerable<IPhoneScreens> modules) : IPageScripts
{
    public IEnumerable<PageScript> Get() => user.ViewerId is not null
        ? []
        : [new("/_content/Training.Logbook/phone/guard.js", JsonSerializer.Serialize(
            new { account = user.UserId, unsent = texts["App.Unsent"].Value, kinds = modules.Select(module => module.Unsent).Prepend("room").Prepend("case"), screens = PhoneFiles.ScreensOf(modules) },
            JsonSerializerOptions.Web))];
}
