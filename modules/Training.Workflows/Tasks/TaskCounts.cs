using System.Collections.Concurrent;

namespace Training.Workflows.Tasks;

/// <summary>
/// How many tasks wait for each account, a few seconds old at most: the number stands in the header of every page, and not every page is
/// to ask for it. Whoever does a task, or opens the list, has it counted anew.
/// </summary>
internal sealed class TaskCounts(TimeProvider clock)
{
    private const int MostKept = 10_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<Guid, (int Count, DateTimeOffset Until)> _counts = new();

    public async Task<int> GetAsync(Guid user, Func<Task<int>> count)
    {
        var now = clock.GetUtcNow();
        if (_counts.TryGetValue(user, out var known) && known.Until > now)
        {
            return known.Count;
        }

        if (_counts.Count >= MostKept)
        {
            _counts.Clear();
        }

        var counted = await count();
        _counts[user] = (counted, now + Fresh);
        return counted;
    }

    public void Forget(Guid user) => _counts.TryRemove(user, out _);
}
