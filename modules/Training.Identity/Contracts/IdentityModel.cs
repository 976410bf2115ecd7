using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Identity.People;

namespace Training.Identity.Contracts;

/// <summary>What becomes of a row when the person it belongs to turns out to be a duplicate (src/docs/decisions/0010).</summary>
public enum WhenMerged
{
    /// <summary>It moves to the record that is kept. Where that one has an equal row already, the merge is refused with a reason.</summary>
    Moves,

    /// <summary>It moves; where the record that is kept has an equal row already, it stays, since it says the same once more.</summary>
    MovesUnlessThere,

    /// <summary>It stays: the id is part of what was signed. It is found through the record that points at the kept one.</summary>
    Stays,
}

/// <summary>Lets other modules declare foreign keys without seeing the entities.</summary>
public static class IdentityModel
{
    internal const string WhenMergedAnnotation = "Training:WhenMerged";

    /// <summary>The column holds the id of a person.</summary>
    /// <param name="builder">The entity that has the column.</param>
    /// <param name="key">The column.</param>
    /// <param name="whenMerged">What becomes of the row when the person is merged into another.</param>
    public static void ReferencesPerson<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, object?>> key, WhenMerged whenMerged = WhenMerged.Moves)
        where T : class
        => builder.HasOne<Person>().WithMany().HasForeignKey(key).OnDelete(DeleteBehavior.Restrict).HasAnnotation(WhenMergedAnnotation, whenMerged.ToString());
}
