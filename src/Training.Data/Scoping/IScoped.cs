using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Training.Modules;

namespace Training.Data;

/// <summary>
/// Implemented by the configuration of an entity that not everybody may see. Becomes the entity's query filter, so that each query keeps
/// to the scope of whoever asks unless it says otherwise (src/docs/decisions/0015-scope-as-query-filter.md).
/// </summary>
public interface IScoped<T> : IEntityTypeConfiguration<T>
    where T : class
{
    /// <summary>Which rows a viewer sees. It is translated to SQL; of the viewer only its members may be used.</summary>
    /// <param name="db">For sub-queries. A set with a filter of its own is filtered there too.</param>
    Expression<Func<T, Viewer, bool>> VisibleTo(TrainingDbContext db);

    /// <summary>
    /// Ties a row to hospitals and people for the second lock, row-level security of PostgreSQL. It is coarser than <see cref="VisibleTo"/>,
    /// knows no permissions, and may never be narrower.
    /// </summary>
    void Lock(RowLock<T> row);
}

/// <summary>An entity that hangs on another one and is seen by exactly those who see that one, as the versions of a case are.</summary>
public interface IPart<T> : IScoped<T>
    where T : class;

/// <summary>Reads past the scope, and puts scopes together.</summary>
public static class Scoping
{
    /// <summary>Name of the query filter.</summary>
    public const string FilterName = "Scope";

    /// <summary>Name of the query filter of a part.</summary>
    public const string PartFilterName = "ScopeOfWhole";

    /// <summary>
    /// All rows, whoever asks: for rules that must know what their caller may not see. EF Core switches the filter off for the whole
    /// query, joined sets included. Each use is listed with its reason in a file that a test compares.
    /// </summary>
    public static IQueryable<T> Unscoped<T>(this TrainingDbContext db)
        where T : class
        => db.Set<T>().IgnoreQueryFilters([FilterName, PartFilterName]).PastTheLock();

    /// <summary>
    /// For a query that joins parts with what they are parts of: who sees that is asked once, there, and not again for each part, which PostgreSQL would plan
    /// many times over. Parts that are not joined with it are everybody's then, so each use is listed as those of <see cref="Unscoped"/> are. The second lock
    /// holds.
    /// </summary>
    public static IQueryable<T> WithItsParts<T>(this IQueryable<T> query)
        where T : class
        => query.IgnoreQueryFilters([PartFilterName]);

    /// <summary>For a query that has no filter, such as one of SQL text: lifts the second lock for it.</summary>
    public static IQueryable<T> PastTheLock<T>(this IQueryable<T> query) => query.TagWith(RowLocks.Lifted);

    /// <summary>Adds a rule about a key that another module knows.</summary>
    /// <param name="rule">The rule so far.</param>
    /// <param name="key">The key in the entity.</param>
    /// <param name="other">The other module's rule about the key.</param>
    public static Expression<Func<T, Viewer, bool>> Or<T, TKey>(
        this Expression<Func<T, Viewer, bool>> rule, Expression<Func<T, TKey>> key, Expression<Func<TKey, Viewer, bool>> other)
    {
        var body = new Replace(other.Parameters[0], new Replace(key.Parameters[0], rule.Parameters[0]).Visit(key.Body)).Visit(other.Body);
        body = new Replace(other.Parameters[1], rule.Parameters[1]).Visit(body);
        return Expression.Lambda<Func<T, Viewer, bool>>(Expression.OrElse(rule.Body, body), rule.Parameters);
    }

    internal static void ApplyScopes(this ModelBuilder model, TrainingDbContext db, IEnumerable<Type> configurations)
    {
        foreach (var (configuration, scoped) in ScopesIn(configurations))
        {
            var rule = (LambdaExpression)scoped.GetMethod(nameof(IScoped<>.VisibleTo))!.Invoke(configuration, [db])!;
            var viewer = Expression.Property(Expression.Constant(db), nameof(TrainingDbContext.Viewer));
            var filter = Expression.Lambda(
                Expression.OrElse(Expression.Property(viewer, nameof(Viewer.IsSystem)), new Replace(rule.Parameters[1], viewer).Visit(rule.Body)),
                rule.Parameters[0]);
            var isPart = typeof(IPart<>).MakeGenericType(scoped.GenericTypeArguments[0]).IsInstanceOfType(configuration);
            model.Entity(scoped.GenericTypeArguments[0]).HasQueryFilter(isPart ? PartFilterName : FilterName, filter);
        }
    }

    /// <summary>The configurations that scope an entity, each with the interface it does that by.</summary>
    internal static IEnumerable<(object Configuration, Type Scoped)> ScopesIn(IEnumerable<Type> configurations) =>
        from type in configurations
        where type is { IsAbstract: false, IsGenericTypeDefinition: false }
        from scoped in type.GetInterfaces()
        where scoped.IsGenericType && scoped.GetGenericTypeDefinition() == typeof(IScoped<>)
        select (Activator.CreateInstance(type)!, scoped);

    private sealed class Replace(Expression from, Expression to) : ExpressionVisitor
    {
        [return: NotNullIfNotNull(nameof(node))]
        public override Expression? Visit(Expression? node) => node == from ? to : base.Visit(node);
    }
}
