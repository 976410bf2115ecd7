using Microsoft.AspNetCore.Http;

namespace Training.Exchange.Contracts;

/// <summary>A table whose columns are known only when it is asked for, such as the grades of one course.</summary>
/// <param name="Name">Stable, begins the name of the file and stands on the trail: <c>grades-LT-GKT-09</c>.</param>
/// <param name="Title">Name of the sheet, in the language of the page.</param>
/// <param name="Columns">The headers, in the language of the page.</param>
/// <param name="HospitalIds">Whose auditors may read that it was taken away.</param>
public sealed record TableDownload(string Name, string Title, IReadOnlyList<string> Columns, IReadOnlyCollection<Guid> HospitalIds);

/// <summary>Answers with a table as a file: nothing in it is taken for a formula, and the trail says who took how many rows.</summary>
public interface ITableDownloads
{
    /// <summary>
    /// The whole file is written to disk first, row by row, so that a failure is an error and not half a file, and the trail knows the number of
    /// rows before the first byte leaves.
    /// </summary>
    /// <param name="table">What it is.</param>
    /// <param name="format"><c>xlsx</c> or <c>csv</c>; anything else is not there.</param>
    /// <param name="rows">The cells of each row, read as they are asked for.</param>
    /// <param name="ct">Cancels.</param>
    Task<IResult> SendAsync(TableDownload table, string format, IAsyncEnumerable<IReadOnlyList<string>> rows, CancellationToken ct);
}
