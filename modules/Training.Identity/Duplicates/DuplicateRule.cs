namespace Training.Identity.Duplicates;

/// <summary>What of a person is compared.</summary>
/// <param name="Id">Whose.</param>
/// <param name="NameKey">The folded name.</param>
/// <param name="NameWords">Its words in alphabetical order.</param>
/// <param name="DateOfBirth">Null where it is not known.</param>
/// <param name="LicenceKey">The licence number in its compared form.</param>
/// <param name="NationalIdHash">Equal for equal identity numbers.</param>
/// <param name="Hospitals">Where the person works or worked.</param>
internal sealed record PersonTraits(
    Guid Id, string NameKey, string NameWords, DateOnly? DateOfBirth, string? LicenceKey, string? NationalIdHash, IReadOnlySet<Guid> Hospitals)
{
    /// <summary>The digits of the licence; empty where it is not known.</summary>
    public string LicenceDigits { get; } = string.Concat((LicenceKey ?? "").Where(char.IsAsciiDigit));
}

/// <summary>What speaks for or against two records being of one person.</summary>
internal enum DuplicateSign
{
    SameName,
    SameWords,
    SimilarName,
    SameBirth,
    SwappedBirth,
    SameLicence,
    SameNationalId,
    SameHospital,
    OtherBirth,
    OtherLicence,
    OtherNationalId,
}

/// <summary>How sure the finder is.</summary>
internal enum Likelihood
{
    None,
    Possible,
    Likely,
    Sure,
}

/// <summary>
/// Judges two records. Names alone prove nothing in a country where three families in ten are called Nguyen; a different identity number
/// proves that they are two people, unless somebody mistyped it.
/// </summary>
internal static class DuplicateRule
{
    private const int FewestLicenceDigits = 5;

    public static (Likelihood Likelihood, IReadOnlyList<DuplicateSign> Signs) Judge(PersonTraits a, PersonTraits b)
    {
        DuplicateSign?[] found = [NameSign(a, b), BirthSign(a, b), LicenceSign(a, b), IdentitySign(a, b), a.Hospitals.Overlaps(b.Hospitals) ? DuplicateSign.SameHospital : null];
        DuplicateSign[] signs = [.. found.OfType<DuplicateSign>()];
        var likelihood = LikelihoodOf(signs);
        return signs.Contains(DuplicateSign.OtherNationalId)
            ? (likelihood >= Likelihood.Likely ? Likelihood.Possible : Likelihood.None, signs)
            : (likelihood == Likelihood.Sure && signs.Contains(DuplicateSign.OtherLicence) ? Likelihood.Likely : likelihood, signs);
    }

    /// <summary>One middle name more, one letter more or less or another, two letters swapped, or i for y.</summary>
    public static bool AreSimilar(string a, string b)
    {
        var (x, y) = (a.Replace('y', 'i'), b.Replace('y', 'i'));
        var (first, second) = (x.Split(' '), y.Split(' '));
        var (shorter, longer) = first.Length <= second.Length ? (first, second) : (second, first);
        return (longer.Length - shorter.Length == 1 && shorter.Length >= 2 && shorter[0] == longer[0] && shorter[^1] == longer[^1] && shorter.All(longer.Contains))
            || IsOneStepAway(x, y);
    }

    private static Likelihood LikelihoodOf(DuplicateSign[] signs)
    {
        bool Has(DuplicateSign sign) => signs.Contains(sign);
        var sameName = Has(DuplicateSign.SameName);
        var named = sameName || Has(DuplicateSign.SameWords);
        var similar = Has(DuplicateSign.SimilarName);
        var born = Has(DuplicateSign.SameBirth);
        var bornOtherwise = Has(DuplicateSign.OtherBirth);
        var licence = Has(DuplicateSign.SameLicence);
        var hospital = Has(DuplicateSign.SameHospital);
        return true switch
        {
            _ when Has(DuplicateSign.SameNationalId) => Likelihood.Sure,
            _ when sameName && born && (licence || hospital) => Likelihood.Sure,
            _ when named && licence && !bornOtherwise => Likelihood.Sure,
            _ when named && born => Likelihood.Likely,
            _ when similar && licence && !bornOtherwise => Likelihood.Likely,
            _ when named && hospital && !bornOtherwise => Likelihood.Possible,
            _ when named && Has(DuplicateSign.SwappedBirth) => Likelihood.Possible,
            _ when similar && born => Likelihood.Possible,
            _ => Likelihood.None,
        };
    }

    private static DuplicateSign? NameSign(PersonTraits a, PersonTraits b)
        => a.NameKey == b.NameKey ? DuplicateSign.SameName
            : a.NameWords == b.NameWords ? DuplicateSign.SameWords
            : AreSimilar(a.NameKey, b.NameKey) ? DuplicateSign.SimilarName
            : null;

    private static DuplicateSign? BirthSign(PersonTraits a, PersonTraits b) => (a.DateOfBirth, b.DateOfBirth) switch
    {
        (null, _) or (_, null) => null,
        ({ } x, { } y) when x == y => DuplicateSign.SameBirth,
        ({ } x, { } y) when x.Year == y.Year && x.Month == y.Day && x.Day == y.Month => DuplicateSign.SwappedBirth,
        _ => DuplicateSign.OtherBirth,
    };

    // The letters behind the number were written in several ways over the years; its digits stayed.
    private static DuplicateSign? LicenceSign(PersonTraits a, PersonTraits b)
        => a.LicenceKey is null || b.LicenceKey is null ? null
            : a.LicenceKey == b.LicenceKey || (a.LicenceDigits.Length >= FewestLicenceDigits && a.LicenceDigits == b.LicenceDigits) ? DuplicateSign.SameLicence
            : DuplicateSign.OtherLicence;

    private static DuplicateSign? IdentitySign(PersonTraits a, PersonTraits b)
        => a.NationalIdHash is null || b.NationalIdHash is null ? null
            : a.NationalIdHash == b.NationalIdHash ? DuplicateSign.SameNationalId : DuplicateSign.OtherNationalId;

    private static bool IsOneStepAway(string a, string b)
    {
        var (shorter, longer) = a.Length <= b.Length ? (a, b) : (b, a);
        var start = 0;
        while (start < shorter.Length && shorter[start] == longer[start])
        {
            start++;
        }

        var (left, right) = (shorter[start..], longer[start..]);
        return (longer.Length - shorter.Length) switch
        {
            1 => left == right[1..],
            0 => left.Length == 0
                || left[1..] == right[1..]
                || (left.Length > 1 && left[0] == right[1] && left[1] == right[0] && left[2..] == right[2..]),
            _ => false,
        };
    }
}
