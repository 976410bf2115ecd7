using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;
using Training.Media.Contracts;

namespace Training.Activities.Resources;

/// <summary>A file that came with the form: for whoever has the item open, and for whoever writes it.</summary>
internal static class FileEndpoints
{
    public static async Task<IResult> OpenAsync(string code, Guid itemKey, ICourseItems items, TrainingDbContext db, CancellationToken ct)
        => await items.OpenAsync(code, itemKey, FileItemKind.KindKey, ct) is { LockedBecause.Count: 0 } item ? await ServeAsync(db, item.ContentId, ct) : Results.NotFound();

    public static async Task<IResult> DraftAsync(string code, Guid itemKey, ICourseItems items, TrainingDbContext db, CancellationToken ct)
        => await items.DraftAsync(code, itemKey, FileItemKind.KindKey, ct) is { } item ? await ServeAsync(db, item.ContentId, ct) : Results.NotFound();

    private static async Task<IResult> ServeAsync(TrainingDbContext db, Guid contentId, CancellationToken ct)
        => await db.Set<FileContent>().Where(f => f.Id == contentId).Select(f => f.Hash).SingleOrDefaultAsync(ct) is { } hash ? FileResults.Serve(hash, "tai-lieu") : Results.NotFound();
}
