namespace Training.Modules;

/// <summary>What looks like the identity of a patient.</summary>
public enum IdentityFinding
{
    /// <summary>A citizen id (12 digits), identity card (9), insurance card (15 characters, or 10 digits) or phone number.</summary>
    LongNumber,

    /// <summary>A name that is said to be a patient's.</summary>
    PatientName,

    /// <summary>A date or year of birth.</summary>
    BirthDate,

    /// <summary>A record number.</summary>
    RecordNumber,
}

/// <summary>
/// Screens what people type and the names of files they bring: no patient identity may enter (Law on personal data protection 91/2025/QH15).
/// It finds what has a form, in Vietnamese with and without marks and in English; it can not find every name, so a form also says what not
/// to write. Its cost grows with the length of the text and with nothing else.
/// </summary>
public static class PatientIdentityScreen
{
    /// <summary>Screens free text.</summary>
    /// <returns>What was found first, or null.</returns>
    public static IdentityFinding? Find(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var plain = ScreenedText.Plain(text);
        var folded = ScreenedText.Fold(plain);
        return IdentityNumbers.IsIn(folded) ? IdentityFinding.LongNumber
            : BirthDates.IsIn(folded) ? IdentityFinding.BirthDate
            : RecordNumbers.IsIn(folded) ? IdentityFinding.RecordNumber
            : PatientNames.IsIn(plain) ? IdentityFinding.PatientName
            : null;
    }

    /// <summary>Screens the name of a file, where a name may stand alone and words run together: <c>NguyenVanAn_CT.pdf</c>.</summary>
    /// <returns>What was found first, or null.</returns>
    public static IdentityFinding? FindInFileName(string? fileName)
    {
        if (string.IsNullOrWhiteSpace(fileName))
        {
            return null;
        }

        var plain = ScreenedText.WordsOfFileName(ScreenedText.Plain(fileName));
        return Find(plain) ?? (PatientNames.IsNameOf(plain) ? IdentityFinding.PatientName : null);
    }
}
