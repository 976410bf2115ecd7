using System.Security.Cryptography;
using Training.Modules;

namespace Training.Identity.People;

/// <summary>
/// The personal identity number (số định danh cá nhân): twelve digits, of which the fourth tells the century and the sex and the next two the
/// year of birth (Decree 70/2024/NĐ-CP). It is stored encrypted, with a keyed hash beside it that is unique.
/// </summary>
internal sealed class NationalIds(SecretBox box, LookupHash lookup)
{
    private const string Purpose = "Identity.NationalId";
    private const int Length = 12;

    /// <summary>The twelve digits, without blanks and dots; null where it is none.</summary>
    public static string? Normalize(string? typed)
    {
        var digits = string.Concat((typed ?? "").Where(c => c is not (' ' or '.' or '-' or '\u00A0')));
        return digits.Length == Length && digits.All(char.IsAsciiDigit) ? digits : null;
    }

    /// <summary>False where the number was given to somebody born in another year.</summary>
    public static bool FitsBirth(string number, DateOnly birth)
        => number[3..6] is var part && 1900 + (part[0] - '0') / 2 * 100 + int.Parse(part[1..], System.Globalization.CultureInfo.InvariantCulture) == birth.Year;

    /// <summary>What <see cref="Person.NationalIdHash"/> of the person with this number is.</summary>
    /// <param name="number">In its normal form.</param>
    public string HashOf(string number) => lookup.Of(Purpose, number);

    /// <param name="person">Whose.</param>
    /// <param name="number">In its normal form; null removes it.</param>
    public void Set(Person person, string? number)
    {
        if (number is not null && person.NationalIdHash == HashOf(number))
        {
            return;
        }

        person.NationalIdSealed = number is null ? null : box.Seal(Purpose, number);
        person.NationalIdHash = number is null ? null : HashOf(number);
    }

    /// <summary>********1234; stars only where the keys are gone; null where no number is stored.</summary>
    public string? Masked(string? sealedNumber)
    {
        if (sealedNumber is null)
        {
            return null;
        }

        try
        {
            return new string('*', Length - 4) + box.Open(Purpose, sealedNumber)[^4..];
        }
        catch (CryptographicException)
        {
            return new string('*', Length);
        }
    }
}
