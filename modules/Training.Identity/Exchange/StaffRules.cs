using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Training.Exchange.Contracts;
using Training.Identity.People;
using Training.Modules;

namespace Training.Identity.Exchange;

/// <summary>What holds for the cells of a row, whoever it is about; the same as on the page of a person.</summary>
internal static partial class StaffRules
{
    private static readonly EmailAddressAttribute Email = new();

    public static void Check(ImportRow row, StaffImport owner, DateOnly today)
    {
        if (row[StaffTable.FullName].Length > 0 && VietnameseText.Fold(row[StaffTable.FullName]).Length == 0)
        {
            row.Problem(owner, StaffTable.FullName, "Staff.FullName.Letters");
        }

        var birth = row.Date(StaffTable.DateOfBirth);
        if (birth > today.AddYears(-PersonWriter.YoungestAge) || birth < today.AddYears(-PersonWriter.OldestAge))
        {
            row.Problem(owner, StaffTable.DateOfBirth, "Staff.DateOfBirth.Age", $"{PersonWriter.YoungestAge}", $"{PersonWriter.OldestAge}");
        }

        CheckNationalId(row, owner, birth);
        CheckLicence(row, owner, today);
        if (row[StaffTable.Email] is { Length: > 0 } email && !Email.IsValid(email))
        {
            row.Problem(owner, StaffTable.Email, "Staff.Email.Shape");
        }

        if (row[StaffTable.Phone] is { Length: > 0 } phone && !PhoneShape().IsMatch(phone))
        {
            row.Problem(owner, StaffTable.Phone, "Staff.Phone.Shape");
        }

        if (row.Date(StaffTable.To) < row.Date(StaffTable.From))
        {
            row.Problem(owner, StaffTable.To, "Staff.To.Before");
        }
    }

    private static void CheckNationalId(ImportRow row, StaffImport owner, DateOnly? birth)
    {
        if (row[StaffTable.NationalId] is not ({ Length: > 0 } and not StaffTable.None and var typed))
        {
            return;
        }

        if (NationalIds.Normalize(typed) is not { } number)
        {
            row.Problem(owner, StaffTable.NationalId, "Staff.NationalId.Digits");
        }
        else if (birth is { } born && !NationalIds.FitsBirth(number, born))
        {
            row.Problem(owner, StaffTable.NationalId, "Staff.NationalId.Birth");
        }
    }

    private static void CheckLicence(ImportRow row, StaffImport owner, DateOnly today)
    {
        var (issued, expires) = (row.Date(StaffTable.LicenceIssued), row.Date(StaffTable.LicenceExpires));
        if (row.Has(StaffTable.Licence) && row[StaffTable.Licence].Length == 0 && (issued ?? expires) is not null)
        {
            row.Problem(owner, StaffTable.Licence, "Staff.Licence.Missing");
        }

        if (issued > today)
        {
            row.Problem(owner, StaffTable.LicenceIssued, "Staff.LicenceIssuedOn.Future");
        }

        if (expires <= issued)
        {
            row.Problem(owner, StaffTable.LicenceExpires, "Staff.LicenceExpiresOn.Before");
        }
    }

    [GeneratedRegex(@"^[0-9+ ().-]{8,30}$")]
    private static partial Regex PhoneShape();
}
