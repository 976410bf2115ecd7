using System.Globalization;

namespace Training.Certification.Issuing;

/// <summary>
/// How a certificate is numbered: number / year / code of the training unit, then a check character, for example
/// <c>0001/2026/DEMO-B005-K</c>. The check character is that of ISO 7064 MOD 37-2 over the letters and digits: it shows every single wrong
/// character and every swap of two neighbours.
/// </summary>
internal static class CertificateNumber
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*";
    private const int Modulus = 37;
    private const int Radix = 2;

    public static string Make(int number, int year, string unitCode)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"{number:0000}/{year:0000}/{unitCode.ToUpperInvariant()}");
        return $"{body}-{CheckCharacter(body)}";
    }

    /// <returns>True where the last character fits the rest.</returns>
    public static bool IsConsistent(string number)
        => number.LastIndexOf('-') is > 0 and var dash && dash == number.Length - 2 && CheckCharacter(number[..dash]) == number[^1];

    internal static char CheckCharacter(string body)
    {
        var sum = 0;
        foreach (var c in body)
        {
            var value = Alphabet.IndexOf(c, StringComparison.Ordinal);
            if (value is >= 0 and < Modulus - 1)
            {
                sum = (sum + value) * Radix % Modulus;
            }
        }

        return Alphabet[(Modulus + 1 - sum) % Modulus];
    }
}
