using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Questions.Packs;

/// <summary>The screen of a quiz that a phone takes along.</summary>
internal sealed class QuizzesOnPhone(IStringLocalizer<Texts> texts) : IPhoneScreens
{
    public string Folder => "/_content/Training.Questions/phone";

    public IReadOnlyList<string> Styles => ["/_content/Training.Questions/questions.css", "/_content/Training.Questions/quiz.css"];

    public string Unsent => "attempt";

    public IReadOnlyDictionary<string, string> Words => texts.PhoneKeys().ToDictionary(key => key, key => texts[$"Phone.{key}"].Value);

    public bool MayUse(ICurrentUser user) => user.PersonId is not null && user.Can(Permissions.Take);
}
