using Training.Workflows.Engine;

namespace Training.Workflows.Instances;

/// <summary>One thing that happened, with what the machinery did before the next one; newest first.</summary>
/// <param name="Main">What people care about; null where a page begins with machinery.</param>
/// <param name="Technical">The rest.</param>
internal sealed record JournalBlock((JournalEntry Entry, Guid? Actor)? Main, IReadOnlyList<(JournalEntry Entry, Guid? Actor)> Technical)
{
    public static IEnumerable<JournalBlock> Of(IEnumerable<(JournalEntry Entry, Guid? Actor)> newestFirst)
    {
        var technical = new List<(JournalEntry Entry, Guid? Actor)>();
        foreach (var item in newestFirst)
        {
            if (JournalWords.IsTechnical(item.Entry.Kind))
            {
                technical.Add(item);
                continue;
            }

            // What the machinery did came of the entry before it.
            yield return new JournalBlock(item, [.. technical]);
            technical.Clear();
        }

        if (technical.Count > 0)
        {
            yield return new JournalBlock(null, technical);
        }
    }
}
