using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Training.Data;

/// <summary>To whom a row is tied. Whoever any of it fits may read the row as far as the database is concerned; so may who reaches the country.</summary>
public sealed class RowLock<T>
    where T : class
{
    private readonly IModel _model;
    private readonly IEntityType _type;
    private readonly List<string> _rules = [RowLocks.SeesAll];
    private readonly List<string?> _ids = [];
    private readonly List<Type> _few = [];

    internal RowLock(IModel model) => (_model, _type) = (model, model.FindEntityType(typeof(T))!);

    /// <summary>The condition, in SQL.</summary>
    internal string Condition => string.Join(" OR ", _rules);

    /// <summary>Whose rows are looked up once a statement.</summary>
    internal IReadOnlyList<Type> Few => _few;

    /// <summary>Finds the rows that a viewer sees by their keys, in SQL; null where it takes more than that.</summary>
    internal string? Ids => _ids.Contains(null) ? null : string.Join(" UNION ", _ids);

    /// <summary>For whoever has a grant that reaches the hospital in the column.</summary>
    public RowLock<T> Hospital(Expression<Func<T, object?>> column) => AddOwn($"{Column(_type, column)} = ANY ({RowLocks.Hospitals})");

    /// <summary>For everybody where the column is empty, as with things that belong to no hospital.</summary>
    public RowLock<T> EverybodyWithout(Expression<Func<T, object?>> column) => AddOwn($"{Column(_type, column)} IS NULL");

    /// <summary>For the practitioner in the column.</summary>
    public RowLock<T> Person(Expression<Func<T, object?>> column) => AddOwn($"{Column(_type, column)} = {RowLocks.Person}");

    /// <summary>For the practitioners in a table that points at this row.</summary>
    /// <param name="key">The column of the other table with the id of this row.</param>
    /// <param name="person">The column of the other table with the practitioner.</param>
    public RowLock<T> PersonOf<TOther>(Expression<Func<TOther, object?>> key, Expression<Func<TOther, object?>> person)
        where TOther : class
    {
        var other = _model.FindEntityType(typeof(TOther))!;
        var theirs = $"{Column(other, person)} = {RowLocks.Person}";
        return Add(
            $"EXISTS (SELECT 1 FROM {Table(other)} WHERE {Column(other, key)} = {Table(_type)}.\"Id\" AND {theirs})",
            $"SELECT {Column(other, key)} FROM {Table(other)} WHERE {theirs}");
    }

    /// <summary>For whoever the row that the column points at is for.</summary>
    public RowLock<T> With<TOther>(Expression<Func<T, object?>> column)
        where TOther : class
    {
        var other = _model.FindEntityType(typeof(TOther))!;
        return Add($"EXISTS (SELECT 1 FROM {Table(other)} WHERE {Table(other)}.\"Id\" = {Column(_type, column)})", null);
    }

    /// <summary>
    /// The same, where nobody below the country sees more than some hundreds of the other rows: which, is looked up once a statement. A sub-query would be
    /// planned, with the lock of the other table inside, for every mention of this table and of all that hangs on it.
    /// </summary>
    /// <exception cref="InvalidOperationException">The other entity is itself locked with a third one.</exception>
    public RowLock<T> WithFew<TOther>(Expression<Func<T, object?>> column)
        where TOther : class
    {
        _few.Add(typeof(TOther));
        return Add($"{Column(_type, column)} = ANY ((SELECT {RowLocks.Seen(_model.FindEntityType(typeof(TOther))!.GetTableName()!)}())::uuid[])", null);
    }

    private static string Table(IEntityType type) => $"\"{type.GetTableName()}\"";

    private static string Column(IEntityType type, LambdaExpression column)
    {
        var table = StoreObjectIdentifier.Table(type.GetTableName()!);
        return $"{Table(type)}.\"{type.FindProperty(column.GetMemberAccess().Name)!.GetColumnName(table)}\"";
    }

    private RowLock<T> AddOwn(string rule) => Add(rule, $"SELECT \"Id\" FROM {Table(_type)} WHERE {rule}");

    private RowLock<T> Add(string rule, string? ids)
    {
        _rules.Add(rule);
        _ids.Add(ids);
        return this;
    }
}
