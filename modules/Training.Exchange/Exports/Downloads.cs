using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Exchange.Contracts;
using Training.Exchange.Files;
using Training.Exchange.Imports;
using Training.Exchange.Uploads;
using Training.Modules;

namespace Training.Exchange.Exports;

/// <summary>Everything of this module that is downloaded. What one may not see is not there: 404.</summary>
internal static class Downloads
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Csv = "text/csv; charset=utf-8";

    /// <summary>
    /// The whole file is written to disk first, row by row, so that a failure is an error and not half a file, and the trail knows the
    /// number of rows before the first byte leaves.
    /// </summary>
    public static async Task<Results<FileStreamHttpResult, NotFound>> ExportAsync(
        string name, string format, Catalogue catalogue, Wording words, ICurrentUser user, IAuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (catalogue.Export(name) is not { } export || format is not ("xlsx" or "csv"))
        {
            return TypedResults.NotFound();
        }

        var scope = user.ScopeOf(export.Permission);
        var file = TemporaryFile();
        try
        {
            var rows = 0;
            using (ITableWriter writer = format == "csv" ? new CsvTableWriter(file) : new XlsxTableWriter(file, words.Of(export, export.TitleKey)))
            {
                writer.Write(export.Columns.Select(column => words.Title(export, column)));
                await foreach (var row in export.RowsAsync(scope, ct))
                {
                    writer.Write(export.Columns.Select((column, index) => words.Cell(export, column, row[index])));
                    rows++;
                }
            }

            await audit.RecordAsync(
                new AuditEvent("Exchange.TableExported", "Table", Guid.Empty)
                {
                    HospitalIds = [.. scope.Hospitals],
                    Facts = new Dictionary<string, string?> { ["export"] = name, ["format"] = format, ["rows"] = $"{rows}" },
                },
                ct);
            file.Position = 0;
            return TypedResults.File(file, format == "csv" ? Csv : Xlsx, $"{name}-{clock.Today():yyyy-MM-dd}.{format}");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>An empty table with the titles, one example, and a sheet that explains every column.</summary>
    public static Results<FileContentHttpResult, NotFound> Template(string name, Catalogue catalogue, Template template)
        => catalogue.Import(name) is { } import ? TypedResults.File(template.Write(import), Xlsx, $"{name}-template.xlsx") : TypedResults.NotFound();

    public static async Task<Results<FileContentHttpResult, NotFound>> UndoAsync(
        string name, Guid id, Catalogue catalogue, UploadAccess access, ContentBox box, IAuditTrail audit, CancellationToken ct)
    {
        if (catalogue.Import(name) is not { } import || await access.FindAsync(import, id, ct) is null || await box.OpenAsync(id, ContentKind.Undo, ct) is not { } content)
        {
            return TypedResults.NotFound();
        }

        await audit.RecordAsync(new AuditEvent("Exchange.UndoFileRead", "Upload", id), ct);
        return TypedResults.File(content, Xlsx, $"{name}-undo-{id.ToString("N")[^8..]}.xlsx");
    }

    public static async Task<Results<FileContentHttpResult, NotFound>> ProblemsAsync(
        string name, Guid id, Catalogue catalogue, UploadAccess access, ContentBox box, Wording words, IStringLocalizer<Texts> texts, CancellationToken ct)
    {
        if (catalogue.Import(name) is not { } import || await access.FindAsync(import, id, ct) is null || await box.OpenPlanAsync(id, ct) is not { } plan)
        {
            return TypedResults.NotFound();
        }

        using var stream = new MemoryStream();
        using (var writer = new CsvTableWriter(stream))
        {
            writer.Write([texts["Row"], texts["Letter"], texts["Column"], texts["Cell"], texts["WhatToDo"]]);
            foreach (var line in plan.Problems.Select(found => ProblemLine.Of(found, plan, import, words)))
            {
                writer.Write([$"{line.Row}", line.Letter, line.Column, line.Cell, line.Text]);
            }
        }

        return TypedResults.File(stream.ToArray(), Csv, $"{name}-problems.csv");
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
