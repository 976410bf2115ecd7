using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Identity.People;

namespace Training.Identity.Contracts;

/// <summary>Lets other modules declare foreign keys without seeing the entities.</summary>
public static class IdentityModel
{
    /// <summary>The column holds the id of a person.</summary>
    public static void ReferencesPerson<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, object?>> key)
        where T : class
        => builder.HasOne<Person>().WithMany().HasForeignKey(key).OnDelete(DeleteBehavior.Restrict);
}
