using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Training.Exchange.Contracts;

namespace Training.Courses.Gradebook;

/// <summary>The gradebook as a file, narrowed as the page is.</summary>
internal static class GradesFile
{
    public static async Task<IResult> GetAsync(
        string code, string format, string? hospital, Guid? cohort, GradebookQuery query, GradebookReader reader, ITableDownloads downloads, IStringLocalizer<Texts> texts, CancellationToken ct)
    {
        if (await query.OpenAsync(code.ToUpperInvariant(), hospital, cohort, ct) is not { } view)
        {
            return TypedResults.NotFound();
        }

        var graded = view.Graded;
        var table = new TableDownload(
            $"grades-{graded.Course.Code}",
            texts["Gradebook"],
            [texts["Gradebook.Learner"], texts["Gradebook.Total"], .. graded.Columns.Select(column => column.Display)],
            view.Filter.Hospitals ?? (graded.Course.HospitalId is { } owner ? [owner] : []));
        return await downloads.SendAsync(table, format, RowsAsync(view, reader, ct), ct);
    }

    private static async IAsyncEnumerable<IReadOnlyList<string>> RowsAsync(GradebookView view, GradebookReader reader, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in reader.AllAsync(view.Graded, view.Filter, ct))
        {
            yield return [row.Name, GradeText.Plain(row.Total.Percent), .. view.Graded.Columns.Select(column => GradeText.Plain(row.Grades.GetValueOrDefault(column.Key)?.Percent))];
        }
    }
}
