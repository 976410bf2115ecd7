using System.Text.RegularExpressions;
using Training.Questions.Formats;

namespace Training.Questions.Gift;

/// <summary>
/// Reads GIFT as Moodle does (docs.moodle.org: GIFT format), with the tags of its comments and the ordering questions of its type of that name.
/// Whatever is not understood is a finding with its line.
/// </summary>
internal static partial class GiftReader
{
    public static Reading Read(string file)
    {
        var report = new ReportBuilder();
        string? category = null;
        foreach (var block in Blocks(file))
        {
            if (report.IsFull)
            {
                report.Add(new Finding(block[0].Number, Loss.Whole, "Finding.TooManyQuestions", FileLimits.Questions));
                break;
            }

            var lines = block;
            if (lines[0].Text.TrimStart() is var first && first.StartsWith("$CATEGORY:", StringComparison.Ordinal))
            {
                category = CategoryOf(first["$CATEGORY:".Length..]);
                lines = [.. lines.Skip(1)];
            }

            var text = GiftText.Of(lines).Trim();
            if (text.Length > 0)
            {
                new GiftQuestion(text, [.. TagsIn(lines), .. category is null ? Array.Empty<string>() : [category]], report).Read();
            }
        }

        return report.Build();
    }

    /// <summary>The last part of a path; Moodle writes <c>$course$/top/Default for X/Name</c> and doubles a slash of a name.</summary>
    public static string? CategoryOf(string path)
    {
        var name = path.Replace("//", "\u0001", StringComparison.Ordinal).Split('/')[^1].Replace('\u0001', '/').Trim();
        return name.Length == 0 || name == "top" || name.StartsWith('$') ? null : name;
    }

    private static IEnumerable<IReadOnlyList<(int Number, string Text)>> Blocks(string file)
    {
        var block = new List<(int, string)>();
        var number = 0;
        foreach (var line in file.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                block.Add((number, line));
            }
            else if (block.Count > 0)
            {
                yield return block;
                block = [];
            }
        }

        if (block.Count > 0)
        {
            yield return block;
        }
    }

    private static IEnumerable<string> TagsIn(IEnumerable<(int Number, string Text)> lines) => lines
        .Where(line => line.Text.TrimStart().StartsWith("//", StringComparison.Ordinal))
        .SelectMany(line => TagMark().Matches(line.Text))
        .Select(match => match.Groups[1].Value.Replace("\\]", "]", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal));

    [GeneratedRegex(@"\[tag:((?:[^\\\]]|\\.)+)\]")]
    private static partial Regex TagMark();
}
