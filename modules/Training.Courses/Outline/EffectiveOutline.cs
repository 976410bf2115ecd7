namespace Training.Courses.Outline;

/// <summary>What one learner is asked for: the version they began, with the required changes of later ones in their places.</summary>
internal static class EffectiveOutline
{
    /// <param name="published">The published versions from the one that was begun on, the oldest first.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static VersionOutline Of(IReadOnlyList<VersionOutline> published)
    {
        if (published.Count == 0)
        {
            throw new ArgumentException("There is no version.", nameof(published));
        }

        var begun = published[0];
        var sections = begun.Sections.Select(section => (section.Id, section.TitleVi, section.TitleEn, Items: section.Items.ToList())).ToList();
        foreach (var version in published.Skip(1))
        {
            foreach (var (at, section) in version.Sections.Index())
            {
                foreach (var (number, item) in section.Items.Index().Where(i => i.Item.IsRequiredChange))
                {
                    var change = item with { FromVersion = version.Number, AskedSince = version.Number };
                    if (Place(sections, item.Key) is var (there, index) && index >= 0)
                    {
                        sections[there].Items[index] = change;
                        continue;
                    }

                    // New: after the item before it, or first in its section where that is there, else last of all.
                    var before = number > 0 ? Place(sections, section.Items[number - 1].Key) : (-1, -1);
                    if (before.Item2 >= 0)
                    {
                        sections[before.Item1].Items.Insert(before.Item2 + 1, change);
                    }
                    else if (at < sections.Count)
                    {
                        sections[at].Items.Insert(0, change);
                    }
                    else
                    {
                        sections.Add((section.Id, section.TitleVi, section.TitleEn, [change]));
                    }
                }
            }
        }

        return begun with { Sections = [.. sections.Select(s => new OutlineSection(s.Id, s.TitleVi, s.TitleEn, s.Items))] };
    }

    private static (int Section, int Index) Place(List<(Guid Id, string TitleVi, string? TitleEn, List<OutlineItem> Items)> sections, Guid key)
    {
        for (var section = 0; section < sections.Count; section++)
        {
            if (sections[section].Items.FindIndex(item => item.Key == key) is var index and >= 0)
            {
                return (section, index);
            }
        }

        return (-1, -1);
    }
}
