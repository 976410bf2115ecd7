using System.Collections.Frozen;

namespace Training.Identity.Passwords;

/// <summary>Words that many passwords are made of: common passwords of the world, and those of Viet Nam (Passwords/words/PROVENANCE.md).</summary>
internal sealed class Blocklist
{
    /// <summary>Shorter ones are found in every passphrase.</summary>
    public const int ShortestWord = 4;

    private readonly FrozenSet<string> _words;

    public Blocklist()
        => _words = Read("common.txt").Concat(Read("vietnamese.txt")).Where(word => word.Length >= ShortestWord && !word.StartsWith('#')).ToFrozenSet(StringComparer.Ordinal);

    public int Count => _words.Count;

    /// <param name="word">Lower-case letters without tones, and digits.</param>
    public bool Contains(string word) => _words.Contains(word);

    /// <summary>True where the text is one of the words, or two of them side by side.</summary>
    public bool IsMadeOf(string text)
        => Contains(text) || Enumerable.Range(ShortestWord, Math.Max(0, text.Length - (2 * ShortestWord) + 1)).Any(cut => Contains(text[..cut]) && Contains(text[cut..]));

    private static IEnumerable<string> Read(string file)
    {
        using var stream = typeof(Blocklist).Assembly.GetManifestResourceStream($"Training.Identity.Passwords.{file}")
            ?? throw new InvalidOperationException($"The list {file} is not part of the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
