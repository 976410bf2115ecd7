using System.Text.Json;

namespace Training.Courses.Recipes;

/// <summary>What stands in a <c>course.json</c>.</summary>
internal sealed record CourseFile(
    string Code, string TitleVi, string TitleEn, string SummaryVi, string SummaryEn, int Hours, int PassMark, IReadOnlyList<LessonFile> Lessons, JsonElement Quiz, int? CreditPeriods = null, IReadOnlyList<ItemFile>? Items = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <exception cref="JsonException">It is not valid JSON, or something is missing.</exception>
    public static CourseFile Parse(string json) => JsonSerializer.Deserialize<CourseFile>(json, Options) ?? throw new JsonException("the file is empty");

    /// <summary>Everything that keeps it from being published, except missing files.</summary>
    public IEnumerable<string> Problems()
    {
        if (PassMark is < 0 or > 10)
        {
            yield return $"passMark {PassMark} is not between 0 and 10";
        }

        if (Hours < 0)
        {
            yield return $"hours {Hours} is less than 0";
        }

        if (CreditPeriods is <= 0)
        {
            yield return $"creditPeriods {CreditPeriods} is not more than 0; leave it out where the course carries no credit";
        }

        if (Lessons.Count == 0)
        {
            yield return "there is no lesson";
        }

        if (Texts().Any(string.IsNullOrWhiteSpace))
        {
            yield return "a title or summary is empty in one of the languages";
        }
    }

    private IEnumerable<string> Texts() =>
    [
        TitleVi, TitleEn, SummaryVi, SummaryEn,
        .. Lessons.SelectMany(l => new[] { l.TitleVi, l.TitleEn }),
        .. (Items ?? []).SelectMany(i => new[] { i.TitleVi, i.TitleEn }),
    ];
}

/// <summary>An item of another kind, after lessons and quiz; the course is finished without it.</summary>
internal sealed record ItemFile(string Kind, string TitleVi, string TitleEn, JsonElement Content);

internal sealed record LessonFile(string File, string TitleVi, string TitleEn, int Minutes)
{
    /// <summary>The translation of <c>x.md</c> is <c>x.en.md</c>, where there is one.</summary>
    public string EnglishFile => Path.ChangeExtension(File, ".en.md");
}
