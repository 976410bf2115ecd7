using System.Text;
using System.Text.RegularExpressions;

namespace Training.Logbook.Privacy;

/// <summary>What looks like the identity of a patient in free text.</summary>
internal enum IdentityFinding
{
    /// <summary>Nine digits or more in a row: citizen id, identity card, insurance card, phone.</summary>
    LongNumber,

    /// <summary>A name after "BN", "bệnh nhân", "người bệnh".</summary>
    PatientName,

    /// <summary>A date or year of birth.</summary>
    BirthDate,

    /// <summary>A record number.</summary>
    RecordNumber,
}

/// <summary>
/// Screens free text on the server: no patient identity may enter the logbook. It finds what has a form; it can not find every name, so
/// the form also says what not to write.
/// </summary>
internal static partial class PatientIdentityScreen
{
    /// <returns>What was found first, or null.</returns>
    public static IdentityFinding? Find(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // Compatibility form: full-width digits and letters count as the plain ones.
        var plain = text.Normalize(NormalizationForm.FormKC);
        return LongNumber().IsMatch(plain) ? IdentityFinding.LongNumber
            : BirthDate().IsMatch(plain) ? IdentityFinding.BirthDate
            : RecordNumber().IsMatch(plain) ? IdentityFinding.RecordNumber
            : PatientName().IsMatch(plain) ? IdentityFinding.PatientName
            : null;
    }

    [GeneratedRegex(@"\d(?:[ .\-]?\d){8,}", RegexOptions.NonBacktracking)]
    private static partial Regex LongNumber();

    [GeneratedRegex(@"(?:sinh|dob|birth|\bsn\b|ns\b)[^\d]{0,12}(?:\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|(?:19|20)\d{2})", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex BirthDate();

    [GeneratedRegex(@"(?:mã|số|ma|so)\s*(?:ba|bệnh án|benh an|hs|hồ sơ|ho so|nb|bn|bhyt|cccd|cmnd)\W{0,3}\w*\d{3,}", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex RecordNumber();

    [GeneratedRegex(@"(?:\b(?:BN|NB|Bn|bn)|[Bb]ệnh nhân|[Nn]gười bệnh|[Bb]enh nhan|[Nn]guoi benh|[Pp]atient)\s*(?:[Tt]ên)?\s*:?\s+(?:\p{Lu}\p{Ll}+\s+){1,4}\p{Lu}\p{Ll}+", RegexOptions.NonBacktracking)]
    private static partial Regex PatientName();
}
