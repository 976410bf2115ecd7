using Training.Courses.Gradebook;

namespace Training.Tests.Courses.Gradebook;

/// <summary>How grades become one, over random gradebooks.</summary>
public sealed class GradeTotalTests
{
    private const int Gradebooks = 2_000;

    [Fact]
    public void Total_WithoutCategories_IsTheMeanByWeight()
    {
        var (a, b, c) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var scheme = new GradeScheme([], [new GradeItem(a, null, 3), new GradeItem(b, null, 1)]);
        Assert.Equal(75, GradeTotal.Of(scheme, [a, b, c], Of((a, 100), (b, 0))).Percent);
        Assert.Equal(80, GradeTotal.Of(scheme, [a, b, c], Of((a, 100), (b, 0), (c, 100))).Percent);
        Assert.Null(GradeTotal.Of(scheme, [a, b, c], Of()).Percent);

        // Of an item that the learner's version does not have nothing counts.
        Assert.Equal(0, GradeTotal.Of(scheme, [b], Of((a, 100), (b, 0))).Percent);
    }

    [Fact]
    public void Total_OfCategories_LeavesTheLowestOut_AndWhatIsInNone()
    {
        Guid[] items = [.. Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7())];
        var quizzes = new GradeCategory(Guid.CreateVersion7(), "Quizzes", null, 2, 1);
        var work = new GradeCategory(Guid.CreateVersion7(), "Work", null, 1, 0);
        var scheme = new GradeScheme([quizzes, work], [new GradeItem(items[0], quizzes.Id, 1), new GradeItem(items[1], quizzes.Id, 1), new GradeItem(items[2], work.Id, 5), new GradeItem(items[3], null, 9)]);

        var total = GradeTotal.Of(scheme, items, Of((items[0], 20), (items[1], 80), (items[2], 50), (items[3], 0)));
        Assert.Equal(70, total.Percent);
        Assert.Equal([items[0]], total.Categories[0].Dropped);
        Assert.Equal((80m, 50m), (total.Categories[0].Percent!.Value, total.Categories[1].Percent!.Value));

        // The only grade of a category always counts.
        Assert.Equal(20, GradeTotal.Of(scheme, items, Of((items[0], 20))).Percent);
    }

    [Fact]
    public void Total_OfRandomGradebooks_LiesBetweenTheGrades_AndNeverFallsWhenOneRises()
    {
        var random = new Random(31);
        for (var at = 0; at < Gradebooks; at++)
        {
            var (scheme, items, percents) = Random(random);
            var total = GradeTotal.Of(scheme, items, percents).Percent;
            var counting = percents.Where(p => scheme.Of(p.Key) is { Weight: > 0 } item && (scheme.Categories.Count == 0 || scheme.Categories.Any(c => c.Id == item.Category && c.Weight > 0))).Select(p => p.Value).ToArray();
            Assert.Equal(counting.Length == 0, total is null);
            if (total is not { } value)
            {
                continue;
            }

            Assert.InRange(value, counting.Min() - 0.000_001m, counting.Max() + 0.000_001m);

            // In another order the same.
            Guid[] shuffled = [.. items];
            random.Shuffle(shuffled);
            Assert.Equal(value, GradeTotal.Of(scheme with { Items = [.. scheme.Items.Reverse()] }, shuffled, percents).Percent!.Value, 6);

            // A better grade never makes the total worse.
            var better = percents.Keys.ElementAt(random.Next(percents.Count));
            var raised = new Dictionary<Guid, decimal>(percents) { [better] = percents[better] + (100 - percents[better]) * random.Next(0, 101) / 100 };
            Assert.True(GradeTotal.Of(scheme, items, raised).Percent!.Value >= value - 0.000_001m, $"Gradebook {at}: {value} fell.");

            // Nor does leaving another of the lowest out.
            var dropping = scheme with { Categories = [.. scheme.Categories.Select(c => c.DropLowest > 0 ? c with { DropLowest = c.DropLowest + 1 } : c)] };
            Assert.True(GradeTotal.Of(dropping, items, percents).Percent!.Value >= value - 0.000_001m, $"Gradebook {at}: {value} fell.");

            // Weights say how much beside the others, and nothing else.
            var heavier = new GradeScheme([.. scheme.Categories.Select(c => c with { Weight = c.Weight * 3 })], [.. items.Select(scheme.Of).Select(i => i with { Weight = i.Weight * 3 })]);
            Assert.Equal(value, GradeTotal.Of(heavier, items, percents).Percent!.Value, 6);
        }
    }

    [Fact]
    public void Grades_AreReadWithCommaOrPoint_AndNothingElse()
    {
        Assert.Equal([75m, 75m, 0m, 100m, 70m], new[] { "7,5", " 7.5 ", "0", "10", "7" }.Select(typed => GradeText.Read(typed)!.Value));
        Assert.All(["", " ", null, "10,1", "-1", "1e1", "7,5,1", "bảy", "+5"], typed => Assert.Null(GradeText.Read(typed)));
        Assert.Equal(("7.25", "", "6.67"), (GradeText.Plain(72.5m), GradeText.Plain(null), GradeText.Plain(66.666m)));
    }

    [Fact]
    public void Scheme_StoredAndRead_IsTheSame()
    {
        var (scheme, _, _) = Random(new Random(7));
        Assert.Equal(scheme, GradeScheme.Parse(scheme.ToJson()));
        Assert.Equal(GradeScheme.None, GradeScheme.Parse(null));
    }

    private static Dictionary<Guid, decimal> Of(params (Guid Key, decimal Percent)[] grades) => grades.ToDictionary(g => g.Key, g => g.Percent);

    // Where the lowest are left out, items weigh the same, as the form asks for.
    private static (GradeScheme Scheme, Guid[] Items, Dictionary<Guid, decimal> Percents) Random(Random random)
    {
        Guid[] items = [.. Enumerable.Range(0, random.Next(1, 13)).Select(_ => Guid.CreateVersion7())];
        GradeCategory[] categories = [.. Enumerable.Range(0, random.Next(0, 4)).Select(n => new GradeCategory(Guid.CreateVersion7(), $"C{n}", null, random.Next(0, 5), random.Next(0, 3)))];
        var weights = items.Select(key =>
        {
            var category = categories.Length == 0 || random.Next(5) == 0 ? null : categories[random.Next(categories.Length)];
            return new GradeItem(key, category?.Id, category is { DropLowest: > 0 } ? 1 : random.Next(0, 5));
        });
        var percents = items.Where(_ => random.Next(4) > 0).ToDictionary(key => key, _ => random.Next(0, 1001) / 10m);
        return (new GradeScheme(categories, [.. weights]), items, percents);
    }
}
