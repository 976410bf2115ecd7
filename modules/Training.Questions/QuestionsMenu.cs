using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Questions;

internal sealed class QuestionsMenu(IStringLocalizer<Texts> texts) : INavigationProvider
{
    public IEnumerable<NavigationItem> GetItems(NavigationPlace place) => place == NavigationPlace.Main
        ? [new(texts["Menu"], "/questions", 45, Permissions.Author, "question")]
        : [];
}
