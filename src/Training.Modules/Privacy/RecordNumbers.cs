using System.Text.RegularExpressions;

namespace Training.Modules;

/// <summary>Numbers under which a hospital keeps a patient's papers. Works on folded text.</summary>
internal static partial class RecordNumbers
{
    public static bool IsIn(string folded) => Number().IsMatch(folded);

    [GeneratedRegex(
        @"\b(?:(?:ma|so|id)\s*(?:so\s*)?(?:ba|benh an|hs|hsba|ho so|nb|bn|benh nhan|nguoi benh|vao vien|nhap vien|luu tru|kham benh|kham|y te|yt|the|bhyt|cccd|cmnd)|sba|hsba|shs|pid|mrn|mabn|mabenhnhan|mayte)"
        + @"(?:\W{1,3}(?:bhyt\W{1,3})?[a-z]{0,4}\W?)?\d(?:[./\-]?\d|[./\- ]\d{2,}){2,}",
        RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
