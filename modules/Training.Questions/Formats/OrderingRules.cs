using Training.Questions.Model;

namespace Training.Questions.Formats;

/// <summary>The words that Moodle's ordering questions have in files.</summary>
internal static class OrderingRules
{
    private static readonly (string Name, OrderingRule Rule)[] Known =
    [
        ("ALL_OR_NOTHING", OrderingRule.AllOrNothing),
        ("ABSOLUTE_POSITION", OrderingRule.AbsolutePosition),
        ("ABSOLUTE", OrderingRule.AbsolutePosition),
        ("RELATIVE_NEXT_EXCLUDE_LAST", OrderingRule.RelativeNextExcludeLast),
        ("RELATIVE", OrderingRule.RelativeNextExcludeLast),
        ("LONGEST_ORDERED_SUBSET", OrderingRule.LongestOrderedSubset),
    ];

    public static OrderingRule? Find(string word) => Known.Where(known => known.Name.Equals(word, StringComparison.OrdinalIgnoreCase)).Select(known => (OrderingRule?)known.Rule).FirstOrDefault();

    public static string Write(OrderingRule rule) => Known.First(known => known.Rule == rule).Name;

    /// <summary>Moodle shows only some of the items.</summary>
    public static bool IsSubset(string word) => word.ToUpperInvariant() is "RANDOM" or "CONTIGUOUS" or "CONTIG" or "REL";

    /// <summary>A rule that the bank does not have.</summary>
    public static bool IsOther(string word) => word.ToUpperInvariant() is "RELATIVE_NEXT_INCLUDE_LAST" or "RELATIVE_ONE_PREVIOUS_AND_NEXT" or "RELATIVE_ALL_PREVIOUS_AND_NEXT" or "LONGEST_CONTIGUOUS_SUBSET" or "RELATIVE_TO_CORRECT";
}
