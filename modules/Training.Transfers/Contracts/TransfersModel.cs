using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
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
}
