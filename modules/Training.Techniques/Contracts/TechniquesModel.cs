using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Techniques.Catalogue;
using Training.Techniques.Packages;

namespace Training.Techniques.Contracts;

/// <summary>Lets other modules declare foreign keys without seeing the entities.</summary>
public static class TechniquesModel
{
    /// <summary>The column holds the id of a technique.</summary>
    public static void ReferencesTechnique<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, object?>> key)
        where T : class
        => builder.HasOne<Technique>().WithMany().HasForeignKey(key).OnDelete(DeleteBehavior.Restrict);

    /// <summary>The column holds the id of a package version, as <see cref="PackageInfo.Id"/>.</summary>
    public static void ReferencesPackageVersion<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, object?>> key)
        where T : class
        => builder.HasOne<PackageVersion>().WithMany().HasForeignKey(key).OnDelete(DeleteBehavior.Restrict);
}
