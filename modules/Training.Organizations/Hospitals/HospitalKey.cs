using Training.Modules;
using Training.Organizations.Contracts;
using Training.Organizations.Directory;

namespace Training.Organizations.Hospitals;

/// <summary>The short name that stands in addresses, and how a second entry of the same hospital is noticed.</summary>
internal static class HospitalKey
{
    private const int Longest = 50;

    /// <summary>The name without diacritics, with "bv" for hospital; with a number behind it where the key is taken.</summary>
    public static string Make(string name, IReadOnlySet<string> taken)
    {
        var words = VietnameseText.Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => new string([.. word.Where(char.IsAsciiLetterOrDigit)])).Where(word => word.Length > 0);
        var key = string.Join('-', words).Replace("benh-vien-da-khoa", "bvdk", StringComparison.Ordinal).Replace("benh-vien", "bv", StringComparison.Ordinal);
        key = key.Length == 0 ? "bv" : key[..Math.Min(key.Length, Longest)].TrimEnd('-');
        return Enumerable.Range(1, taken.Count + 1).Select(number => number == 1 ? key : $"{key}-{number}").First(made => !taken.Contains(made));
    }

    /// <summary>Hospitals of the province that have, or had, the same name but for diacritics, case and punctuation.</summary>
    public static IReadOnlyList<HospitalInfo> SameName(OrganizationHistory history, string name, Guid provinceId, DateOnly today)
    {
        var folded = VietnameseText.Fold(name);
        return [.. history.On(today).Hospitals.Where(h => h.ProvinceId == provinceId
            && history.FactsOf(h.Id, FactKind.Name).Select(f => f.Value).Append(h.Name).Any(own => VietnameseText.Fold(own) == folded))];
    }
}
