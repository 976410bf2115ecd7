using Microsoft.AspNetCore.Http;
using Training.Exchange.Contracts;
using Training.Exchange.Files;
using Training.Modules;

namespace Training.Exchange.Exports;

/// <summary>Writes tables to a file of their own, notes it on the trail, and sends it.</summary>
internal sealed class TableDownloads(IAuditTrail audit, TimeProvider clock) : ITableDownloads
{
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Csv = "text/csv; charset=utf-8";

    public async Task<IResult> SendAsync(TableDownload table, string format, IAsyncEnumerable<IReadOnlyList<string>> rows, CancellationToken ct)
    {
        if (format is not ("xlsx" or "csv"))
        {
            return TypedResults.NotFound();
        }

        var file = TemporaryFile();
        try
        {
            var count = 0;
            using (ITableWriter writer = format == "csv" ? new CsvTableWriter(file) : new XlsxTableWriter(file, table.Title))
            {
                writer.Write(table.Columns);
                await foreach (var row in rows.WithCancellation(ct))
                {
                    writer.Write(row);
                    count++;
                }
            }

            await audit.RecordAsync(
                new AuditEvent("Exchange.TableExported", "Table", Guid.Empty)
                {
                    HospitalIds = [.. table.HospitalIds],
                    Facts = new Dictionary<string, string?> { ["export"] = table.Name, ["format"] = format, ["rows"] = $"{count}" },
                },
                ct);
            file.Position = 0;
            return TypedResults.File(file, format == "csv" ? Csv : Xlsx, $"{table.Name}-{clock.Today():yyyy-MM-dd}.{format}");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static FileStream TemporaryFile()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(Path.GetTempPath(), $"export-{Guid.CreateVersion7():N}"), options);
    }
}
