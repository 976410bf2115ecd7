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
    /// <summary>The column holds the id of a transfer.</summary>
    public static void ReferencesTransfer<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, object?>> key)
        where T : class
        => builder.HasOne<Transfer>().WithMany().HasForeignKey(key).OnDelete(DeleteBehavior.Restrict);

    /// <summary>The column holds the id of a member of a team.</summary>
    public static void ReferencesParticipant<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, object?>> key)
        where T : class
        => builder.HasOne<Participant>().WithMany().HasForeignKey(key).OnDelete(DeleteBehavior.Restrict);

    /// <summary>Transfers in which the viewer supervises, or did, for as long as they hold the permission; to put into the scope of an entity.</summary>
    public static Expression<Func<Guid, Viewer, bool>> SupervisedTransfer(this TrainingDbContext db, string permission)
        => (transferId, viewer) => viewer.Can(permission) && db.Set<Supervision>().Any(s => s.TransferId == transferId && s.MentorPersonId == viewer.PersonId);

    /// <summary>Transfers of which a hospital in the scope of the permission is the giver; to put into the scope of an entity.</summary>
    public static Expression<Func<Guid, Viewer, bool>> GivenTransfer(this TrainingDbContext db, string permission)
        => (transferId, viewer) => db.Set<Transfer>().Any(t => t.Id == transferId && viewer.Hospitals(permission).Contains(t.GivingHospitalId));
}
