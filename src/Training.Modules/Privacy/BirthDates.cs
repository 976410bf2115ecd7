using System.Text.RegularExpressions;

namespace Training.Modules;

/// <summary>Dates and years of birth. Works on folded text.</summary>
internal static partial class BirthDates
{
    public static bool IsIn(string folded)
    {
        var text = OtherSinh().Replace(folded, "");
        return Born().Matches(text).Any(match => !IsSaline(text, match)) || PatientBornIn().IsMatch(text);
    }

    // NS is also normal saline: "truyen NS 2000 ml".
    private static bool IsSaline(string text, Match match)
        => match.Value is ['n', 's', ..] && (Unit().IsMatch(text[(match.Index + match.Length)..Math.Min(text.Length, match.Index + match.Length + 12)])
            || Given().IsMatch(text[Math.Max(0, match.Index - 24)..match.Index]));

    // Antibiotics, microbiology, recurrence, congenital: "sinh" that is no birth.
    [GeneratedRegex(@"\b(?:khang|vi|tai|phat|ky|bam|so|ve|noi|ngoai|tan|hoc|giao|hoi|duong|thi|song|hy|phuc|gay|hau)\s+sinh\b", RegexOptions.NonBacktracking)]
    private static partial Regex OtherSinh();

    [GeneratedRegex(
        @"\b(?:sinh|n/s|ns|sn|dob|d\.o\.b|born|birthday|birth)[\s:.,;=()\-–]*(?:(?:nam|ngay|thang|date|year|in|on|la|vao)[\s:.,()\-–]*){0,3}(?:\d{1,2}\s*[/.\- ]\s*\d{1,2}\s*[/.\- ]\s*\d{2,4}|\d{1,2}\s*thang\s*\d{1,2}|t?\d{1,2}\s*/\s*(?:19|20)\d{2}|(?:19|20)\d{2})\b",
        RegexOptions.NonBacktracking)]
    private static partial Regex Born();

    // "BN nam 1957": sex and year, as on every paper form.
    [GeneratedRegex(@"\b(?:bn|nb|benh nhan|nguoi benh|patient)[\s:.,()\-–]*(?:nam|nu|male|female)[\s:.,;()\-–]*(?:19[2-9]\d|20[012]\d)\b", RegexOptions.NonBacktracking)]
    private static partial Regex PatientBornIn();

    [GeneratedRegex(@"^\s*(?:ml|l\b|lit|cc\b|giot|don vi|ui\b|mg|g\b|%|x\s*\d)", RegexOptions.NonBacktracking)]
    private static partial Regex Unit();

    [GeneratedRegex(@"\b(?:truyen|bolus|bu|pha|rua|dich|bom|loading)\b[^.;\n]{0,10}$", RegexOptions.NonBacktracking)]
    private static partial Regex Given();
}
