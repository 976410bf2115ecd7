using System.ComponentModel.DataAnnotations;
using Training.Courses.Authoring;
using Training.Courses.Enrolments;
using Training.Modules;

namespace Training.Courses.Gradebook;

/// <summary>What counts how much, as the form has it.</summary>
internal sealed class SettingsInput
{
    public const int MostCategories = 12;

    private const int EmptyRows = 2;

    /// <summary>Of the scheme as it was shown.</summary>
    public int Stamp { get; set; }

    public List<CategoryInput> Categories { get; set; } = [];

    public List<ItemInput> Items { get; set; } = [];

    public static SettingsInput Of(GradedCourse graded) => new()
    {
        Stamp = graded.Stamp,
        Categories =
        [
            .. graded.Scheme.Categories.Select(c => new CategoryInput { Id = c.Id, NameVi = c.NameVi, NameEn = c.NameEn, Weight = c.Weight, DropLowest = c.DropLowest }),
            .. Enumerable.Range(0, Math.Min(EmptyRows, MostCategories - graded.Scheme.Categories.Count)).Select(_ => new CategoryInput { Id = Guid.CreateVersion7(), Weight = 1 }),
        ],
        Items = [.. graded.Columns.Select(column => graded.Scheme.Of(column.Key)).Select(i => new ItemInput { Key = i.Key, Category = i.Category, Weight = i.Weight })],
    };

    /// <exception cref="RuleViolation">Something does not fit together.</exception>
    public GradeScheme ToScheme(GradedCourse graded)
    {
        var named = Categories.Where(c => !string.IsNullOrWhiteSpace(c.NameVi)).Take(MostCategories).ToArray();
        if (named.DistinctBy(c => c.Id).Count() != named.Length)
        {
            throw new RuleViolation("Grading.Gone") { Status = 409 };
        }

        GradeItem[] items = [.. Items.Where(i => graded.Columns.Any(c => c.Key == i.Key)).DistinctBy(i => i.Key).Select(i => new GradeItem(i.Key, named.Any(c => c.Id == i.Category) ? i.Category : null, i.Weight ?? 1))];
        foreach (var (index, category) in Categories.Index())
        {
            ScreenedInput.Check(category.NameVi, $"Input.Categories[{index}].NameVi");
            ScreenedInput.Check(category.NameEn, $"Input.Categories[{index}].NameEn");
            if (category.DropLowest > 0 && items.Where(i => i.Category == category.Id && i.Weight > 0).Select(i => i.Weight).Distinct().Count() > 1)
            {
                throw new RuleViolation("Grading.DropNeedsEqual") { Field = $"Input.Categories[{index}].DropLowest" };
            }
        }

        return new GradeScheme([.. named.Select(c => new GradeCategory(c.Id, AboutInput.Clean(c.NameVi)!, AboutInput.Clean(c.NameEn), c.Weight ?? 1, c.DropLowest ?? 0))], items);
    }

    internal sealed class CategoryInput
    {
        public Guid Id { get; set; }

        [StringLength(100), Display(Name = "Grading.NameVi")]
        public string? NameVi { get; set; }

        [StringLength(100), Display(Name = "Grading.NameEn")]
        public string? NameEn { get; set; }

        [Range(0, 100), Display(Name = "Grading.Weight")]
        public int? Weight { get; set; }

        [Range(0, 20), Display(Name = "Grading.Drop")]
        public int? DropLowest { get; set; }
    }

    internal sealed class ItemInput
    {
        public Guid Key { get; set; }

        [Display(Name = "Grading.ItemCategory")]
        public Guid? Category { get; set; }

        [Range(0, 100), Display(Name = "Grading.Weight")]
        public int? Weight { get; set; }
    }
}
