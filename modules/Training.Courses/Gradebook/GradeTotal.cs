namespace Training.Courses.Gradebook;

/// <summary>One category of somebody's grade.</summary>
/// <param name="Category">Null where the course has none.</param>
/// <param name="Percent">Null while nothing in it has a grade.</param>
/// <param name="Dropped">Items that do not count, since others are better.</param>
internal sealed record CategoryTotal(GradeCategory? Category, decimal? Percent, IReadOnlyList<Guid> Dropped);

/// <summary>Somebody's grade of a course, in percent, as far as there are grades.</summary>
internal sealed record GradeTotal(decimal? Percent, IReadOnlyList<CategoryTotal> Categories)
{
    /// <summary>
    /// Works the total out. What has no grade yet counts neither way: the total says how somebody stands with what they did, and the page beside it how
    /// much that is.
    /// </summary>
    /// <param name="scheme">What counts how much.</param>
    /// <param name="items">The items that can be graded in the version that the learner follows, in order.</param>
    /// <param name="percents">Grades from 0 to 100 by item.</param>
    public static GradeTotal Of(GradeScheme scheme, IReadOnlyList<Guid> items, IReadOnlyDictionary<Guid, decimal> percents)
    {
        var graded = items.Where(percents.ContainsKey).Select(key => (Item: scheme.Of(key), Percent: percents[key])).ToArray();
        CategoryTotal[] categories = scheme.Categories.Count == 0
            ? [Category(null, graded)]
            : [.. scheme.Categories.Select(category => Category(category, [.. graded.Where(g => g.Item.Category == category.Id)]))];
        return new GradeTotal(Mean(categories.Where(c => c.Percent is not null).Select(c => (c.Category?.Weight ?? 1, c.Percent!.Value))), categories);
    }

    private static CategoryTotal Category(GradeCategory? category, IReadOnlyList<(GradeItem Item, decimal Percent)> graded)
    {
        if (category is not { DropLowest: > 0 })
        {
            return new CategoryTotal(category, Mean(graded.Select(g => (g.Item.Weight, g.Percent))), []);
        }

        // With unequal weights a better grade could make the total worse: a light item would take the place of a heavy one among those that count.
        var counting = graded.Where(g => g.Item.Weight > 0).ToArray();
        var dropped = counting.OrderBy(g => g.Percent).Take(Math.Min(category.DropLowest, counting.Length - 1)).Select(g => g.Item.Key).ToArray();
        return new CategoryTotal(category, Mean(counting.Where(g => !dropped.Contains(g.Item.Key)).Select(g => (1, g.Percent))), dropped);
    }

    private static decimal? Mean(IEnumerable<(int Weight, decimal Percent)> parts)
    {
        var (sum, weights) = parts.Aggregate((Sum: 0m, Weights: 0), (all, part) => (all.Sum + part.Weight * part.Percent, all.Weights + part.Weight));
        return weights == 0 ? null : sum / weights;
    }
}
