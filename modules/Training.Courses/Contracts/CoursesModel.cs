using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Catalogue;

namespace Training.Courses.Contracts;

/// <summary>Lets other modules declare foreign keys without seeing the entities.</summary>
public static class CoursesModel
{
    /// <summary>The column holds the id of a course.</summary>
    public static void ReferencesCourse<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, object?>> key)
        where T : class
        => builder.HasOne<Course>().WithMany().HasForeignKey(key).OnDelete(DeleteBehavior.Restrict);
}
