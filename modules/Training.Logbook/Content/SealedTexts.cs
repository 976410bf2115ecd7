using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using Training.Modules;

namespace Training.Logbook.Content;

/// <summary>A text as it stands under a signature: its salted hash, and the salt for as long as the text is there.</summary>
/// <param name="Salt">32 lower-case hex digits; null once the text was removed, so that nobody can try names until one fits.</param>
/// <param name="Hash">64 lower-case hex digits.</param>
internal sealed record Seal(string? Salt, string Hash);

/// <summary>
/// The free texts of something signed. Not the text is part of the signed content but its salted hash, so that patient data that slipped in can
/// be removed for good and the signature still be verified: SHA-256(salt, line feed, field, line feed, text in NFC).
/// </summary>
internal sealed class SealedTexts
{
    private const int SaltBytes = 16;

    private readonly SortedDictionary<string, Seal> _seals;

    private SealedTexts(IEnumerable<KeyValuePair<string, Seal>> seals) => _seals = new SortedDictionary<string, Seal>(seals.ToDictionary(), StringComparer.Ordinal);

    public static SealedTexts None { get; } = new([]);

    /// <summary>The fields that were sealed, by name.</summary>
    public IReadOnlyDictionary<string, Seal> Seals => _seals;

    /// <summary>Seals the texts that are there.</summary>
    /// <param name="texts">By field.</param>
    /// <param name="salts">Salts that were used already, in a form that was shown or on a device without network, by field; made here where there is none.</param>
    public static SealedTexts Of(IEnumerable<KeyValuePair<string, string?>> texts, IReadOnlyDictionary<string, string>? salts = null)
        => new(from pair in texts
               where pair.Value is not null
               let salt = salts?.GetValueOrDefault(pair.Key) is { } given && IsSalt(given) ? given : NewSalt()
               select new KeyValuePair<string, Seal>(pair.Key, new Seal(salt, HashOf(salt, pair.Key, pair.Value!))));

    public static string NewSalt() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SaltBytes));

    public static SealedTexts Parse(string json) => json.Length == 0 ? None : new(JsonSerializer.Deserialize<Dictionary<string, Seal>>(json)!);

    /// <summary>
    /// What stands in the signed content for the field: computed anew from a text that is there, the kept hash of one that was removed, null
    /// where there never was one.
    /// </summary>
    public string? HashOf(string field, string? text) => (text, _seals.GetValueOrDefault(field)) switch
    {
        (null, null) => null,
        (null, { Salt: null } removed) => removed.Hash,
        ({ } there, { Salt: { } salt }) => HashOf(salt, field, there),

        // A text without its seal, or a seal whose text is gone without having been removed: nothing that was signed.
        _ => "",
    };

    /// <summary>The text of the field was taken out by a redaction.</summary>
    public bool IsRemoved(string field) => _seals.GetValueOrDefault(field) is { Salt: null };

    public SealedTexts Without(string field) => new(_seals.Select(pair => pair.Key == field ? new(pair.Key, pair.Value with { Salt = null }) : pair));

    public string ToJson() => _seals.Count == 0 ? "" : JsonSerializer.Serialize(_seals);

    /// <summary>Whether it could have been made by <see cref="NewSalt"/>.</summary>
    public static bool IsSalt([NotNullWhen(true)] string? text) => text is { Length: SaltBytes * 2 } && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    private static string HashOf(string salt, string field, string text) => CanonicalJson.HashOf($"{salt}\n{field}\n{text.Normalize()}");
}
