using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Courses.Packs;

/// <summary>The screens of courses that a phone takes along.</summary>
internal sealed class CoursesOnPhone(IStringLocalizer<Texts> texts) : IPhoneScreens
{
    public string Folder => "/_content/Training.Courses/phone";

    public string Unsent => "result";

    public IReadOnlyDictionary<string, string> Words => texts.PhoneKeys().ToDictionary(key => key, key => texts[$"Phone.{key}"].Value);

    public bool MayUse(ICurrentUser user) => user.PersonId is not null && user.Can(Permissions.Learn);
}
