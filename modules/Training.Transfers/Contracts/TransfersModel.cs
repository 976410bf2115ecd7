using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Modules;
using Training.Transfers.Agreements;
using Training.Transfers.Participants;

namespace Training.Transfers.Contracts;

/// <summary>Lets other modules declare foreign keys without seeing the entities.</summary>
public static class TransfersModel
{
    /// <summary>
    /// The columns hold the id of a transfer and of its receiving hospital. Both are the key, so a row can not name a transfer of one
    /// hospital and belong to another.
    /// </summary>
    /// <param name="key">An anonymous object of the two, in this order.</param>
    public static void ReferencesReceivedTransfer<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, object?>> key)
        where T : class
        => builder.HasOne<Transfer>().WithMany().HasForeignKey(key).HasPrincipalKey(t => new { t.Id, t.ReceivingHospitalId }).OnDelete(DeleteBehavior.Restrict);

    /// <summary>The columns hold the id of a member of a team and of the team's transfer; both are the key.</summary>
    /// <param name="key">An anonymous object of the two, in this order.</param>
    public static void ReferencesParticipantOfTransfer<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, object?>> key)
        where T : class
        => builder.HasOne<Participant>().WithMany().HasForeignKey(key).HasPrincipalKey(p => new { p.Id, p.TransferId }).OnDelete(DeleteBehavior.Restrict);

    /// <summary>The column holds the id of a member of a team.</summary>
    public static void ReferencesParticipant<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, object?>> key)
        where T : class
        => builder.HasOne<Participant>().WithMany().HasForeignKey(key).OnDelete(DeleteBehavior.Restrict);

    /// <summary>The row is for whoever the transfer is for; to put into the lock of an entity.</summary>
    public static RowLock<T> WithTransfer<T>(this RowLock<T> row, Expression<Func<T, object?>> key)
        where T : class
        => row.WithFew<Transfer>(key);

    /// <summary>The column holds the id of a transfer.</summary>
    public static void ReferencesTransfer<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, object?>> key)
        where T : class
        => builder.HasOne<Transfer>().WithMany().HasForeignKey(key).OnDelete(DeleteBehavior.Restrict);

    /// <summary>Transfers that the viewer sees; to put into the scope of an entity.</summary>
    public static Expression<Func<Guid, Viewer, bool>> VisibleTransfer(this TrainingDbContext db)
        => (transferId, _) => db.Set<Transfer>().Any(t => t.Id == transferId);

    /// <summary>Transfers in which the viewer supervises, or did, for as long as they hold the permission; to put into the scope of an entity.</summary>
    public static Expression<Func<Guid, Viewer, bool>> SupervisedTransfer(this TrainingDbContext db, string permission)
        => (transferId, viewer) => viewer.Can(permission) && db.Set<Supervision>().Any(s => s.TransferId == transferId && s.MentorPersonId == viewer.PersonId);

    /// <summary>Transfers of which a hospital in the scope of the permission is the giver; to put into the scope of an entity.</summary>
    public static Expression<Func<Guid, Viewer, bool>> GivenTransfer(this TrainingDbContext db, string permission)
        => (transferId, viewer) => db.Set<Transfer>().Any(t => t.Id == transferId && viewer.Hospitals(permission).Contains(t.GivingHospitalId));
}
