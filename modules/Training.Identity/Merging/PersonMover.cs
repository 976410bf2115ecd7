using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Training.Data;
using Training.Identity.Contracts;
using Training.Identity.People;
using Training.Modules;

namespace Training.Identity.Merging;

/// <summary>
/// Moves every row that names one record of a person to another. It asks the model which columns those are, so that a module that is added
/// later needs nothing here; what becomes of each column is declared with its foreign key (<see cref="WhenMerged"/>).
/// </summary>
internal sealed class PersonMover(TrainingDbContext db)
{
    private static readonly MethodInfo Move = typeof(PersonMover).GetMethod(nameof(MoveColumnAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;

    /// <summary>Every column that names a person, in a stable order.</summary>
    public static IReadOnlyList<IForeignKey> ColumnsOf(IModel model) =>
    [
        .. model.GetEntityTypes()
            .SelectMany(type => type.GetDeclaredForeignKeys())
            .Where(key => key.PrincipalEntityType.ClrType == typeof(Person))
            .OrderBy(KindOf, StringComparer.Ordinal),
    ];

    public static string KindOf(IForeignKey key) => $"{key.DeclaringEntityType.GetTableName()}.{key.Properties[0].GetColumnName()}";

    public static WhenMerged WhenMergedOf(IForeignKey key)
        => key.FindAnnotation(IdentityModel.WhenMergedAnnotation)?.Value is string name ? Enum.Parse<WhenMerged>(name) : WhenMerged.Moves;

    /// <summary>Moves the rows. Call inside a write.</summary>
    /// <exception cref="RuleViolation">Both have a row that one person can have only once.</exception>
    public async Task<IReadOnlyList<MergedColumn>> MoveAsync(Guid from, Guid to, CancellationToken ct)
    {
        var columns = new List<MergedColumn>();
        foreach (var key in ColumnsOf(db.Model))
        {
            var property = key.Properties[0];
            columns.Add(await (Task<MergedColumn>)Move.MakeGenericMethod(key.DeclaringEntityType.ClrType, property.ClrType).Invoke(this, [key, from, to, ct])!);
        }

        return [.. columns.Where(column => column.Moved.Count + column.Stayed.Count > 0)];
    }

    private async Task<MergedColumn> MoveColumnAsync<T, TId>(IForeignKey key, Guid from, Guid to, CancellationToken ct)
        where T : class
    {
        var property = key.Properties[0];
        var name = property.Name;
        Expression<Func<T, TId>> column = row => EF.Property<TId>(row, name);
        var rows = db.Unscoped<T>();
        var mine = await rows.AsNoTracking().Where(Equal(column, from)).ToListAsync(ct);
        string[] keys = [.. mine.Select(row => KeyOf(key.DeclaringEntityType, row))];
        if (mine.Count == 0 || WhenMergedOf(key) == WhenMerged.Stays)
        {
            return new MergedColumn(KindOf(key), [], keys);
        }

        var theirs = await rows.AsNoTracking().Where(Equal(column, to)).ToListAsync(ct);
        var twice = mine.Select(row => theirs.Any(other => SetsOnceWith(key.DeclaringEntityType, property).Any(set => AreEqual(set, row, other)))).ToArray();
        if (!twice.Contains(true))
        {
            await rows.Where(Equal(column, from)).ExecuteUpdateAsync(row => row.SetProperty(column, (TId)(object)to), ct);
            return new MergedColumn(KindOf(key), keys, []);
        }

        if (WhenMergedOf(key) == WhenMerged.Moves)
        {
            throw new RuleViolation("Merge.Twice", KindOf(key));
        }

        foreach (var row in mine.Where((_, at) => !twice[at]))
        {
            await rows.Where(Same(key.DeclaringEntityType, row)).ExecuteUpdateAsync(set => set.SetProperty(column, (TId)(object)to), ct);
        }

        return new MergedColumn(KindOf(key), [.. keys.Where((_, at) => !twice[at])], [.. keys.Where((_, at) => twice[at])]);
    }

    // The other properties of each key and unique index that the column is part of: two rows equal in these can not have the same person.
    private static IEnumerable<IReadOnlyList<IProperty>> SetsOnceWith(IEntityType type, IProperty property)
        => type.GetKeys().Select(key => key.Properties)
            .Concat(type.GetIndexes().Where(index => index.IsUnique).Select(index => index.Properties))
            .Where(set => set.Contains(property))
            .Select(set => (IReadOnlyList<IProperty>)[.. set.Where(other => other != property)]);

    private static bool AreEqual(IReadOnlyList<IProperty> properties, object row, object other)
        => properties.All(property => ValueOf(property, row) is { } value && value.Equals(ValueOf(property, other)));

    private static object? ValueOf(IProperty property, object row) => property.GetGetter().GetClrValue(row);

    private static string KeyOf(IEntityType type, object row) => string.Join('/', type.FindPrimaryKey()!.Properties.Select(property => ValueOf(property, row)));

    private static Expression<Func<T, bool>> Equal<T, TId>(Expression<Func<T, TId>> column, Guid id)
        => Expression.Lambda<Func<T, bool>>(Expression.Equal(column.Body, Expression.Convert(Parameter(id), typeof(TId))), column.Parameters);

    private static Expression<Func<T, bool>> Same<T>(IEntityType type, T row)
        where T : class
    {
        var parameter = Expression.Parameter(typeof(T), "row");
        var equal = type.FindPrimaryKey()!.Properties.Select(property => (Expression)Expression.Equal(
            Expression.Call(typeof(EF), nameof(EF.Property), [property.ClrType], parameter, Expression.Constant(property.Name)),
            Expression.Constant(ValueOf(property, row), property.ClrType)));
        return Expression.Lambda<Func<T, bool>>(equal.Aggregate(Expression.AndAlso), parameter);
    }

    // As a captured variable would be: EF makes a parameter of it, and not a new statement for every person.
    private static MemberExpression Parameter(Guid id) => Expression.Property(Expression.Constant(Tuple.Create(id)), nameof(Tuple<>.Item1));
}
