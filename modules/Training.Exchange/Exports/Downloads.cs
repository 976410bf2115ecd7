using System.Runtime.CompilerServices;
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
    public static async Task<IResult> ExportAsync(string name, string format, Catalogue catalogue, Wording words, ICurrentUser user, ITableDownloads downloads, CancellationToken ct)
    {
        if (catalogue.Export(name) is not { } export)
        {
            return TypedResults.NotFound();
        }

        var scope = user.ScopeOf(export.Permission);
        var table = new TableDownload(name, words.Of(export, export.TitleKey), [.. export.Columns.Select(column => words.Title(export, column))], scope.Hospitals);
        return await downloads.SendAsync(table, format, CellsAsync(export, scope, words, ct), ct);
    }

    /// <summary>An empty table with the titles, one example, and a sheet that explains every column.</summary>
    public static Results<FileContentHttpResult, NotFound> Template(string name, Catalogue catalogue, Template template)
        => catalogue.Import(name) is { } import ? TypedResults.File(template.Write(import), TableDownloads.Xlsx, $"{name}-template.xlsx") : TypedResults.NotFound();

    public static async Task<Results<FileContentHttpResult, NotFound>> UndoAsync(
        string name, Guid id, Catalogue catalogue, UploadAccess access, ContentBox box, IAuditTrail audit, CancellationToken ct)
    {
        if (catalogue.Import(name) is not { } import || await access.FindAsync(import, id, ct) is null || await box.OpenAsync(id, ContentKind.Undo, ct) is not { } content)
        {
            return TypedResults.NotFound();
        }

        await audit.RecordAsync(new AuditEvent("Exchange.UndoFileRead", "Upload", id), ct);
        return TypedResults.File(content, TableDownloads.Xlsx, $"{name}-undo-{id.ToString("N")[^8..]}.xlsx");
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

        return TypedResults.File(stream.ToArray(), TableDownloads.Csv, $"{name}-problems.csv");
    }

    private static async IAsyncEnumerable<IReadOnlyList<string>> CellsAsync(ITableExport export, Scope scope, Wording words, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in export.RowsAsync(scope, ct))
        {
            yield return [.. export.Columns.Select((column, index) => words.Cell(export, column, row[index]))];
        }
    }
}
