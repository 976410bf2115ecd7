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
    private const string Date = @"(?:0?[1-9]|[12]\d|3[01])[/.\-](?:0?[1-9]|1[0-2])[/.\-](?:(?:19|20)\d{2}|\d{2})";

    private const string Gap = @"[\s.:,(\-–]*";

    // Who the name is of, and what may stand before it: "BN nữ, tên là …". No "ông" or "bà": colleagues are called so too, and Bà Rịa is a place.
    private const string Patient = @"(?i:\b(?:bn|nb|bệnh nhân|người bệnh|benh nhan|nguoi benh|patient|cụ|cháu|bé|họ (?:và )?tên|ho (?:va )?ten)\b)"
        + Gap + @"(?i:(?:tên|ten|là|nam|nữ|nu|name|named)\b" + Gap + "){0,2}";

    // Two capitalised words, or a family name in whatever case with a word behind it. Hoàng đản and dương tính are findings, not families.
    private const string Name = @"(?:(?:\p{Lu}\p{Ll}+\s+){1,4}\p{Lu}\p{Ll}+"
        + @"|(?i:(?:nguyễn|nguyen|huỳnh|huynh|trần|phạm|phan|vũ|võ|đặng|bùi|đỗ|ngô|lê)\s+\p{L}{2,}|(?:hoàng|hồ|dương|lý|mai|đinh|trịnh|trương|tran|pham|hoang|dang|bui|le)\s+(?:văn|van|thị|thi)\s+\p{L}+))";

    /// <returns>What was found first, or null.</returns>
    public static IdentityFinding? Find(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // Compatibility form: full-width digits and letters count as the plain ones; characters that nobody sees separate nothing.
        var plain = Invisible().Replace(text.Normalize(NormalizationForm.FormKC), "");
        return LongNumber().IsMatch(OnlyDate().Replace(plain, "/")) ? IdentityFinding.LongNumber
            : BirthDate().IsMatch(OtherSinh().Replace(plain, "")) ? IdentityFinding.BirthDate
            : RecordNumber().IsMatch(plain) ? IdentityFinding.RecordNumber
            : PatientName().IsMatch(plain) ? IdentityFinding.PatientName
            : null;
    }

    [GeneratedRegex(@"\p{Cf}", RegexOptions.NonBacktracking)]
    private static partial Regex Invisible();

    // The day of a case and a number behind it are no phone number.
    [GeneratedRegex(@"\b" + Date + @"\b", RegexOptions.NonBacktracking)]
    private static partial Regex OnlyDate();

    [GeneratedRegex(@"\d(?:[ .()\-–]{0,3}\d){8,}", RegexOptions.NonBacktracking)]
    private static partial Regex LongNumber();

    // Antibiotics, microbiology, recurrence: "sinh" that is no birth.
    [GeneratedRegex(@"\b(?:kháng|khang|vi|tái|tai|phát|phat|ký|ky)\s+sinh\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex OtherSinh();

    [GeneratedRegex(
        @"\b(?:sinh|ns|sn|dob|born|birthday|birth)[\s:.,\-]*(?:(?:năm|nam|ngày|ngay|date|year|in|on)[\s:.,\-]*){0,2}(?:\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{1,2}\s*(?:tháng|thang)\s*\d{1,2}|(?:19|20)\d{2})",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex BirthDate();

    [GeneratedRegex(
        @"\b(?:(?:mã|số|ma|so)\s*(?:số\s*|so\s*)?(?:ba|bệnh án|benh an|hs|hồ sơ|ho so|nb|bn|bệnh nhân|benh nhan|người bệnh|nguoi benh|vào viện|vao vien|nhập viện|nhap vien|y tế|y te|thẻ|bhyt|cccd|cmnd)|sba|shs|pid|mrn)"
        + @"(?:\W{1,3}(?:bhyt\W{1,3})?\p{L}{0,4}\W?)?\d[\d./\-]{2,}",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex RecordNumber();

    [GeneratedRegex(Patient + Name, RegexOptions.NonBacktracking)]
    private static partial Regex PatientName();
}
