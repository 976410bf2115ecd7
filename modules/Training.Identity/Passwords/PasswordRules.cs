using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Training.Identity.Passwords;

/// <summary>Why a password is refused; each has a text <c>Password.&lt;name&gt;</c>.</summary>
internal enum PasswordProblem
{
    TooShort,
    TooLong,
    Common,
    Repeated,
    Keyboard,
    Context,
}

/// <summary>
/// NIST SP 800-63B-4, 3.1.1.2: length decides, in characters of any language; nothing about kinds of characters and no expiry. What is
/// refused besides is what an attacker tries first: common passwords, runs and repetitions, and words that can be known of the person or
/// the site, as long as little else is left.
/// </summary>
internal sealed partial class PasswordRules(Blocklist blocklist)
{
    /// <summary>Where the password alone signs somebody in.</summary>
    public const int ShortestAlone = 15;

    /// <summary>Where a second factor is asked for as well; the standard allows 8.</summary>
    public const int ShortestWithSecondFactor = 12;

    public const int Longest = 256;

    // What has to be left when everything that can be known is taken out.
    private const int LeastLeft = 5;
    private const int LeastLeftWithDigits = 12;
    private const int LeastKinds = 5;
    private const int ShortestRun = 4;

    private static readonly string[] KeyboardRows = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "!@#$%^&*()_+"];

    private static readonly string[] SiteWords =
        ["training", "daotao", "chuyengiao", "kythuat", "benhvien", "hospital", "boyte", "soyte", "bacsi", "dieuduong", "demo", "admin", "quantri", "yte", "health"];

    private static readonly string[] PasswordWords = ["matkhau", "password"];

    /// <summary>What is wrong with the password, or null.</summary>
    /// <param name="password">As typed.</param>
    /// <param name="hasSecondFactor">Whether signing in asks for more than the password.</param>
    /// <param name="context">What can be known of the person: address, name, hospital.</param>
    public PasswordProblem? Check(string password, bool hasSecondFactor, IEnumerable<string> context)
    {
        var length = UnicodePasswordHasher.Normal(password).EnumerateRunes().Count();
        if (length < (hasSecondFactor ? ShortestWithSecondFactor : ShortestAlone))
        {
            return PasswordProblem.TooShort;
        }

        if (length > Longest)
        {
            return PasswordProblem.TooLong;
        }

        var plain = Plain(password);
        if (plain.EnumerateRunes().Distinct().Count() < LeastKinds || Repetition().IsMatch(plain))
        {
            return PasswordProblem.Repeated;
        }

        // Also as it reads with digits for letters: m4tkh4u, p@ssw0rd.
        return Judge(plain, context) ?? (Letters(Significant(plain)).Length >= LeastLeft ? Judge(Unmask(plain), context) : null);
    }

    private PasswordProblem? Judge(string plain, IEnumerable<string> context)
    {
        var text = Significant(plain);
        string[] known = [.. WordsOf(context), .. SiteWords];
        var rest = Without(text, known);
        if (rest.Length < text.Length && IsTooLittle(rest))
        {
            return PasswordProblem.Context;
        }

        if (blocklist.IsMadeOf(text) || blocklist.IsMadeOf(Letters(text)))
        {
            return PasswordProblem.Common;
        }

        rest = WithoutRuns(text.Length < LeastLeft ? plain : text);
        if (rest.Length < LeastLeft)
        {
            return PasswordProblem.Keyboard;
        }

        rest = Without(rest, [.. known, .. PasswordWords]);
        return IsTooLittle(rest) ? PasswordProblem.Context
            : blocklist.IsMadeOf(Letters(rest)) ? PasswordProblem.Common
            : null;
    }

    // The longest first: "benhvien" before "vien".
    private static string Without(string text, IEnumerable<string> words)
        => Year().Replace(words.OrderByDescending(word => word.Length).Aggregate(text, (left, word) => left.Replace(word, "", StringComparison.Ordinal)), "");

    private static bool IsTooLittle(string rest) => Letters(rest).Length < LeastLeft && rest.Length < LeastLeftWithDigits;

    private static IEnumerable<string> WordsOf(IEnumerable<string> context) => context
        .SelectMany(text => Plain(text).Split([' ', '.', ',', '-', '_', '@', '+', '(', ')'], StringSplitOptions.RemoveEmptyEntries))
        .Where(word => word.Length >= 3)
        .Distinct();

    private static string WithoutRuns(string text)
    {
        var rest = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var run = KeyboardRows.Max(row => Math.Max(RunAt(text, at, row), RunAt(text, at, Reversed(row))));
            if (run < ShortestRun)
            {
                rest.Append(text[at]);
            }

            at += run < ShortestRun ? 1 : run;
        }

        return rest.ToString();
    }

    private static int RunAt(string text, int at, string row)
    {
        var start = row.IndexOf(text[at], StringComparison.Ordinal);
        if (start < 0)
        {
            return 0;
        }

        var length = 1;
        while (at + length < text.Length && start + length < row.Length && text[at + length] == row[start + length])
        {
            length++;
        }

        return length;
    }

    private static string Reversed(string row) => string.Concat(row.Reverse());

    // Lower case without tones; everything else stays, unlike in what a search compares.
    private static string Plain(string text)
    {
        var letters = UnicodePasswordHasher.Normal(text).Normalize(NormalizationForm.FormD).Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark);
        return string.Concat(letters.Select(char.ToLowerInvariant).Select(letter => letter == '\u0111' ? 'd' : letter));
    }

    // Without what is only put between and around: spaces and the punctuation of the keyboard. Other scripts and pictures stay.
    private static string Significant(string text) => string.Concat(text.Where(letter => char.IsAsciiLetterOrDigit(letter) || (!char.IsAscii(letter) && !char.IsWhiteSpace(letter))));

    private static string Letters(string text) => string.Concat(text.Where(letter => !char.IsAsciiDigit(letter)));

    private static string Unmask(string text) => string.Concat(text.Select(letter => letter switch
    {
        '0' => 'o',
        '1' or '!' => 'i',
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' => 't',
        _ => letter,
    }));

    [GeneratedRegex(@"^(.{1,8}?)\1+.{0,3}$", RegexOptions.Singleline, matchTimeoutMilliseconds: 200)]
    private static partial Regex Repetition();

    [GeneratedRegex("(19|20)[0-9]{2}")]
    private static partial Regex Year();
}
