using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Training.Modules;

namespace Training.Data;

/// <summary>What every module's tables share.</summary>
public static class ModelConventions
{
    /// <summary>Name of the columns that hold <see cref="VietnameseText.SortKey"/>; they sort by byte on every database.</summary>
    public const string SortKey = nameof(SortKey);

    internal static void ApplyConventions(this ModelBuilder model, bool postgreSql)
    {
        foreach (var type in model.Model.GetEntityTypes())
        {
            if (typeof(IVersioned).IsAssignableFrom(type.ClrType))
            {
                type.FindProperty(nameof(IVersioned.Version))!.IsConcurrencyToken = true;
            }

            if (postgreSql && type.FindProperty(SortKey) is { } sortKey)
            {
                sortKey.SetCollation("C");
            }
        }
    }
}

/// <summary>SQLite has no type for times: UTC ticks sort and compare as they should.</summary>
internal sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
    time => time.UtcTicks,
    ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
