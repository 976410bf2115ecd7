using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Workflows.Tasks;

/// <summary>The tasks in the main bar, with how many wait.</summary>
internal sealed class TasksMenu(IStringLocalizer<Texts> texts, Inbox inbox, TaskCounts counts, ICurrentUser user) : INavigationProvider
{
    private const int Most = 100;

    public IEnumerable<NavigationItem> GetItems(NavigationPlace place) => place == NavigationPlace.Main
        ? [new(texts["Tasks"], "/tasks", 15, Permissions.DoTasks, "bell") { Count = ct => counts.GetAsync(user.UserId, () => inbox.CountAsync(Most, ct)) }]
        : [];
}
