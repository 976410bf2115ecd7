using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Organizations.Departments;
using Training.Organizations.Hospitals;
using Training.Organizations.Provinces;

namespace Training.Organizations.Contracts;

/// <summary>Lets other modules declare foreign keys without seeing the entities.</summary>
public static class OrganizationsModel
{
    /// <summary>The column holds the id of a hospital.</summary>
    public static void ReferencesHospital<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, object?>> key)
        where T : class
        => builder.HasOne<Hospital>().WithMany().HasForeignKey(key).OnDelete(DeleteBehavior.Restrict);

    /// <summary>The column holds the id of a department.</summary>
    public static void ReferencesDepartment<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, object?>> key)
        where T : class
        => builder.HasOne<Department>().WithMany().HasForeignKey(key).OnDelete(DeleteBehavior.Restrict);

    /// <summary>The column holds the id of a province.</summary>
    public static void ReferencesProvince<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, object?>> key)
        where T : class
        => builder.HasOne<Province>().WithMany().HasForeignKey(key).OnDelete(DeleteBehavior.Restrict);
}
