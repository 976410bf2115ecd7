using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Exchange.Contracts;
using Training.Exchange.Uploads;
using Training.Modules;

namespace Training.Exchange.Imports;

/// <summary>Who sees which files: one's own; and all of a table for those who may import it for the whole country.</summary>
internal sealed class UploadAccess(TrainingDbContext db, Catalogue catalogue, ICurrentUser user)
{
    public IQueryable<Upload> Visible()
    {
        var me = user.UserId;
        string[] mine = [.. catalogue.Imports.Select(import => import.Name)];
        string[] all = [.. catalogue.Imports.Where(import => user.ScopeOf(import.Permission).Country).Select(import => import.Name)];
        return db.Uploads.AsNoTracking().Where(u => (u.UserId == me && mine.Contains(u.Import)) || all.Contains(u.Import));
    }

    /// <summary>The upload of the import, or null where it is not there or not for this person.</summary>
    public Task<Upload?> FindAsync(ITableImport import, Guid id, CancellationToken ct)
    {
        var name = import.Name;
        return Visible().SingleOrDefaultAsync(u => u.Id == id && u.Import == name, ct);
    }
}
