using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Media.Contracts;
using Training.Modules;

namespace Training.Media.Library;

/// <summary>The files of an item, for whoever manages its library and for whoever may see something that shows it.</summary>
internal static class ItemEndpoints
{
    /// <param name="id">The item.</param>
    /// <param name="part">Which of its files.</param>
    /// <param name="db">The request's context.</param>
    /// <param name="libraries">Says whose library it is.</param>
    /// <param name="uses">The modules that show items.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IResult> FileAsync(Guid id, string part, TrainingDbContext db, Libraries libraries, IEnumerable<IMediaUse> uses, CancellationToken ct)
    {
        var found = await (from item in db.Unscoped<LibraryItem>()
                           where item.Id == id
                           join file in db.Set<ItemFile>() on item.Id equals file.ItemId
                           where file.Part == part
                           select new { item.HospitalId, item.Title, file.Hash }).SingleOrDefaultAsync(ct);
        return found is not null && (libraries.IsTheirs(found.HospitalId) || await MayOpenAsync(id, uses, ct))
            ? FileResults.Serve(found.Hash, VietnameseText.Fold(found.Title).Replace(' ', '-'))
            : Results.NotFound();
    }

    private static async Task<bool> MayOpenAsync(Guid id, IEnumerable<IMediaUse> uses, CancellationToken ct)
    {
        foreach (var module in uses)
        {
            if (await module.MayOpenAsync(id, ct))
            {
                return true;
            }
        }

        return false;
    }
}
