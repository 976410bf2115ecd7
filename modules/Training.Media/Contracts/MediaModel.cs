using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Media.Library;

namespace Training.Media.Contracts;

/// <summary>Lets other modules declare foreign keys without seeing the entities.</summary>
public static class MediaModel
{
    /// <summary>The column holds the id of an item of a library, which is not removed while it does.</summary>
    public static void ReferencesMediaItem<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, object?>> key)
        where T : class
        => builder.HasOne<LibraryItem>().WithMany().HasForeignKey(key).OnDelete(DeleteBehavior.Restrict);
}
