namespace Training.Questions.Model;

/// <summary>
/// Orders made from a seed, always the same for the same seed, on every machine and in every version of the framework: an attempt keeps its
/// seed and not the order.
/// </summary>
internal static class Shuffling
{
    /// <summary>The numbers below <paramref name="count"/> in another order.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Of the attempt.</param>
    /// <param name="salt">What is shuffled, so that two things of one question do not have the same order.</param>
    public static IReadOnlyList<int> Order(int count, long seed, int salt = 0)
    {
        var order = Enumerable.Range(0, count).ToArray();
        var state = unchecked((ulong)seed ^ ((ulong)salt * 0xD1B54A32D192ED03UL));
        for (var at = count - 1; at > 0; at--)
        {
            var other = (int)(Next(ref state) % (ulong)(at + 1));
            (order[at], order[other]) = (order[other], order[at]);
        }

        return order;
    }

    /// <summary>The seed of a question inside another thing, such as the third of a vignette.</summary>
    public static long Inner(long seed, int place)
    {
        var state = unchecked((ulong)seed + ((ulong)(place + 1) * 0x9E3779B97F4A7C15UL));
        return unchecked((long)Next(ref state));
    }

    // SplitMix64 (Steele, Lea, Flood 2014).
    private static ulong Next(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15UL;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            return mixed ^ (mixed >> 31);
        }
    }
}
